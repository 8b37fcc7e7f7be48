package org.wingloss.data.dataset.writer;

import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.Box;

/**
 * A {@link RenderedFace} whose picture is on disk.
 *
 * @param landmarks see {@link RenderedFace}
 * @param box see {@link RenderedFace}
 * @param yaw see {@link RenderedFace}
 */
public record StoredFace(Landmarks landmarks, Box box, double yaw) {}
