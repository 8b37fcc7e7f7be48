/**
 * The layers from which networks are made, as values: each states its shapes, its tensors and its
 * cost, and translates itself into a DJL block and into ONNX nodes, so that the three cannot drift
 * apart. Entry type: {@link org.wingloss.model.layer.Layer}.
 */
package org.wingloss.model.layer;
