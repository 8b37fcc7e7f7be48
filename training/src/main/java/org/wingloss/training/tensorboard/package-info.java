/**
 * Event files that TensorBoard reads: the curves of a run beside those of anybody else's. Entry
 * type: {@link org.wingloss.training.tensorboard.EventFile}.
 */
package org.wingloss.training.tensorboard;
