package org.wingloss.data.scheme;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.NumberText;
import org.wingloss.data.Plural;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.shape.GeneralisedProcrustes;
import org.wingloss.data.shape.Procrustes;

/**
 * The flip map of a scheme found in its data. The mean shape is flipped and laid over itself; each
 * landmark's partner is the landmark on which it comes to lie. What comes out is proved, not
 * assumed: partners must be mutual (the map is an involution) and lie within a tolerance.
 */
public final class FlipMap {
  private static final int ROUNDS = 20;
  private static final int MEAN_ROUNDS = 4;

  private final int faces;
  private final int[] flip;

  /**
   * How far from its partner each flipped landmark lies, as a share of the mean shape's size
   * √(width·height).
   */
  private final double[] residual;

  /**
   * How far away the next nearest landmark is, likewise; a value near the residual means that the
   * data hardly tell the two apart.
   */
  private final double[] runnerUp;

  private FlipMap(int faces, int[] flip, double[] residual, double[] runnerUp) {
    this.faces = faces;
    this.flip = flip;
    this.residual = residual;
    this.runnerUp = runnerUp;
  }

  /** How many shapes were averaged. */
  public int faces() {
    return faces;
  }

  /** A copy of the map: the partner of each landmark; one in the middle of the face is its own. */
  public int[] flip() {
    return flip.clone();
  }

  /**
   * Finds and proves the flip map.
   *
   * @param shapes shapes of the same count, upright on average; a few dozen suffice when poses to
   *     the left and to the right occur about equally often
   * @param tolerance the largest residual allowed, above 0; 0.05 fits faces
   * @throws InvalidDataException if partners are not mutual or lie farther off than the tolerance
   */
  public static FlipMap from(List<Landmarks> shapes, double tolerance) {
    if (!(tolerance > 0)) {
      throw new IllegalArgumentException("tolerance must be > 0 but was " + tolerance);
    }
    if (shapes.isEmpty()) {
      throw new InvalidDataException("a flip map needs at least one shape but there are none");
    }
    int count = shapes.get(0).count();
    for (Landmarks shape : shapes) {
      if (shape.count() != count) {
        throw new InvalidDataException(
            "a flip map needs shapes of one scheme but found %d and %d landmarks"
                .formatted(count, shape.count()));
      }
    }
    try {
      FlipMap found = matched(shapes.size(), mean(shapes));
      found.prove(tolerance);
      return found;
    } catch (IllegalArgumentException e) {
      // The mean shape lies on a level, or a landmark is in no shape.
      throw new InvalidDataException("no flip map: " + e.getMessage(), e);
    }
  }

  /** The pairs that change places, each once, in ascending order. */
  public List<List<Integer>> pairs() {
    return IntStream.range(0, flip.length)
        .filter(i -> i < flip[i])
        .mapToObj(i -> List.of(i, flip[i]))
        .toList();
  }

  /** The largest residual. */
  public double worst() {
    return Arrays.stream(residual).max().orElse(0);
  }

  /** Landmarks whose runner-up is less than twice as far as their partner. */
  public List<Integer> doubtful() {
    return IntStream.range(0, flip.length)
        .filter(i -> runnerUp[i] < 2 * residual[i])
        .boxed()
        .toList();
  }

  /** A scheme with this flip map and nothing else said; eyes and outlines are for its owner. */
  public LandmarkScheme scheme(String name) {
    return new LandmarkScheme(
        name,
        flip.length,
        NumberText.format(
            Plural.of(
                faces,
                "Flip map derived from %d [face|faces], largest residual %.4f of the face size."),
            faces,
            worst()),
        pairs(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Map.of(),
        List.of());
  }

  /** Faces of any place and size count alike. */
  private static Landmarks mean(List<Landmarks> shapes) {
    List<Landmarks> alike =
        shapes.stream().filter(shape -> extent(shape) > 0).map(FlipMap::normalised).toList();
    return GeneralisedProcrustes.mean(alike, MEAN_ROUNDS);
  }

  private static double extent(Landmarks shape) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < shape.count(); i++) {
      if (shape.isPresent(i)) {
        least = Math.min(least, shape.x(i));
        most = Math.max(most, shape.x(i));
      }
    }
    return most - least;
  }

  private static Landmarks normalised(Landmarks shape) {
    double scale = 1 / extent(shape);
    int present = 0;
    double x = 0;
    double y = 0;
    for (int i = 0; i < shape.count(); i++) {
      if (shape.isPresent(i)) {
        present++;
        x += shape.x(i);
        y += shape.y(i);
      }
    }
    return shape.map(
        AffineMap.scaling(scale, scale).after(AffineMap.translation(-x / present, -y / present)));
  }

  private static FlipMap matched(int faces, Landmarks mean) {
    Landmarks mirrored = mean.map(AffineMap.scaling(-1, 1));
    int[] flip = nearest(mirrored, mean);
    for (int round = 0; round < ROUNDS; round++) {
      mirrored = mirrored.map(Procrustes.similarity(mirrored, mean.reorder(flip)));
      int[] better = nearest(mirrored, mean);
      if (Arrays.equals(better, flip)) {
        break;
      }
      flip = better;
    }
    double size = Math.sqrt(mean.bounds().width() * mean.bounds().height());
    double[] residual = new double[mean.count()];
    double[] runnerUp = new double[mean.count()];
    for (int i = 0; i < residual.length; i++) {
      residual[i] = distance(mirrored, i, mean, flip[i]) / size;
      runnerUp[i] = Double.POSITIVE_INFINITY;
      for (int j = 0; j < residual.length; j++) {
        if (j != flip[i]) {
          runnerUp[i] = Math.min(runnerUp[i], distance(mirrored, i, mean, j) / size);
        }
      }
    }
    return new FlipMap(faces, flip, residual, runnerUp);
  }

  private void prove(double tolerance) {
    for (int i = 0; i < flip.length; i++) {
      int back = flip[flip[i]];
      if (back != i) {
        throw new InvalidDataException(
            "no flip map: landmark %d flips to %d but %d flips to %d; the shapes may be too few, with yaw to one side only, or a landmark lacks its twin"
                .formatted(i, flip[i], flip[i], back));
      }
    }
    for (int i = 0; i < flip.length; i++) {
      if (!(residual[i] <= tolerance)) {
        throw new InvalidDataException(
            NumberText.format(
                "no flip map: flipped landmark %d misses its partner %d by %.3f of the face size, more than the tolerance %.3f; few faces need a larger one; the pairs would be %s",
                i, flip[i], residual[i], tolerance, pairs()));
      }
    }
  }

  private static int[] nearest(Landmarks from, Landmarks to) {
    int[] nearest = new int[from.count()];
    for (int i = 0; i < nearest.length; i++) {
      for (int j = 1; j < nearest.length; j++) {
        if (distance(from, i, to, j) < distance(from, i, to, nearest[i])) {
          nearest[i] = j;
        }
      }
    }
    return nearest;
  }

  private static double distance(Landmarks from, int i, Landmarks to, int j) {
    return Math.hypot(from.x(i) - to.x(j), from.y(i) - to.y(j));
  }
}
