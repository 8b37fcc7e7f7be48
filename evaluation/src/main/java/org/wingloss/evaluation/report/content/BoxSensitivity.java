package org.wingloss.evaluation.report.content;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * The NME when the face boxes are not those that the model expects.
 *
 * @param norm the normaliser's name
 * @param faces how many faces were predicted
 * @param curves one per kind of change
 */
public record BoxSensitivity(String norm, int faces, List<Curve> curves) {
  /** Copies the list. */
  public BoxSensitivity {
    curves = List.copyOf(curves);
  }

  /**
   * One kind of change.
   *
   * @param change {@code shifted to the right} or {@code scaled}
   * @param points in ascending order of the amount
   */
  public record Curve(String change, List<Point> points) {
    /** Copies the list. */
    public Curve {
      points = List.copyOf(points);
    }
  }

  /**
   * One amount of change.
   *
   * @param amount percent of the box's side
   * @param nme percent of the norm
   */
  public record Point(@JsonProperty("percent") double amount, double nme) {}
}
