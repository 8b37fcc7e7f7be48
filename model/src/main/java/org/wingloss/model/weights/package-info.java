/**
 * Named tensors outside any engine, and the safetensors files in which they travel. Entry type:
 * {@link org.wingloss.model.weights.Weights}.
 */
package org.wingloss.model.weights;
