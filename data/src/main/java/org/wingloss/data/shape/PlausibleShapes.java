package org.wingloss.data.shape;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.wingloss.data.face.Landmarks;

/**
 * What the shapes of a population have in common, as far as it takes to say of other landmarks that
 * they make no face: a few numbers that travel with a trained model. A shape is aligned to the mean
 * shape (Procrustes) and the leading modes are fitted, each to at most 6 standard deviations; the
 * root mean square distance that is left, as a share of the face's size, is at most the limit.
 *
 * @param mean the mean shape, {@code [x1..xL, y1..yL]}, about the origin and with a root mean
 *     square distance of 1 from it
 * @param modes unit vectors of the same form, the most varying first
 * @param variances of the modes' coefficients
 * @param limit the largest distance of a plausible shape
 */
public record PlausibleShapes(
    List<Double> mean, List<List<Double>> modes, List<Double> variances, double limit) {
  private static final int MOST_MODES = 10;
  private static final int LANDMARKS_PER_MODE = 4;
  private static final int ROUNDS = 3;

  /** The share of the population's shapes that lie within the limit before it is widened. */
  private static final double QUANTILE = 0.99;

  /** How much wider the limit is: predictions are less regular than ground truth. */
  private static final double MARGIN = 1.3;

  /** The least limit: where all shapes of a population are alike, predictions are not. */
  private static final double LEAST_LIMIT = 0.01;

  /** More digits than float32 landmarks have say nothing. */
  private static final MathContext DIGITS = new MathContext(7);

  /** Copies the lists and checks that they fit together. */
  public PlausibleShapes {
    mean = List.copyOf(mean);
    modes = modes.stream().map(List::copyOf).toList();
    variances = List.copyOf(variances);
    if (mean.size() < 6 || mean.size() % 2 != 0) {
      throw new IllegalArgumentException(
          "a mean shape needs x and y of at least 3 landmarks but has %d numbers"
              .formatted(mean.size()));
    }
    if (modes.isEmpty() || modes.size() > mean.size() || modes.size() != variances.size()) {
      throw new IllegalArgumentException(
          "expected 1 to %d modes and a variance for each but found %d and %d"
              .formatted(mean.size(), modes.size(), variances.size()));
    }
    for (List<Double> mode : modes) {
      if (mode.size() != mean.size()) {
        throw new IllegalArgumentException(
            "a mode has %d numbers but the mean shape %d".formatted(mode.size(), mean.size()));
      }
    }
    if (variances.stream().anyMatch(variance -> !(variance >= 0)) || !(limit > 0)) {
      throw new IllegalArgumentException(
          "variances must be >= 0 and the limit > 0 but were %s and %s"
              .formatted(variances, limit));
    }
    if (landmarks(mean).span().isEmpty()) {
      throw new IllegalArgumentException("the mean shape has no extent");
    }
  }

  /**
   * Learns what the shapes have in common.
   *
   * @param shapes of one scheme; those that {@linkplain Plausibility#canJudge cannot be judged}
   *     take no part
   * @throws IllegalArgumentException if fewer than {@value Plausibility#FEWEST} can be judged, a
   *     landmark is in none of them, or all are alike
   * @throws IllegalStateException if ND4J is not on the class path
   */
  public static PlausibleShapes of(List<Landmarks> shapes) {
    Plausibility population = Plausibility.of(shapes);
    double far = Plausibility.FAR * population.usual();
    List<Landmarks> right =
        Plausibility.some(shapes).stream()
            .filter(shape -> population.fit(shape).distance() <= far)
            .toList();
    Landmarks mean = Plausibility.normalised(GeneralisedProcrustes.mean(right, ROUNDS));
    ShapeModel model = ShapeModel.fit(Plausibility.aligned(right, mean));
    int count = Math.max(1, Math.min(MOST_MODES, mean.count() / LANDMARKS_PER_MODE));
    List<Integer> modes = IntStream.range(0, Math.min(count, model.modes())).boxed().toList();
    ShapeFitter fitter = new ShapeFitter(model, modes.size());
    double[] distances =
        right.stream()
            .mapToDouble(shape -> fitter.fit(shape, Set.of()).distance())
            .sorted()
            .toArray();
    double usual = distances[(int) (QUANTILE * (distances.length - 1))];
    return new PlausibleShapes(
        rounded(model.mean().vector()),
        modes.stream().map(m -> rounded(model.mode(m))).toList(),
        modes.stream().map(m -> rounded(model.variance(m))).toList(),
        Math.max(LEAST_LIMIT, rounded(MARGIN * usual)));
  }

  /** L. */
  public int landmarks() {
    return mean.size() / 2;
  }

  /** Whether landmarks could be a face. */
  public boolean holds(Landmarks shape) {
    return Plausibility.canJudge(shape) && distance(shape) <= limit;
  }

  /**
   * How far a shape with an extent is from what the modes can explain: the root mean square over
   * its landmarks as a share of the face's size.
   */
  public double distance(Landmarks shape) {
    double[][] vectors = modes.stream().map(PlausibleShapes::vector).toArray(double[][]::new);
    double[] spread = vector(variances);
    double total = Arrays.stream(spread).sum();
    ShapeModel model = new ShapeModel(landmarks(mean), vectors, spread, total);
    return new ShapeFitter(model, spread.length).fit(shape, Set.of()).distance();
  }

  private static Landmarks landmarks(List<Double> vector) {
    return Landmarks.of(vector(vector));
  }

  private static double[] vector(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static List<Double> rounded(double[] values) {
    List<Double> rounded = new ArrayList<>();
    for (double value : values) {
      rounded.add(rounded(value));
    }
    return rounded;
  }

  private static double rounded(double value) {
    return new BigDecimal(value).round(DIGITS).doubleValue();
  }
}
