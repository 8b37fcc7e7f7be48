/**
 * Trainings on the machines of a cluster, each a process of the installed program. Entry types:
 * {@link org.wingloss.spark.train.SparkSweepVerb}, {@link
 * org.wingloss.spark.train.SparkReproduceVerb}.
 */
package org.wingloss.spark.train;
