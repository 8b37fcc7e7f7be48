/**
 * TorchScript written by us: source text for the training engine's interpreter.
 *
 * <p>It is the way to what the engine can do but DJL's arrays cannot name, such as bfloat16 and the
 * fused update of all weights. The text is made each time it is needed and never read from a file.
 * Entries: {@link org.wingloss.model.script.ScriptGraph} for a network, {@link
 * org.wingloss.model.script.ScriptFunction} for anything else.
 */
package org.wingloss.model.script;
