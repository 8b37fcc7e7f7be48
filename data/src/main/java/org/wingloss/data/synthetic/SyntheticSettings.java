package org.wingloss.data.synthetic;

/**
 * How varied the synthetic faces are.
 *
 * @param yawScale mean of |yaw| in degrees, ≥ 0. Yaw is Laplace distributed, cut at {@code
 *     maximumYaw}: most faces look almost ahead, a long tail does not, as in photographs. The
 *     default's quartiles are about 8 % above those of 300-W's training faces
 * @param maximumYaw largest |yaw| in degrees, 0 to 90
 * @param pitchDeviation standard deviation of pitch in degrees, ≥ 0
 * @param rollDeviation standard deviation of roll in degrees, ≥ 0
 * @param expression strength of the expressions, 0 none, 1 natural
 * @param identity spread of face shapes, 0 the mean face, 1 natural
 * @param occluders share of faces with something before them, 0 to 1
 * @param degradation strength of blur, noise and compression, 0 none, 1 as in photographs
 * @param faceShare the face's height (brows to chin) as a share of the picture's, 0.2 to 0.8
 */
public record SyntheticSettings(
    double yawScale,
    double maximumYaw,
    double pitchDeviation,
    double rollDeviation,
    double expression,
    double identity,
    double occluders,
    double degradation,
    double faceShare) {

  /** Faces in the wild. */
  public static final SyntheticSettings DEFAULT =
      new SyntheticSettings(13.5, 90, 9, 8, 1, 1, 0.2, 1, 0.45);

  /** Checks the ranges. */
  public SyntheticSettings {
    within("yawScale", yawScale, 0, 1000);
    within("maximumYaw", maximumYaw, 0, 90);
    within("pitchDeviation", pitchDeviation, 0, 45);
    within("rollDeviation", rollDeviation, 0, 180);
    within("expression", expression, 0, 2);
    within("identity", identity, 0, 2);
    within("occluders", occluders, 0, 1);
    within("degradation", degradation, 0, 2);
    within("faceShare", faceShare, 0.2, 0.8);
  }

  private static void within(String name, double value, double low, double high) {
    if (!(value >= low && value <= high)) {
      throw new IllegalArgumentException(
          "%s must be in %s to %s but was %s".formatted(name, low, high, value));
    }
  }

  /** The same with another spread of yaw. */
  public SyntheticSettings withYaw(double newScale, double newMaximum) {
    return new SyntheticSettings(
        newScale,
        newMaximum,
        pitchDeviation,
        rollDeviation,
        expression,
        identity,
        occluders,
        degradation,
        faceShare);
  }

  /** The same with another strength of degradation and another share of occluded faces. */
  public SyntheticSettings withDisturbance(double newOccluders, double newDegradation) {
    return new SyntheticSettings(
        yawScale,
        maximumYaw,
        pitchDeviation,
        rollDeviation,
        expression,
        identity,
        newOccluders,
        newDegradation,
        faceShare);
  }
}
