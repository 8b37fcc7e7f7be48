/**
 * The training loop (the paper's training settings). Entry type: {@link
 * org.wingloss.training.loop.Trainer}.
 */
package org.wingloss.training.loop;
