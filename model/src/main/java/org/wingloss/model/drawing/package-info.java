/** Landmarks drawn into a picture. Entry type: {@link org.wingloss.model.drawing.Drawing}. */
package org.wingloss.model.drawing;
