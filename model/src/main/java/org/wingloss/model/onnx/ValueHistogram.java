package org.wingloss.model.onnx;

import java.nio.FloatBuffer;
import org.wingloss.model.onnx.graph.Quantisation.Step;

/** The values of one layer over many crops: first their bounds, then how often each occurs. */
final class ValueHistogram {
  private static final int BINS = 4096;

  /** The bounds that are tried: from all values down to a share of them. */
  private static final int TRIALS = 64;

  private static final double LEAST_SHARE = 0.2;

  private final long[] counts = new long[BINS];
  private float least = Float.POSITIVE_INFINITY;
  private float most = Float.NEGATIVE_INFINITY;

  void widen(FloatBuffer values) {
    while (values.hasRemaining()) {
      float value = values.get();
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
  }

  void count(FloatBuffer values) {
    double bins = BINS / Math.max(Float.MIN_NORMAL, (double) most - least);
    while (values.hasRemaining()) {
      counts[(int) Math.min(BINS - 1, (values.get() - least) * bins)]++;
    }
  }

  /** The step with the least mean square error: values beyond its bounds are cut. */
  Step step() {
    Step best = Step.of(least, most);
    double bestError = error(best);
    for (int trial = 1; trial < TRIALS; trial++) {
      double share = 1 - (1 - LEAST_SHARE) * trial / TRIALS;
      Step step = Step.of(share * least, share * most);
      double error = error(step);
      if (error < bestError) {
        best = step;
        bestError = error;
      }
    }
    return best;
  }

  private double error(Step step) {
    double width = ((double) most - least) / BINS;
    double sum = 0;
    for (int bin = 0; bin < BINS; bin++) {
      if (counts[bin] > 0) {
        double value = least + (bin + 0.5) * width;
        double whole = Math.rint(value / step.scale()) + step.zeroPoint();
        double held = Math.max(0, Math.min(Step.LARGEST, whole)) - step.zeroPoint();
        double error = value - step.scale() * held;
        sum += counts[bin] * error * error;
      }
    }
    return sum;
  }
}
