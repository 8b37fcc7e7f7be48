/**
 * From pictures and face boxes to landmarks: one stage or two (docs/paper.md, section 6), test-time
 * augmentation. Entry type: {@link org.wingloss.model.inference.Localiser}.
 */
package org.wingloss.model.inference;
