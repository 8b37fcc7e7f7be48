/**
 * Writes faces in the layouts that {@link org.wingloss.data.dataset} reads. Entry type: {@link
 * org.wingloss.data.dataset.writer.DatasetWriter}.
 */
package org.wingloss.data.dataset.writer;
