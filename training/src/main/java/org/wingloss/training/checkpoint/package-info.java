/**
 * What a training leaves behind while it goes, written so that a power cut harms nothing. Entry
 * type: {@link org.wingloss.training.checkpoint.Checkpoint}.
 */
package org.wingloss.training.checkpoint;
