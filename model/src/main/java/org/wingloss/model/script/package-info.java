/**
 * TorchScript written by us: the same layers as source text for the training engine's interpreter.
 *
 * <p>It is the way to what the engine can do but DJL's arrays cannot name, such as bfloat16. The
 * text is made from a network's layers each time it is needed and never read from a file. Entry:
 * {@link org.wingloss.model.script.ScriptGraph}.
 */
package org.wingloss.model.script;
