/**
 * Face boxes from the built-in detector, or from one that the user brings as an ONNX file. Entry
 * type: {@link org.wingloss.model.detector.FaceDetector}.
 */
package org.wingloss.model.detector;
