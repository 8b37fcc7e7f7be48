package org.wingloss.model.onnx.graph;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How the activations of a network are held in 8 bits: found once for trained weights by looking at
 * the values that crops of faces give (static quantisation). The scales of the weights follow from
 * the weights.
 *
 * @param activations layer → the step of its output, after the ReLU where one follows; a
 *     convolution or linear layer that is not named stays in float32, and so do its weights
 * @param calibration what the values were looked at on, for people
 */
public record Quantisation(Map<String, Step> activations, String calibration) {
  /** Sorts the map. */
  public Quantisation {
    activations = Collections.unmodifiableMap(new TreeMap<>(activations));
  }

  /**
   * A byte b stands for {@code scale · (b − zeroPoint)}.
   *
   * @param scale above 0
   * @param zeroPoint 0 … 255; 0 for values that a ReLU has left
   */
  public record Step(float scale, int zeroPoint) {
    /** The largest byte. */
    public static final int LARGEST = 255;

    /** The pixels of a picture, 0 … 1, as they are decoded. */
    static final Step PIXELS = new Step(1f / LARGEST, 0);

    /** Checks the numbers. */
    public Step {
      if (!(scale > 0) || Float.isInfinite(scale) || zeroPoint < 0 || zeroPoint > LARGEST) {
        throw new IllegalArgumentException(
            "a step needs a scale > 0 and a zero point 0 … 255 but had %s and %s"
                .formatted(scale, zeroPoint));
      }
    }

    /**
     * The step of values that lie between two bounds; 0 is held exactly.
     *
     * @param least ≤ 0 is taken where it is above
     * @param most ≥ 0 is taken where it is below
     */
    public static Step of(double least, double most) {
      double low = Math.min(0, least);
      double range = Math.max(0, most) - low;
      if (range == 0) {
        return new Step(1f / LARGEST, 0);
      }
      double scale = range / LARGEST;
      return new Step((float) scale, (int) Math.round(-low / scale));
    }
  }
}
