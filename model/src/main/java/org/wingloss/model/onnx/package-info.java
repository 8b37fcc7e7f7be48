/**
 * Writing ONNX files with ND4J's generated protobuf classes, which do not start ND4J. Entry type:
 * {@link org.wingloss.model.onnx.OnnxGraph}.
 */
package org.wingloss.model.onnx;
