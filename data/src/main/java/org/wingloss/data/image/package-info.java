/** Decoded pictures. Entry type: {@link org.wingloss.data.image.RgbImage}. */
package org.wingloss.data.image;
