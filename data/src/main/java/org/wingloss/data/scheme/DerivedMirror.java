package org.wingloss.data.scheme;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.geometry.Landmarks;

/**
 * The flip map of a scheme found in its data. The mean shape is mirrored and laid over itself; each
 * landmark's partner is the landmark on which it comes to lie. What comes out is proved, not
 * assumed: partners must be mutual (the map is an involution) and lie within a tolerance.
 */
public final class DerivedMirror {
  private static final int ROUNDS = 20;

  private final int faces;
  private final int[] flip;
  private final double[] residual;
  private final double[] runnerUp;

  private DerivedMirror(int faces, int[] flip, double[] residual, double[] runnerUp) {
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
   * How far from its partner mirrored landmark i lies, as a share of the mean shape's size
   * √(width·height).
   */
  public double residual(int i) {
    return residual[i];
  }

  /**
   * How far away the next nearest landmark is, likewise; a value near the residual means that the
   * data hardly tell the two apart.
   */
  public double runnerUp(int i) {
    return runnerUp[i];
  }

  /**
   * Finds and proves the flip map.
   *
   * @param shapes shapes of the same count, upright on average; a few dozen suffice when poses to
   *     the left and to the right occur about equally often
   * @param tolerance the largest residual allowed, above 0; 0.05 fits faces
   * @throws InvalidDataException if partners are not mutual or lie farther off than the tolerance
   */
  public static DerivedMirror from(List<Landmarks> shapes, double tolerance) {
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
    MeanShape mean = MeanShape.of(shapes);
    DerivedMirror found = matched(shapes.size(), mean.x(), mean.y());
    found.prove(tolerance);
    return found;
  }

  /** The pairs that change places, each once, in ascending order. */
  public List<List<Integer>> pairs() {
    List<List<Integer>> pairs = new ArrayList<>();
    for (int i = 0; i < flip.length; i++) {
      if (i < flip[i]) {
        pairs.add(List.of(i, flip[i]));
      }
    }
    return pairs;
  }

  /** The largest residual. */
  public double worst() {
    return Arrays.stream(residual).max().orElse(0);
  }

  /** Landmarks whose runner-up is less than twice as far as their partner. */
  public List<Integer> doubtful() {
    List<Integer> doubtful = new ArrayList<>();
    for (int i = 0; i < flip.length; i++) {
      if (runnerUp[i] < 2 * residual[i]) {
        doubtful.add(i);
      }
    }
    return doubtful;
  }

  /** A scheme with this flip map and nothing else said; eyes and outlines are for its owner. */
  public LandmarkScheme scheme(String name) {
    return new LandmarkScheme(
        name,
        flip.length,
        "Flip map derived from %d faces, largest residual %.4f of the face size."
            .formatted(faces, worst()),
        pairs(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Map.of(),
        List.of());
  }

  private static DerivedMirror matched(int faces, double[] x, double[] y) {
    int count = x.length;
    double[] mirrorX = Arrays.stream(x).map(v -> -v).toArray();
    double[] mirrorY = y.clone();
    boolean[] all = new boolean[count];
    Arrays.fill(all, true);
    int[] flip = nearest(mirrorX, mirrorY, x, y);
    for (int round = 0; round < ROUNDS; round++) {
      double[] partnerX = Arrays.stream(flip).mapToDouble(j -> x[j]).toArray();
      double[] partnerY = Arrays.stream(flip).mapToDouble(j -> y[j]).toArray();
      MeanShape.align(mirrorX, mirrorY, partnerX, partnerY, all);
      int[] better = nearest(mirrorX, mirrorY, x, y);
      if (Arrays.equals(better, flip)) {
        break;
      }
      flip = better;
    }
    double size = Math.sqrt(range(x) * range(y));
    double[] residual = new double[count];
    double[] runnerUp = new double[count];
    for (int i = 0; i < count; i++) {
      residual[i] = Math.hypot(mirrorX[i] - x[flip[i]], mirrorY[i] - y[flip[i]]) / size;
      runnerUp[i] = Double.POSITIVE_INFINITY;
      for (int j = 0; j < count; j++) {
        if (j != flip[i]) {
          double distance = Math.hypot(mirrorX[i] - x[j], mirrorY[i] - y[j]) / size;
          runnerUp[i] = Math.min(runnerUp[i], distance);
        }
      }
    }
    return new DerivedMirror(faces, flip, residual, runnerUp);
  }

  private void prove(double tolerance) {
    for (int i = 0; i < flip.length; i++) {
      int back = flip[flip[i]];
      if (back != i) {
        throw new InvalidDataException(
            "no flip map: landmark %d mirrors to %d but %d mirrors to %d; the shapes may be too few, turned to one side, or a landmark lacks its twin"
                .formatted(i, flip[i], flip[i], back));
      }
    }
    for (int i = 0; i < flip.length; i++) {
      if (!(residual[i] <= tolerance)) {
        throw new InvalidDataException(
            "no flip map: mirrored landmark %d misses its partner %d by %.3f of the face size, more than the tolerance %.3f"
                .formatted(i, flip[i], residual[i], tolerance));
      }
    }
  }

  private static int[] nearest(double[] fromX, double[] fromY, double[] x, double[] y) {
    int[] nearest = new int[fromX.length];
    for (int i = 0; i < fromX.length; i++) {
      double best = Double.POSITIVE_INFINITY;
      for (int j = 0; j < x.length; j++) {
        double distance = Math.hypot(fromX[i] - x[j], fromY[i] - y[j]);
        if (distance < best) {
          best = distance;
          nearest[i] = j;
        }
      }
    }
    return nearest;
  }

  private static double range(double[] values) {
    return Arrays.stream(values).max().orElse(0) - Arrays.stream(values).min().orElse(0);
  }
}
