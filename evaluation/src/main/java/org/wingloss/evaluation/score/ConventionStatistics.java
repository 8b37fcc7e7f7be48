package org.wingloss.evaluation.score;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.evaluation.metric.LandmarkBox;
import org.wingloss.evaluation.statistic.ExactSums;

/**
 * Statistics that show predictions in another convention than the ground truth's: counted from 1,
 * shifted by half a pixel, x and y swapped, left and right swapped, normalised to [0, 1], or of
 * other pixels altogether.
 */
public final class ConventionStatistics {
  private final LandmarkScheme scheme;
  private final int[] flip;

  private static final int SHIFT_X = 0;
  private static final int SHIFT_Y = 1;
  private static final int SQUARE_X = 2;
  private static final int SQUARE_Y = 3;
  private static final int ERROR = 4;
  private static final int AXES_SWAPPED = 5;
  private static final int SIDES_SWAPPED = 6;

  private final ExactSums sums = new ExactSums(SIDES_SWAPPED + 1);
  private int faces;
  private int elsewhere;
  private int withinOne;

  ConventionStatistics(LandmarkScheme scheme) {
    this.scheme = scheme;
    this.flip = scheme.flipMap();
  }

  void add(Landmarks truth, Landmarks prediction) {
    if (!truth.isComplete() || !prediction.isComplete()) {
      return;
    }
    double size = new LandmarkBox().length(scheme, truth, Optional.empty());
    if (!(size > 4)) {
      return; // unit coordinates themselves, or a degenerate shape
    }
    int count = truth.count();
    double dx = 0;
    double dy = 0;
    double swapped = 0;
    double mirrored = 0;
    double error = 0;
    boolean unit = true;
    for (int i = 0; i < count; i++) {
      double x = truth.x(i);
      double y = truth.y(i);
      double px = prediction.x(i);
      double py = prediction.y(i);
      dx += px - x;
      dy += py - y;
      error += distance(px - x, py - y);
      swapped += distance(py - x, px - y);
      mirrored += distance(prediction.x(flip[i]) - x, prediction.y(flip[i]) - y);
      unit &= px >= -0.5 && px <= 1.5 && py >= -0.5 && py <= 1.5;
    }
    if (!Double.isFinite(error + swapped + mirrored)) {
      return; // Farther away than squares can say: an error, but no sign of a convention.
    }
    dx /= count;
    dy /= count;
    faces++;
    sums.add(SHIFT_X, dx);
    sums.add(SHIFT_Y, dy);
    sums.add(SQUARE_X, dx * dx);
    sums.add(SQUARE_Y, dy * dy);
    sums.add(ERROR, error / count / size);
    sums.add(AXES_SWAPPED, swapped / count / size);
    sums.add(SIDES_SWAPPED, mirrored / count / size);
    withinOne += unit ? 1 : 0;
    elsewhere += distance(dx, dy) > size ? 1 : 0;
  }

  private static double distance(double x, double y) {
    return Math.sqrt(x * x + y * y);
  }

  void addAll(ConventionStatistics other) {
    faces += other.faces;
    elsewhere += other.elsewhere;
    withinOne += other.withinOne;
    sums.addAll(other.sums);
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(faces);
    out.writeInt(elsewhere);
    out.writeInt(withinOne);
    sums.write(out);
  }

  void read(DataInput in) throws IOException {
    faces = in.readInt();
    elsewhere = in.readInt();
    withinOne = in.readInt();
    sums.read(in);
  }

  /** How many faces were looked at. */
  public int faces() {
    return faces;
  }

  /**
   * The share of faces whose predicted points all lie in [−0.5, 1.5] though the true ones do not.
   */
  public double shareWithinOne() {
    return (double) withinOne / faces;
  }

  /** The share of faces whose prediction is more than a face's size away. */
  public double shareElsewhere() {
    return (double) elsewhere / faces;
  }

  /** Mean of prediction − ground truth in x, pixels. */
  public double shiftX() {
    return sums.sum(SHIFT_X) / faces;
  }

  /** Mean of prediction − ground truth in y, pixels. */
  public double shiftY() {
    return sums.sum(SHIFT_Y) / faces;
  }

  /** The larger of the standard errors of the two shifts, pixels; infinite below two faces. */
  public double shiftError() {
    if (faces < 2) {
      return Double.POSITIVE_INFINITY;
    }
    double x = sums.sum(SQUARE_X) / faces - shiftX() * shiftX();
    double y = sums.sum(SQUARE_Y) / faces - shiftY() * shiftY();
    return Math.sqrt(Math.max(0, Math.max(x, y)) / (faces - 1));
  }

  /** The mean error as a share of the landmark box. */
  public double error() {
    return sums.sum(ERROR) / faces;
  }

  /** What {@link #error()} would be with x and y of the predictions exchanged. */
  public double errorAxesSwapped() {
    return sums.sum(AXES_SWAPPED) / faces;
  }

  /** What {@link #error()} would be with the scheme's left and right landmarks exchanged. */
  public double errorSidesSwapped() {
    return sums.sum(SIDES_SWAPPED) / faces;
  }
}
