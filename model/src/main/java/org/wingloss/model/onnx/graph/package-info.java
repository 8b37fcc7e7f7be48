/** ONNX graphs under construction. Entry type: {@link org.wingloss.model.onnx.graph.OnnxGraph}. */
package org.wingloss.model.onnx.graph;
