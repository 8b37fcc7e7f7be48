/**
 * Data sets of facial landmarks, from files to batches. Start with {@link
 * org.wingloss.data.face.Face}, the value that every reader returns.
 */
package org.wingloss.data;
