/**
 * Landmarks of the faces in many pictures. Entry type: {@link
 * org.wingloss.spark.predict.SparkPredictVerb}.
 */
package org.wingloss.spark.predict;
