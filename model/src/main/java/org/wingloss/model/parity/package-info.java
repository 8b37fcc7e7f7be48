/**
 * Whether the ONNX file answers as the training engine does. Entry type: {@link
 * org.wingloss.model.parity.Parity}.
 */
package org.wingloss.model.parity;
