/**
 * Data sets of facial landmarks, from files to batches. Entry type: {@link
 * org.wingloss.data.face.Face}, the value that every reader returns. Tags such as (P), (A) or (U1)
 * say how certain a fact about the paper is: docs/paper.md#trust-tags.
 */
package org.wingloss.data;
