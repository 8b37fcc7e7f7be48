package org.wingloss.data.shape;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.AffineMap;

/**
 * How well landmarks fit the shapes of a population, a few of which may be wrong: each shape is
 * aligned to the mean shape, and the leading modes of a shape model, fitted to those that agree,
 * explain pose and expression. What they leave is implausible.
 */
public final class Plausibility {
  /** The least number of shapes that tell what is usual. */
  public static final int FEWEST = 30;

  /**
   * What is too far, in terms of what is {@linkplain #usual usual}. Of the faces of 300-W and AFLW
   * one in 600 lies beyond 4 times the usual distance; an order that is off by one gives 7 times.
   */
  public static final double FAR = 5;

  /** More shapes tell no more of the leading modes. */
  private static final int MOST = 4000;

  private static final int MOST_MODES = 8;
  private static final int LANDMARKS_PER_MODE = 4;
  private static final int ROUNDS = 4;

  /** The share of shapes that the mean is taken over, and that the model is fitted to. */
  private static final double AGREEING = 0.7;

  private static final double MODELLED = 0.88;

  private final ShapeFitter fitter;
  private final double usual;
  private final double usualFarthest;

  private Plausibility(ShapeModel model, int modes, List<Landmarks> shapes) {
    this.fitter = new ShapeFitter(model, modes);
    List<ShapeFit> fits = shapes.stream().map(this::fit).toList();
    this.usual = median(fits.stream().mapToDouble(ShapeFit::distance).toArray());
    this.usualFarthest =
        median(fits.stream().mapToDouble(fit -> fit.distance(fit.farthest(Set.of()))).toArray());
  }

  /**
   * The distance of a shape's farthest landmark: one landmark far off can make a mode of its own.
   */
  private double farthest(Landmarks shape) {
    ShapeFit fit = fit(shape);
    return fit.distance(fit.farthest(Set.of()));
  }

  /**
   * Learns what is usual.
   *
   * @param shapes of one scheme, upright on average, most of them right; those that {@linkplain
   *     #canJudge cannot be judged} take no part
   * @throws IllegalArgumentException if fewer than {@value #FEWEST} can be judged, or a landmark is
   *     in none of them
   * @throws IllegalStateException if ND4J is not on the class path
   */
  public static Plausibility of(List<Landmarks> shapes) {
    List<Landmarks> some = some(shapes);
    Landmarks mean = MeanShape.of(some);
    for (int round = 0; round < ROUNDS; round++) {
      mean = normalised(MeanShape.of(aligned(best(some, AGREEING, distanceTo(mean)), mean)));
    }
    int modes = Math.max(1, Math.min(MOST_MODES, mean.count() / LANDMARKS_PER_MODE));
    List<Landmarks> agreeing = best(some, MODELLED, distanceTo(mean));
    ShapeModel rough = ShapeModel.fit(aligned(agreeing, mean));
    Plausibility first = new Plausibility(rough, modes, some);
    List<Landmarks> explained = best(some, MODELLED, shape -> first.farthest(shape));
    return new Plausibility(ShapeModel.fit(aligned(explained, mean)), modes, some);
  }

  /** Of the shapes that can be judged as many as are needed, normalised. */
  static List<Landmarks> some(List<Landmarks> shapes) {
    List<Landmarks> judged = shapes.stream().filter(Plausibility::canJudge).toList();
    if (judged.size() < FEWEST) {
      throw new IllegalArgumentException("fewer than %d faces".formatted(FEWEST));
    }
    int step = (judged.size() + MOST - 1) / MOST;
    return IntStream.range(0, judged.size())
        .filter(i -> i % step == 0)
        .mapToObj(i -> normalised(judged.get(i)))
        .toList();
  }

  /** Whether a shape has enough landmarks, half of them and three, and an extent. */
  public static boolean canJudge(Landmarks shape) {
    long present = IntStream.range(0, shape.count()).filter(shape::isPresent).count();
    return present >= 3 && 2 * present >= shape.count() && shape.span().isPresent();
  }

  /** The median over the population of {@link ShapeFit#distance()}. */
  public double usual() {
    return usual;
  }

  /** The median over the population of the distance of the landmark that is farthest off. */
  public double usualFarthest() {
    return usualFarthest;
  }

  /** Fits the model to a shape that can be judged. */
  public ShapeFit fit(Landmarks shape) {
    return fit(shape, Set.of());
  }

  /**
   * Fits the model to some landmarks of a shape.
   *
   * @param without landmarks that say nothing; how far they lie from where the others expect them
   *     is told all the same
   */
  public ShapeFit fit(Landmarks shape, Set<Integer> without) {
    return fitter.fit(shape, without);
  }

  /** Whether the landmarks that {@link #fit(Landmarks, Set)} goes by have an extent. */
  public static boolean canFit(Landmarks shape, Set<Integer> without) {
    return ShapeFitter.without(shape, without).span().isPresent();
  }

  private interface Distance {
    double of(Landmarks shape);
  }

  private static Distance distanceTo(Landmarks mean) {
    return shape -> {
      Landmarks aligned = shape.map(Procrustes.similarity(shape, mean));
      double sum = 0;
      int count = 0;
      for (int i = 0; i < shape.count(); i++) {
        if (shape.isPresent(i)) {
          double dx = aligned.x(i) - mean.x(i);
          double dy = aligned.y(i) - mean.y(i);
          sum += dx * dx + dy * dy;
          count++;
        }
      }
      return sum / count;
    };
  }

  /** The share of the shapes with the least distance. */
  private static List<Landmarks> best(List<Landmarks> shapes, double share, Distance distance) {
    double[] distances = shapes.stream().mapToDouble(distance::of).toArray();
    return IntStream.range(0, shapes.size())
        .boxed()
        .sorted(Comparator.comparingDouble(i -> distances[i]))
        .limit((long) Math.ceil(share * shapes.size()))
        .map(shapes::get)
        .toList();
  }

  /** The shapes, each aligned to the mean. */
  static List<Landmarks> aligned(List<Landmarks> shapes, Landmarks mean) {
    return shapes.stream().map(s -> s.map(Procrustes.similarity(s, mean))).toList();
  }

  /** About the origin, with a mean squared distance of 1 from it. */
  static Landmarks normalised(Landmarks shape) {
    double x = 0;
    double y = 0;
    double squares = 0;
    int present = 0;
    for (int i = 0; i < shape.count(); i++) {
      if (shape.isPresent(i)) {
        x += shape.x(i);
        y += shape.y(i);
        squares += shape.x(i) * shape.x(i) + shape.y(i) * shape.y(i);
        present++;
      }
    }
    x /= present;
    y /= present;
    double scale = 1 / Math.sqrt(squares / present - x * x - y * y);
    return shape.map(AffineMap.scaling(scale, scale).after(AffineMap.translation(-x, -y)));
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
