package org.wingloss.model.alignment;

import java.util.ArrayList;
import java.util.List;
import org.wingloss.data.NumberText;
import org.wingloss.data.geometry.AffineMap;

/**
 * The way from the picture to a network's input, step by step, so that it can be printed.
 *
 * @param steps at least one; each begins where the one before ends
 */
public record TransformChain(List<Step> steps) {
  /**
   * One map and the two planes that it joins.
   *
   * @param to where it leads: {@code network}
   * @param from where it begins: {@code image}
   * @param map the map
   */
  public record Step(String to, String from, AffineMap map) {
    @Override
    public String toString() {
      double degrees = Math.toDegrees(Math.atan2(map.yx(), map.xx()));
      return NumberText.format(
          "%s from %s: scale %.6g%s, rotation %.3f deg, shift (%.4f, %.4f)",
          to,
          from,
          map.scale(),
          map.determinant() < 0 ? " flipped" : "",
          degrees,
          map.x0(),
          map.y0());
    }
  }

  /** Checks that the steps join. */
  public TransformChain {
    steps = List.copyOf(steps);
    if (steps.isEmpty()) {
      throw new IllegalArgumentException("a chain needs at least one step");
    }
    for (int i = 1; i < steps.size(); i++) {
      if (!steps.get(i).from().equals(steps.get(i - 1).to())) {
        throw new IllegalArgumentException(
            "step '%s' does not begin where '%s' ends".formatted(steps.get(i), steps.get(i - 1)));
      }
    }
  }

  /** A chain of one step. */
  public static TransformChain of(String to, String from, AffineMap map) {
    return new TransformChain(List.of(new Step(to, from, map)));
  }

  /** This chain and one step more. */
  public TransformChain then(String to, AffineMap map) {
    List<Step> longer = new ArrayList<>(steps);
    longer.add(new Step(to, steps.get(steps.size() - 1).to(), map));
    return new TransformChain(longer);
  }

  /** All steps in one map. */
  public AffineMap map() {
    AffineMap map = AffineMap.IDENTITY;
    for (Step step : steps) {
      map = step.map().after(map);
    }
    return map;
  }

  /** One line per step. */
  @Override
  public String toString() {
    return String.join("\n", steps.stream().map(Step::toString).toList());
  }
}
