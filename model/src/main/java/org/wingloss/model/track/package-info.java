/**
 * One face through a sequence of frames. Entry type: {@link org.wingloss.model.track.FaceTracker}.
 */
package org.wingloss.model.track;
