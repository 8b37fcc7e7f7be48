package org.wingloss.data.dataset.writer;

import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.RgbImage;

/**
 * A face to be written.
 *
 * @param image the picture
 * @param landmarks of the writer's scheme, 0-based pixels; covered ones are hidden
 * @param box the face box
 * @param yaw degrees about the vertical axis; positive turns the nose to the picture's right
 */
public record RenderedFace(RgbImage image, Landmarks landmarks, Box box, double yaw) {}
