/**
 * ONNX export, and the check that the exported file computes what the training engine computes.
 * Entry type: {@link org.wingloss.model.onnx.OnnxExport}.
 */
package org.wingloss.model.onnx;
