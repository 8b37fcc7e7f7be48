/**
 * Verbs that run on a Spark cluster, and on the cores of one machine. Entry type: {@link
 * org.wingloss.spark.SparkMain}.
 */
package org.wingloss.spark;
