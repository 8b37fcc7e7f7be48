/**
 * The training runs of a folder, live. Entry type: {@link org.wingloss.serve.runs.RunEndpoints}.
 * Runs are read as files, so that this module needs nothing of the training.
 */
package org.wingloss.serve.runs;
