/**
 * The engine that trains (DJL with PyTorch). Entry type: {@link
 * org.wingloss.model.engine.PyTorchEngine}.
 */
package org.wingloss.model.engine;
