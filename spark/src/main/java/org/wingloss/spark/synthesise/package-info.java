/**
 * Synthetic faces in any number. Entry type: {@link
 * org.wingloss.spark.synthesise.SparkSynthesiseVerb}.
 */
package org.wingloss.spark.synthesise;
