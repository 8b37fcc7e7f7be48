/**
 * Mini-batches drawn ahead of the training loop (PAPER.md section 4: on-line augmentation), the
 * same to the bit whatever the number of threads. Entry type: {@link
 * org.wingloss.data.batch.BatchLoader}.
 */
package org.wingloss.data.batch;
