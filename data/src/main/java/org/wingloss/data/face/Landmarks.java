package org.wingloss.data.face;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.geometry.Box;

/**
 * The L landmarks of one face, in (x, y) order, 0-based, pixel centres on integers. As a vector
 * they are {@code [x1..xL, y1..yL]}, as in the paper (docs/paper.md, section 1; A).
 *
 * <p>A landmark is {@linkplain Visibility#VISIBLE visible}, {@linkplain Visibility#HIDDEN hidden}
 * (a position is known, the place is covered) or {@linkplain Visibility#MISSING missing} (nobody
 * marked it; its coordinates are NaN). Values never change; arrays are copied in and out.
 */
public final class Landmarks {
  private final double[] vector;
  private final Visibility[] states;

  private Landmarks(double[] vector, Visibility[] states) {
    this.vector = vector;
    this.states = states;
  }

  /**
   * Landmarks that are all visible.
   *
   * @param vector {@code [x1..xL, y1..yL]}, finite
   * @throws IllegalArgumentException on an odd or zero length or a value that is not finite
   */
  public static Landmarks of(double... vector) {
    Visibility[] states = new Visibility[vector.length / 2];
    Arrays.fill(states, Visibility.VISIBLE);
    return of(vector, states);
  }

  /**
   * Landmarks with a state each; the coordinates of missing ones are ignored.
   *
   * @param vector {@code [x1..xL, y1..yL]}, finite wherever the state is not MISSING
   * @param states L states
   * @throws IllegalArgumentException on wrong lengths or a value that is not finite
   */
  public static Landmarks of(double[] vector, Visibility[] states) {
    if (vector.length == 0 || vector.length % 2 != 0 || states.length != vector.length / 2) {
      throw new IllegalArgumentException(
          "landmarks need 2L coordinates and L states, L >= 1, but got %d and %d"
              .formatted(vector.length, states.length));
    }
    double[] copy = vector.clone();
    int count = states.length;
    for (int i = 0; i < count; i++) {
      if (states[i] == Visibility.MISSING) {
        copy[i] = Double.NaN;
        copy[count + i] = Double.NaN;
      } else if (!Double.isFinite(copy[i]) || !Double.isFinite(copy[count + i])) {
        throw new IllegalArgumentException(
            "landmark %d must be finite but was (%s, %s)".formatted(i, copy[i], copy[count + i]));
      }
    }
    return new Landmarks(copy, states.clone());
  }

  /**
   * Landmarks from {@code points[i] = {x, y}}: visible, or missing where that is null.
   *
   * @throws IllegalArgumentException on no points, other lengths or a value that is not finite
   */
  @JsonCreator
  public static Landmarks ofPoints(double[][] points) {
    double[] vector = new double[2 * points.length];
    Visibility[] states = new Visibility[points.length];
    for (int i = 0; i < points.length; i++) {
      if (points[i] == null) {
        states[i] = Visibility.MISSING;
        continue;
      }
      if (points[i].length != 2) {
        throw new IllegalArgumentException(
            "landmark %d must be [x, y] but has %d values".formatted(i, points[i].length));
      }
      states[i] = Visibility.VISIBLE;
      vector[i] = points[i][0];
      vector[points.length + i] = points[i][1];
    }
    return of(vector, states);
  }

  /**
   * The average of several positions of the same landmarks, all visible.
   *
   * @param all at least one, complete, of one count
   * @throws IllegalArgumentException if they are not
   */
  public static Landmarks average(List<Landmarks> all) {
    if (all.isEmpty()) {
      throw new IllegalArgumentException("an average needs at least one position of the landmarks");
    }
    int length = all.get(0).vector.length;
    double[] mean = new double[length];
    for (Landmarks one : all) {
      if (one.vector.length != length) {
        throw new IllegalArgumentException(
            "an average needs landmarks of one scheme but found %d and %d"
                .formatted(length / 2, one.count()));
      }
      for (int i = 0; i < length; i++) {
        mean[i] += one.vector[i] / all.size();
      }
    }
    return of(mean);
  }

  /** {@code points[i] = {x, y}}, null where it is missing: as JSON has them. */
  @JsonValue
  public double[][] points() {
    double[][] points = new double[states.length][];
    Arrays.setAll(points, i -> isPresent(i) ? new double[] {x(i), y(i)} : null);
    return points;
  }

