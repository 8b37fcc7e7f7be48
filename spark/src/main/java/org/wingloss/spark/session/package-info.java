/** How the verbs reach Spark. Entry type: {@link org.wingloss.spark.session.SparkOptions}. */
package org.wingloss.spark.session;
