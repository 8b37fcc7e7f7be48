/**
 * Face boxes from a detector that the user brings as an ONNX file. Entry type: {@link
 * org.wingloss.model.detector.FaceDetector}.
 */
package org.wingloss.model.detector;
