package org.wingloss.model.detector;

import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * The square boxes from which the older detectors measure: at strides 8, 16, 32 and 64 one to three
 * about every cell's middle, row by row (both families use the same sizes). An output is four
 * numbers: the centre's offset in tenths of the prior's sides, and five times the logarithm of the
 * sides' ratio, which is what "variances 0.1 and 0.2" mean.
 */
final class Priors {
  private static final double[][] SIDES = {{10, 16, 24}, {32, 48}, {64, 96}, {128, 192, 256}};
  private static final double CENTRE_VARIANCE = 0.1;
  private static final double SIDE_VARIANCE = 0.2;

  /** Centre x, centre y, width, height of every prior, input pixels. */
  private final double[] priors;

  private Priors(double[] priors) {
    this.priors = priors;
  }

  /**
   * Priors of feature maps that lose the last odd column and row when they are halved, as
   * max-pooling does.
   *
   * @param width input pixels
   * @param height input pixels
   */
  static Priors floored(int width, int height) {
    // The first halving is a padded convolution, which keeps the odd one.
    return of((width + 1) / 2, (height + 1) / 2, false, width, height);
  }

  /** Priors of feature maps that keep it, clamped to the input as the trainer clamps them. */
  static Priors padded(int width, int height) {
    return of((width + 1) / 2, (height + 1) / 2, true, width, height);
  }

  private static Priors of(int halfWidth, int halfHeight, boolean padded, int width, int height) {
    int odd = padded ? 1 : 0;
    DoubleStream.Builder all = DoubleStream.builder();
    int columns = (halfWidth + odd) / 2;
    int rows = (halfHeight + odd) / 2;
    int stride = 8;
    for (double[] sides : SIDES) {
      columns = (columns + odd) / 2;
      rows = (rows + odd) / 2;
      double cellWidth = padded ? (double) width / columns : stride;
      double cellHeight = padded ? (double) height / rows : stride;
      for (int row = 0; row < rows; row++) {
        for (int column = 0; column < columns; column++) {
          for (double side : sides) {
            all.add((column + 0.5) * cellWidth);
            all.add((row + 0.5) * cellHeight);
            all.add(padded ? Math.min(side, width) : side);
            all.add(padded ? Math.min(side, height) : side);
          }
        }
      }
      stride *= 2;
    }
    return new Priors(all.build().toArray());
  }

  int count() {
    return priors.length / 4;
  }

  /**
   * The face that an output stands for.
   *
   * @param i the prior
   * @param offsets the outputs of all priors
   * @param width how many numbers there are for a prior; the first four are the box
   */
  Optional<FaceDetector.Detection> decode(int i, float[] offsets, int width, double score) {
    int at = i * width;
    double priorWidth = priors[4 * i + 2];
    double priorHeight = priors[4 * i + 3];
    return FaceDetector.Detection.about(
        priors[4 * i] + offsets[at] * CENTRE_VARIANCE * priorWidth,
        priors[4 * i + 1] + offsets[at + 1] * CENTRE_VARIANCE * priorHeight,
        priorWidth * Math.exp(offsets[at + 2] * SIDE_VARIANCE),
        priorHeight * Math.exp(offsets[at + 3] * SIDE_VARIANCE),
        score);
  }
}
