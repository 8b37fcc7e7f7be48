package org.wingloss.evaluation.score;

import java.util.Optional;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.evaluation.metric.LandmarkBox;

/**
 * Statistics that show predictions in another convention than the ground truth's: counted from 1,
 * shifted by half a pixel, x and y swapped, left and right swapped, normalised to [0, 1], or of
 * other pixels altogether. Gathered over a sample of the faces.
 */
public final class ConventionStatistics {
  private final LandmarkScheme scheme;
  private final int[] flip;
  private int faces;
  private int elsewhere;
  private int withinOne;
  private double shiftX;
  private double shiftY;
  private double squareX;
  private double squareY;
  private double plain;
  private double axesSwapped;
  private double sidesSwapped;

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
      error += Math.hypot(px - x, py - y);
      swapped += Math.hypot(py - x, px - y);
      mirrored += Math.hypot(prediction.x(flip[i]) - x, prediction.y(flip[i]) - y);
      unit &= px >= -0.5 && px <= 1.5 && py >= -0.5 && py <= 1.5;
    }
    dx /= count;
    dy /= count;
    faces++;
    shiftX += dx;
    shiftY += dy;
    squareX += dx * dx;
    squareY += dy * dy;
    plain += error / count / size;
    axesSwapped += swapped / count / size;
    sidesSwapped += mirrored / count / size;
    withinOne += unit ? 1 : 0;
    elsewhere += Math.hypot(dx, dy) > size ? 1 : 0;
  }

  void addAll(ConventionStatistics other) {
    faces += other.faces;
    elsewhere += other.elsewhere;
    withinOne += other.withinOne;
    shiftX += other.shiftX;
    shiftY += other.shiftY;
    squareX += other.squareX;
    squareY += other.squareY;
    plain += other.plain;
    axesSwapped += other.axesSwapped;
    sidesSwapped += other.sidesSwapped;
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
    return shiftX / faces;
  }

  /** Mean of prediction − ground truth in y, pixels. */
  public double shiftY() {
    return shiftY / faces;
  }

  /** The larger of the standard errors of the two shifts, pixels; infinite below two faces. */
  public double shiftError() {
    if (faces < 2) {
      return Double.POSITIVE_INFINITY;
    }
    double x = squareX / faces - shiftX() * shiftX();
    double y = squareY / faces - shiftY() * shiftY();
    return Math.sqrt(Math.max(0, Math.max(x, y)) / (faces - 1));
  }

  /** The mean error as a share of the landmark box. */
  public double error() {
    return plain / faces;
  }

  /** What {@link #error()} would be with x and y of the predictions exchanged. */
  public double errorAxesSwapped() {
    return axesSwapped / faces;
  }

  /** What {@link #error()} would be with the scheme's left and right landmarks exchanged. */
  public double errorSidesSwapped() {
    return sidesSwapped / faces;
  }
}
