/**
 * Picture and face box in, landmarks out, on ONNX Runtime. Entry type: {@link
 * org.wingloss.model.localiser.Localiser}.
 */
package org.wingloss.model.localiser;
