/**
 * The losses of the paper's section 4 for DJL, on CPU and GPU. DJL is an optional dependency: only
 * this package needs it. Entry type: {@link org.wingloss.loss.djl.DjlLandmarkLoss}.
 */
package org.wingloss.loss.djl;
