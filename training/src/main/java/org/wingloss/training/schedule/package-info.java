/**
 * Learning rates as pure functions of the step (the paper's training settings). Entry type: {@link
 * org.wingloss.training.schedule.LearningRateSchedule}.
 */
package org.wingloss.training.schedule;
