package org.wingloss.model.detector;

import java.util.Arrays;
import java.util.List;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.image.Warp;
import org.wingloss.model.detector.FaceDetector.Detection;

/**
 * A second opinion on one face that was found: the same network sees it again, in the middle of a
 * view and at another size, once flipped. A face is one in every view; a texture that looked like
 * one seldom is.
 *
 * @param face the size that the face takes in the view, pixels
 * @param side the view's side, pixels
 * @param flipped whether the view is flipped left to right
 */
record CloserLook(double face, int side, boolean flipped) {
  /** The views of every face. */
  static final List<CloserLook> ALL =
      List.of(new CloserLook(40, 112, false), new CloserLook(28, 88, true));

  /** What the detector sees; nothing outside the picture. */
  View of(RgbImage image, Detection found) {
    Box box = found.box();
    double scale = face / Math.sqrt(box.width() * box.height());
    double middle = side / 2.0 - 0.5;
    AffineMap map =
        AffineMap.translation(middle, middle)
            .after(AffineMap.scaling(flipped ? -scale : scale, scale))
            .after(AffineMap.translation(-box.centreX(), -box.centreY()));
    RgbImage seen = Warp.crop(image, map, side, side);
    AffineMap back = map.inverse();
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        if (isOutside(back.x(x, y), image.width()) || isOutside(back.y(x, y), image.height())) {
          int at = 3 * (y * side + x);
          Arrays.fill(seen.rgb(), at, at + 3, (byte) 0);
        }
      }
    }
    return new View(seen, side, side, back);
  }

  private static boolean isOutside(double place, int side) {
    return place < -0.5 || place > side - 0.5;
  }
}
