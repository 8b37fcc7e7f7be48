/**
 * A face: its landmarks, their visibility, its box. Entry type: {@link
 * org.wingloss.data.face.Face}.
 */
package org.wingloss.data.face;
