/**
 * Starts the verbs of the module spark, which is not among this program's libraries. Entry type:
 * {@link org.wingloss.cli.spark.SparkVerb}.
 */
package org.wingloss.cli.spark;
