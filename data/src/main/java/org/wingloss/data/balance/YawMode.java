package org.wingloss.data.balance;

import java.util.List;
import java.util.OptionalInt;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.scheme.FlipMap;
import org.wingloss.data.shape.Procrustes;
import org.wingloss.data.shape.ShapeModel;

/**
 * Which mode of a shape model turns the head (yaw). A face that is flipped turns to the other side
 * and keeps its pitch, its expression and the form of its head: of the leading modes, yaw is the
 * first that a flip reverses. Roll, which it reverses too, is taken out by the alignment.
 */
final class YawMode {
  /** A mode is reversed if more of its square than this is. */
  private static final double REVERSED = 0.5;

  /** As far as a mean shape is from its mirror image, a share of its size. */
  private static final double TOLERANCE = 0.05;

  private final Landmarks mean;
  private final int[] flip;

  /** The flip within the frame of the mean shape; only its linear part concerns modes. */
  private final AffineMap mirror;

  private YawMode(Landmarks mean) {
    this.mean = mean;
    this.flip = FlipMap.from(List.of(mean), TOLERANCE).flip();
    AffineMap flipped = AffineMap.scaling(-1, 1);
    this.mirror = Procrustes.similarity(mean.map(flipped).reorder(flip), mean).after(flipped);
  }

  /** The mode, counted from 1; empty if the mean shape has no halves, or no mode is reversed. */
  static OptionalInt of(ShapeModel model) {
    YawMode yaw;
    try {
      yaw = new YawMode(model.mean());
    } catch (InvalidDataException | IllegalArgumentException e) {
      return OptionalInt.empty();
    }
    for (int m = 0; m < model.modes(); m++) {
      if (yaw.reversed(model.mode(m)) > REVERSED) {
        return OptionalInt.of(m + 1);
      }
    }
    return OptionalInt.empty();
  }

  /**
   * The share of a mode that a flip reverses: 0 for one that is the same on both sides, 1 for yaw.
   *
   * @param mode a unit vector {@code [x1..xL, y1..yL]}
   */
  private double reversed(double... mode) {
    int count = mean.count();
    double sum = 0;
    for (int i = 0; i < count; i++) {
      double x = mode[flip[i]];
      double y = mode[count + flip[i]];
      double dx = mode[i] - (mirror.xx() * x + mirror.xy() * y);
      double dy = mode[count + i] - (mirror.yx() * x + mirror.yy() * y);
      sum += dx * dx + dy * dy;
    }
    return sum / 4;
  }
}
