/**
 * Pictures: bounded decoding of untrusted files and the one resampler. Entry types: {@link
 * org.wingloss.data.image.ImageFiles} and {@link org.wingloss.data.image.Warp}.
 */
package org.wingloss.data.image;
