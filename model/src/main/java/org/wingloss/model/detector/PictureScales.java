package org.wingloss.model.detector;

import java.util.function.Consumer;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.image.Warp;

/**
 * A picture at the scales at which a detector of one range of face sizes searches it: each half as
 * large as the one before, the last so small that a face may fill it. Large scales come in tiles
 * that overlap by more than a face, so that memory does not grow with the picture.
 *
 * @param longest the longer side of the first scale, pixels; a smaller picture is not enlarged
 * @param cell sides of views are multiples of it
 */
record PictureScales(int longest, int cell) {
  /** A scale at most this long ends the series; it is still larger than the smallest face. */
  private static final int SHORTEST = 56;

  private static final int TILE = 640;
  private static final int OVERLAP = 128;

  /** Hands over every view, the finest scale first. */
  void forEach(RgbImage image, Consumer<View> consumer) {
    Placement size = Placement.fitted(image, longest, longest);
    AffineMap scaleFromImage = size.networkFromImage(image);
    RgbImage scaled = Warp.crop(image, scaleFromImage, size.width(), size.height());
    while (true) {
      tiles(scaled, scaleFromImage.inverse(), consumer);
      if (Math.max(scaled.width(), scaled.height()) <= SHORTEST) {
        return;
      }
      Placement next = new Placement(half(scaled.width()), half(scaled.height()));
      AffineMap nextFromScale = next.networkFromImage(scaled);
      scaled = Warp.crop(scaled, nextFromScale, next.width(), next.height());
      scaleFromImage = nextFromScale.after(scaleFromImage);
    }
  }

  private static int half(int side) {
    return Math.max(1, (side + 1) / 2);
  }

  private void tiles(RgbImage scaled, AffineMap imageFromScale, Consumer<View> consumer) {
    for (int top = 0; top == 0 || top + OVERLAP < scaled.height(); top += TILE - OVERLAP) {
      for (int left = 0; left == 0 || left + OVERLAP < scaled.width(); left += TILE - OVERLAP) {
        int width = Math.min(TILE, scaled.width() - left);
        int height = Math.min(TILE, scaled.height() - top);
        RgbImage seen =
            width == scaled.width() && height == scaled.height()
                ? scaled
                : Warp.crop(scaled, AffineMap.translation(-left, -top), width, height);
        AffineMap scaleFromTile = AffineMap.translation(left, top);
        consumer.accept(
            new View(seen, whole(width), whole(height), imageFromScale.after(scaleFromTile)));
      }
    }
  }

  private int whole(int side) {
    return (side + cell - 1) / cell * cell;
  }
}
