package org.wingloss.data.stream;

import java.util.function.Supplier;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Face;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.RgbImage;

/**
 * One sample of a tar in memory.
 *
 * @param label what messages call it
 * @param face in pixels of the crop
 * @param cropFromImage from pixels of the picture to pixels of the crop
 * @param picture decodes the crop when it is asked for
 */
public record StoredCrop(
    String label, Face face, AffineMap cropFromImage, Supplier<RgbImage> picture) {
  /**
   * The face in pixels of the picture that it was cut from.
   *
   * @throws InvalidDataException if its box is none there
   */
  public Face imageFace() {
    AffineMap map = cropFromImage.inverse();
    Box box = face.boxOrBounds();
    try {
      return face.withLandmarks(face.landmarks().map(map)).withBox(mapped(box, map));
    } catch (IllegalArgumentException e) {
      throw new InvalidDataException(label + ": " + e.getMessage(), e);
    }
  }

  /** A box sent through a map that does not rotate. */
  static Box mapped(Box box, AffineMap map) {
    return new Box(
        map.x(box.left(), box.top()),
        map.y(box.left(), box.top()),
        map.x(box.right(), box.bottom()),
        map.y(box.right(), box.bottom()));
  }

  /**
   * The crop.
   *
   * @throws InvalidDataException if it is damaged or of another size
   */
  public RgbImage patch() {
    return picture.get();
  }
}