  /** Which landmarks are in a state, ascending. */
  public List<Integer> in(Visibility state) {
    return IntStream.range(0, states.length).filter(i -> states[i] == state).boxed().toList();
  }

  /** L. */
  public int count() {
    return states.length;
  }

  /** x of landmark i in pixels; NaN when missing. */
  public double x(int i) {
    return vector[checked(i)];
  }

  /** y of landmark i in pixels; NaN when missing. */
  public double y(int i) {
    return vector[states.length + checked(i)];
  }

  /** What is known of landmark i. */
  public Visibility state(int i) {
    return states[i];
  }

  /** Whether landmark i has coordinates. */
  public boolean isPresent(int i) {
    return states[i] != Visibility.MISSING;
  }

  /** Whether landmark i is to be seen. */
  public boolean isVisible(int i) {
    return states[i] == Visibility.VISIBLE;
  }

  /** Whether no landmark has coordinates. */
  public boolean isMissing() {
    return Arrays.stream(states).allMatch(state -> state == Visibility.MISSING);
  }

  /** Whether every landmark has coordinates. */
  public boolean isComplete() {
    for (Visibility state : states) {
      if (state == Visibility.MISSING) {
        return false;
      }
    }
    return true;
  }

  /** A copy as {@code [x1..xL, y1..yL]}. */
  public double[] vector() {
    return vector.clone();
  }

  /** A copy of the states. */
  public Visibility[] states() {
    return states.clone();
  }

  /** The mean of some landmarks, {@code {x, y}}; NaN when one of them is missing. */
  public double[] mean(int... indices) {
    double x = 0;
    double y = 0;
    for (int i : indices) {
      x += x(i);
      y += y(i);
    }
    return new double[] {x / indices.length, y / indices.length};
  }

  /** Every landmark sent through a map; states stay. */
  public Landmarks map(AffineMap map) {
    int count = states.length;
    double[] out = new double[vector.length];
    for (int i = 0; i < count; i++) {
      out[i] = map.x(vector[i], vector[count + i]);
      out[count + i] = map.y(vector[i], vector[count + i]);
    }
    return new Landmarks(out, states);
  }

  /**
   * Landmarks in another order: the result's landmark i is this one's {@code order[i]}. With a
   * scheme's flip map it gives a mirrored face its names back; with a shorter list it selects.
   */
  public Landmarks reorder(int... order) {
    double[] out = new double[2 * order.length];
    Visibility[] newStates = new Visibility[order.length];
    for (int i = 0; i < order.length; i++) {
      out[i] = x(order[i]);
      out[order.length + i] = y(order[i]);
      newStates[i] = states[order[i]];
    }
    return new Landmarks(out, newStates);
  }

  /** The same landmarks with the hidden ones visible, for formats that do not tell them apart. */
  public Landmarks allVisible() {
    Visibility[] visible = new Visibility[states.length];
    Arrays.setAll(visible, i -> isPresent(i) ? Visibility.VISIBLE : Visibility.MISSING);
    return new Landmarks(vector, visible);
  }

  /**
   * The smallest box around all landmarks with coordinates.
   *
   * @throws IllegalArgumentException if that box has no area
   */
  public Box bounds() {
    double left = Double.POSITIVE_INFINITY;
    double top = Double.POSITIVE_INFINITY;
    double right = Double.NEGATIVE_INFINITY;
    double bottom = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < states.length; i++) {
      if (isPresent(i)) {
        left = Math.min(left, x(i));
        top = Math.min(top, y(i));
        right = Math.max(right, x(i));
        bottom = Math.max(bottom, y(i));
      }
    }
    return new Box(left, top, right, bottom);
  }

  /** {@link #bounds()}, or none where that box has no area. */
  public Optional<Box> span() {
    try {
      return Optional.of(bounds());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private int checked(int i) {
    if (i < 0 || i >= states.length) {
      throw new IndexOutOfBoundsException("landmark " + i + " of " + states.length);
    }
    return i;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Landmarks that
        && Arrays.equals(vector, that.vector)
        && Arrays.equals(states, that.states);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(vector) + Arrays.hashCode(states);
  }

  @Override
  public String toString() {
    return "Landmarks" + Arrays.toString(vector);
  }
}
