package org.wingloss.model.alignment;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.stream.IntStream;
import org.wingloss.data.NumberText;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.data.shape.Procrustes;

/**
 * How the first stage's rough landmarks place the second stage's crop (docs/paper.md, section 6):
 * "rotated and re-cropped", nothing else of them is used (A).
 *
 * @param kind how rotation, scale and position are found
 * @param meanShape the mean of the training shapes, complete, in any pixels, upright
 * @param margin space around the shape's square box in the crop, as a share of its side, at least
 *     0, on every side; not published (?)
 */
public record Alignment(Kind kind, Landmarks meanShape, double margin) {
  /** The margin of our recipes, on every side, as a share of the shape's side. */
  public static final double DEFAULT_MARGIN = 0.2;

  /** A crop whose side changes by more than this factor is a failure of the first stage. */
  private static final double LARGEST_CHANGE = 3;

  /** How rotation, scale and position are found; the author names both (A). */
  public enum Kind {
    /** The similarity that brings the landmarks nearest to the mean shape (U1 70 %). */
    PROCRUSTES("procrustes"),
    /**
     * The line from the mid-point of the inner eye corners to the chin gives the rotation alone.
     */
    CHIN_EYES("chin-eyes");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    /** The name in recipes and models. */
    @JsonValue
    public String label() {
      return label;
    }

    /**
     * Refuses a scheme that lacks what this kind needs.
     *
     * @throws IllegalArgumentException if it has no chin or inner eye corners for {@link
     *     #CHIN_EYES}
     */
    public void requireFits(LandmarkScheme scheme) {
      if (this == CHIN_EYES && (scheme.chin().isEmpty() || scheme.innerEyeCorners().isEmpty())) {
        throw new IllegalArgumentException(
            "alignment chin-eyes needs a chin and inner eye corners, which scheme %s lacks"
                .formatted(scheme.name()));
      }
    }
  }

  /** Checks the numbers. */
  public Alignment {
    if (!meanShape.isComplete()) {
      throw new IllegalArgumentException("the mean shape must have all its landmarks");
    }
    meanShape.bounds();
    if (!(margin >= 0) || !(margin < 10)) {
      throw new IllegalArgumentException("margin must be in [0, 10) but was " + margin);
    }
  }

  /**
   * Refuses a scheme that lacks what the alignment needs.
   *
   * @throws IllegalArgumentException if the scheme has another number of landmarks, or does not fit
   *     the {@linkplain Kind#requireFits kind}
   */
  public void requireFits(LandmarkScheme scheme) {
    if (scheme.count() != meanShape.count()) {
      throw new IllegalArgumentException(
          "the mean shape has %d landmarks but scheme %s has %d"
              .formatted(meanShape.count(), scheme.name(), scheme.count()));
    }
    kind.requireFits(scheme);
  }

  /**
   * Why rough landmarks cannot place a crop, if so.
   *
   * @param rough the first stage's prediction, image pixels
   * @param crop the box that the first stage saw, image pixels
   */
  public Optional<String> problem(LandmarkScheme scheme, Landmarks rough, Box crop) {
    double side = Math.max(crop.width(), crop.height());
    double spread = spread(rough);
    if (!(spread > 0.01 * side)) {
      return Optional.of(
          NumberText.format(
              "the rough landmarks have collapsed to %.3g of the crop's side", spread / side));
    }
    double[] centre = centre(rough);
    if (!(centre[0] > crop.left()
        && centre[0] < crop.right()
        && centre[1] > crop.top()
        && centre[1] < crop.bottom())) {
      return Optional.of("the rough landmarks lie outside the crop");
    }
    double change;
    try {
      change = 1 / (align(scheme, rough, 1).map().scale() * side);
    } catch (IllegalArgumentException | ArithmeticException e) {
      return Optional.of("the rough landmarks fit no similarity: " + e.getMessage());
    }
    if (!(change < LARGEST_CHANGE && change > 1 / LARGEST_CHANGE)) {
      return Optional.of(
          NumberText.format("the second crop's side would be %.3g times the first's", change));
    }
    return Optional.empty();
  }

  /**
   * The way from the picture to the second network's input.
   *
   * @param rough complete landmarks, image pixels; {@link #problem} names those that do not serve
   * @param size S of the second network
   */
  public TransformChain align(LandmarkScheme scheme, Landmarks rough, int size) {
    return switch (kind) {
      case PROCRUSTES ->
          TransformChain.of("shape", "image", Procrustes.similarity(rough, meanShape))
              .then("network", square(meanShape, size));
      case CHIN_EYES -> {
        double angle = chinAngle(scheme, meanShape) - chinAngle(scheme, rough);
        double[] centre = centre(rough);
        AffineMap rotation = AffineMap.rotation(angle, centre[0], centre[1]);
        yield TransformChain.of("upright", "image", rotation)
            .then("network", square(rough.map(rotation), size));
      }
    };
  }

  private AffineMap square(Landmarks shape, int size) {
    return AffineMap.boxToSquare(shape.bounds().square().scaled(1 + 2 * margin), size);
  }

  private static double chinAngle(LandmarkScheme scheme, Landmarks shape) {
    int chin = scheme.chin().get(0);
    double[] eyes =
        shape.mean(scheme.innerEyeCorners().stream().mapToInt(Integer::intValue).toArray());
    return Math.atan2(shape.y(chin) - eyes[1], shape.x(chin) - eyes[0]);
  }

  private static double[] centre(Landmarks shape) {
    return shape.mean(IntStream.range(0, shape.count()).toArray());
  }

  /** The root mean square distance from the centre. */
  private static double spread(Landmarks shape) {
    double[] centre = centre(shape);
    double sum = 0;
    for (int i = 0; i < shape.count(); i++) {
      double dx = shape.x(i) - centre[0];
      double dy = shape.y(i) - centre[1];
      sum += dx * dx + dy * dy;
    }
    return Math.sqrt(sum / shape.count());
  }
}
