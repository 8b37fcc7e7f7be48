package org.wingloss.data.face;

import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.wingloss.data.InvalidDataException;

/**
 * The signed coordinates of MERL-RAV in ground truth of {@code .pts}, CSV and HRNet's lists: (−1,
 * −1) is a landmark that is not there, (−x, −y) is one at (x, y) that is covered. Signs are read in
 * the numbers of the file, before a 1-based format becomes 0-based.
 *
 * <p>A landmark beyond the upper left corner of a picture (a clipped face) also has two negative
 * coordinates. It is told apart by the face: a clipped face has landmarks with one negative
 * coordinate besides, and lies near them. A covered landmark lies near those that are to be seen,
 * or the covered ones are the most, lie together and surround the rest, as on a masked face. Two
 * negative coordinates that are neither are an error.
 */
public final class SignedCoordinates {
  /** A shape with a smaller box is not in pixels, and its signs are those of a centred shape. */
  private static final double SMALLEST_FACE = 8;

  /** How far a clipped landmark may lie outside the box of the others, in longer sides of it. */
  private static final double CLIPPED = 0.5;

  /** How far a covered one may: of a face behind a mask only the eyes are seen. */
  private static final double COVERED = 2;

  /** How far one that is seen may lie outside the box of the covered ones, on a masked face. */
  private static final double SEEN = 0.5;

  private final Landmarks written;
  private final Visibility[] states;
  private final Supplier<String> where;

  private SignedCoordinates(Landmarks written, Supplier<String> where) {
    this.written = written;
    this.states = written.states();
    this.where = where;
  }

  /**
   * The landmarks that the signs mean, still in the numbers of the file.
   *
   * @param written as the file has them
   * @param where the file and the place in it, for messages
   * @throws InvalidDataException if two negative coordinates are neither a covered nor a clipped
   *     landmark
   */
  public static Landmarks read(Landmarks written, Supplier<String> where) {
    for (int i = 0; i < written.count(); i++) {
      if (written.x(i) < 0 && written.y(i) < 0) {
        return new SignedCoordinates(written, where).read();
      }
    }
    return written;
  }

  private Landmarks read() {
    int count = states.length;
    double[] vector = written.vector();
    Limits all = new Limits();
    Limits others = new Limits();
    boolean clipped = false;
    for (int i = 0; i < count; i++) {
      all.add(written.x(i), written.y(i));
      if (!negative(i)) {
        others.add(written.x(i), written.y(i));
        clipped |= written.x(i) < 0 || written.y(i) < 0;
      }
    }
    if (all.longerSide() > 0 && all.longerSide() < SMALLEST_FACE) {
      return written;
    }
    boolean[] signed = new boolean[count];
    boolean near = true;
    for (int i = 0; i < count; i++) {
      boolean absent = written.x(i) == -1 && written.y(i) == -1;
      states[i] = absent ? Visibility.MISSING : states[i];
      signed[i] = negative(i) && !absent;
      near &= !signed[i] || others.isNear(written.x(i), written.y(i), CLIPPED);
    }
    if (clipped && near) {
      return Landmarks.of(vector, states);
    }
    for (int i = 0; i < count; i++) {
      if (signed[i]) {
        cover(i, vector, others);
      }
    }
    if (Stream.of(states).allMatch(state -> state == Visibility.MISSING)) {
      throw new InvalidDataException(
          where.get() + ": holds no landmark: each is (-1, -1), which says that it is not there");
    }
    return Landmarks.of(vector, states);
  }

  private void cover(int i, double[] vector, Limits others) {
    double x = -written.x(i);
    double y = -written.y(i);
    if (!others.isNear(x, y, COVERED) && !isMasked(i, others)) {
      throw neither(i);
    }
    // Two lips may meet, but not where x and y are one number.
    for (int k = 0; x == y && k < i; k++) {
      if (states[k] == Visibility.HIDDEN && vector[k] == x && vector[states.length + k] == y) {
        throw new InvalidDataException(
            ("%s: landmarks %d and %d both are (%s, %s): is that a mark of landmarks that are not"
                    + " there? In the signed convention of MERL-RAV it is (-1, -1)")
                .formatted(where.get(), k, i, -x, -y));
      }
    }
    vector[i] = x;
    vector[states.length + i] = y;
    states[i] = Visibility.HIDDEN;
  }

  /** Whether landmark i lies about the other covered ones, and these surround what is seen. */
  private boolean isMasked(int i, Limits seen) {
    Limits mask = new Limits();
    int balance = 1;
    for (int k = 0; k < states.length; k++) {
      if (states[k] != Visibility.MISSING && k != i) {
        balance += negative(k) ? 1 : -1;
        if (negative(k)) {
          mask.add(-written.x(k), -written.y(k));
        }
      }
    }
    return balance > 0
        && mask.longerSide() >= SMALLEST_FACE
        && mask.isNear(-written.x(i), -written.y(i), COVERED)
        && mask.isNear(seen.least[0], seen.least[1], SEEN)
        && mask.isNear(seen.most[0], seen.most[1], SEEN);
  }

  private boolean negative(int i) {
    return written.x(i) < 0 && written.y(i) < 0;
  }

  private InvalidDataException neither(int i) {
    return new InvalidDataException(
        ("%s: landmark %d is (%s, %s), too far outside the picture for a face that is cut off. In"
                + " the signed convention of MERL-RAV (-x, -y) is a covered landmark and (-1, -1)"
                + " one that is not there, but (%s, %s) does not lie in this face either")
            .formatted(where.get(), i, written.x(i), written.y(i), -written.x(i), -written.y(i)));
  }

  /** The box of some points; everything is near to one that tells nothing of a face's size. */
  private static final class Limits {
    private final double[] least = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
    private final double[] most = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};

    /** Adds a point; a missing one (NaN) changes nothing. */
    void add(double... point) {
      Arrays.setAll(least, k -> point[k] < least[k] ? point[k] : least[k]);
      Arrays.setAll(most, k -> point[k] > most[k] ? point[k] : most[k]);
    }

    double longerSide() {
      return Math.max(most[0] - least[0], most[1] - least[1]);
    }

    boolean isNear(double x, double y, double sides) {
      double margin = sides * longerSide();
      return !(longerSide() >= SMALLEST_FACE)
          || (x >= least[0] - margin
              && x <= most[0] + margin
              && y >= least[1] - margin
              && y <= most[1] + margin);
    }
  }
}
