package org.wingloss.data.doctor;

import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.image.Warp;

/**
 * A picture of 9 × 9 grey cells with a perceptual hash of 2 × 64 bits: whether each of 8 × 8 cells
 * is darker than its right and than its lower neighbour.
 */
final class Thumbnail {
  private static final int CELLS = 9;

  /** Bits of 128 in which two copies of a picture may differ after scaling and recompression. */
  private static final int HASH_TOLERANCE = 6;

  /** Mean difference of two copies, in grey levels of 256. */
  private static final double GREY_TOLERANCE = 6;

  private final int[] grey;
  private final long rightwards;
  private final long downwards;

  private Thumbnail(int[] grey) {
    this.grey = grey;
    long right = 0;
    long down = 0;
    for (int y = 0; y < CELLS - 1; y++) {
      for (int x = 0; x < CELLS - 1; x++) {
        int cell = y * CELLS + x;
        right = right << 1 | (grey[cell] < grey[cell + 1] ? 1 : 0);
        down = down << 1 | (grey[cell] < grey[cell + CELLS] ? 1 : 0);
      }
    }
    rightwards = right;
    downwards = down;
  }

  static Thumbnail of(RgbImage image) {
    Box whole = new Box(-0.5, -0.5, image.width() - 0.5, image.height() - 0.5);
    byte[] rgb = Warp.crop(image, AffineMap.boxToSquare(whole, CELLS), CELLS, CELLS).rgb();
    int[] grey = new int[CELLS * CELLS];
    for (int i = 0; i < grey.length; i++) {
      grey[i] = ((rgb[3 * i] & 255) + 2 * (rgb[3 * i + 1] & 255) + (rgb[3 * i + 2] & 255)) / 4;
    }
    return new Thumbnail(grey);
  }

  /** The thumbnail of the flipped picture. */
  Thumbnail flipped() {
    int[] flipped = new int[grey.length];
    for (int i = 0; i < grey.length; i++) {
      int row = i / CELLS;
      flipped[i] = grey[row * CELLS + CELLS - 1 - i % CELLS];
    }
    return new Thumbnail(flipped);
  }

  /** Whether the other picture shows the same to a person. */
  boolean resembles(Thumbnail other) {
    int bits =
        Long.bitCount(rightwards ^ other.rightwards) + Long.bitCount(downwards ^ other.downwards);
    if (bits > HASH_TOLERANCE) {
      return false;
    }
    int difference = 0;
    for (int i = 0; i < grey.length; i++) {
      difference += Math.abs(grey[i] - other.grey[i]);
    }
    return difference <= GREY_TOLERANCE * grey.length;
  }
}
