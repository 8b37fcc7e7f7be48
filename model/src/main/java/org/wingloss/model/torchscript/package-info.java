/**
 * TorchScript written by this program, so that the PyTorch engine computes a network's step in few
 * calls. Entry type: {@link org.wingloss.model.torchscript.TorchScriptGraph}.
 */
package org.wingloss.model.torchscript;
