/**
 * Faces and landmarks of a photograph; the paper's networks (docs/paper.md, section 3), the files
 * in which a trained model travels, and the localiser that runs it. Entry type: {@link
 * org.wingloss.model.FaceLandmarks}. Tags such as (P), (A) or (U1) say how certain a fact about the
 * paper is: docs/paper.md#trust-tags.
 */
package org.wingloss.model;
