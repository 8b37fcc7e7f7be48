/**
 * Learning-rate schedules: pure functions of the step (docs/paper.md, section 4). Entry type:
 * {@link org.wingloss.training.schedule.LearningRateSchedule}.
 */
package org.wingloss.training.schedule;
