package org.wingloss.data.doctor;

import java.nio.file.Path;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.ExifOrientation;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.image.Warp;

/**
 * What the doctor keeps of a picture: its size, how the camera was held, a thumbnail with a
 * perceptual hash of 2 × 64 bits (whether each of 8 × 8 cells is darker than its right and than its
 * lower neighbour), or why it cannot be read.
 */
final class ExaminedPicture {
  private static final int CELLS = 9;

  /** Bits of 128 in which two copies of a picture may differ after scaling and recompression. */
  private static final int HASH_TOLERANCE = 6;

  /** Mean difference of their thumbnails, in grey levels of 256. */
  private static final double GREY_TOLERANCE = 6;

  private final int width;
  private final int height;
  private final ExifOrientation orientation;
  private final String problem;
  private final int[] grey = new int[CELLS * CELLS];
  private long rightwards;
  private long downwards;

  private ExaminedPicture(int width, int height, ExifOrientation orientation, String problem) {
    this.width = width;
    this.height = height;
    this.orientation = orientation;
    this.problem = problem;
  }

  /** Decodes the whole picture, so that a truncated one is found. */
  static ExaminedPicture of(Path file) {
    try {
      RgbImage image = ImageFiles.read(file);
      ExaminedPicture picture =
          new ExaminedPicture(image.width(), image.height(), ExifOrientation.of(file), "");
      picture.look(image);
      return picture;
    } catch (InvalidDataException e) {
      return new ExaminedPicture(0, 0, ExifOrientation.UPRIGHT, e.getMessage());
    }
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  ExifOrientation orientation() {
    return orientation;
  }

  boolean isReadable() {
    return problem.isEmpty();
  }

  String problem() {
    return problem;
  }

  /** Whether the other shows the same to a person. */
  boolean resembles(ExaminedPicture other) {
    int bits =
        Long.bitCount(rightwards ^ other.rightwards) + Long.bitCount(downwards ^ other.downwards);
    if (bits > HASH_TOLERANCE || !isReadable() || !other.isReadable()) {
      return false;
    }
    int difference = 0;
    for (int i = 0; i < grey.length; i++) {
      difference += Math.abs(grey[i] - other.grey[i]);
    }
    return difference <= GREY_TOLERANCE * grey.length;
  }

  private void look(RgbImage image) {
    Box whole = new Box(-0.5, -0.5, image.width() - 0.5, image.height() - 0.5);
    byte[] rgb = Warp.crop(image, AffineMap.boxToSquare(whole, CELLS), CELLS, CELLS).rgb();
    for (int i = 0; i < grey.length; i++) {
      grey[i] = ((rgb[3 * i] & 255) + 2 * (rgb[3 * i + 1] & 255) + (rgb[3 * i + 2] & 255)) / 4;
    }
    for (int y = 0; y < CELLS - 1; y++) {
      for (int x = 0; x < CELLS - 1; x++) {
        int cell = y * CELLS + x;
        rightwards = rightwards << 1 | (grey[cell] < grey[cell + 1] ? 1 : 0);
        downwards = downwards << 1 | (grey[cell] < grey[cell + CELLS] ? 1 : 0);
      }
    }
  }
}
