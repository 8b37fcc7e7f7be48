/**
 * ONNX files that others made, such as face detectors, checked before ONNX Runtime sees them. Entry
 * type: {@link org.wingloss.model.onnx.foreign.ForeignOnnx}.
 */
package org.wingloss.model.onnx.foreign;
