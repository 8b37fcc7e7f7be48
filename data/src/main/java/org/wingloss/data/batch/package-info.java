/**
 * Mini-batches prepared ahead of the training loop (the paper augments on line; A), the same to the
 * bit whatever the number of threads. Entry type: {@link org.wingloss.data.batch.BatchLoader}.
 */
package org.wingloss.data.batch;
