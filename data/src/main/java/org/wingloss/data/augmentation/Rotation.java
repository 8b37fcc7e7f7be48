package org.wingloss.data.augmentation;

import java.util.random.RandomGenerator;
import org.wingloss.data.geometry.AffineMap;

/**
 * Rotates about the crop's centre by an angle drawn evenly from ±degrees (paper: ±30° for CNN-6,
 * ±10° for CNN-7, A).
 *
 * @param degrees the largest angle, 0 to 180
 */
public record Rotation(double degrees) implements Augmentation {
  /** Checks the range. */
  public Rotation {
    ParameterRange.within("degrees", degrees, 0, 180);
  }

  @Override
  public boolean moves() {
    return true;
  }

  @Override
  public AffineMap map(int size, RandomGenerator random) {
    double angle = Math.toRadians(degrees) * (2 * random.nextDouble() - 1);
    double centre = (size - 1) / 2.0;
    return AffineMap.rotation(angle, centre, centre);
  }

  /** cos φ + sin φ, the bounding square of a rotated square; it is widest at 45°. */
  @Override
  public double context() {
    double angle = Math.toRadians(Math.min(degrees, 45));
    return Math.cos(angle) + Math.sin(angle);
  }
}
