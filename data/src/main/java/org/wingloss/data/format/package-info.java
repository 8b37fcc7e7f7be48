/**
 * File formats of faces, each read and written in one place, whether a file holds a data set
 * (docs/paper.md, section 7), ground truth, predictions, pseudo-labels or boxes. What their
 * visibility flags mean is the table of {@link org.wingloss.data.face.Visibility}. Entry type:
 * {@link org.wingloss.data.format.JsonLines}.
 */
package org.wingloss.data.format;
