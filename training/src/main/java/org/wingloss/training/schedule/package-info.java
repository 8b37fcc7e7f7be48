/**
 * Learning rates as pure functions of the step (PAPER.md section 4). Entry type: {@link
 * org.wingloss.training.schedule.Schedule}.
 */
package org.wingloss.training.schedule;
