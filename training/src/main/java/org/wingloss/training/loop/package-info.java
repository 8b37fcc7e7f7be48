/**
 * The training loop (PAPER.md section 4). Entry type: {@link org.wingloss.training.loop.Trainer}.
 */
package org.wingloss.training.loop;
