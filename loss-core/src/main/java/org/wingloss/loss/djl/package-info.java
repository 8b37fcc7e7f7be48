/**
 * The losses of the paper (docs/paper.md, section 2) for DJL, on CPU and GPU. DJL is an optional
 * dependency: only this package needs it. Entry type: {@link
 * org.wingloss.loss.djl.DjlLandmarkLoss}.
 */
package org.wingloss.loss.djl;
