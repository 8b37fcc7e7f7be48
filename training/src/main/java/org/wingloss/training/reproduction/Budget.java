package org.wingloss.training.reproduction;

import java.util.Locale;
import org.wingloss.data.line.Labels;

/** How much a cell may cost. */
public enum Budget {
  /**
   * Minutes for a whole table: much narrower networks, a few hundred steps. Shows that the pipeline
   * works.
   */
  SMOKE("narrow networks, a few hundred steps"),
  /**
   * An hour or so a cell on two cores: the short recipes, with an optimiser and a schedule of ours.
   */
  SHORT("the short recipes: the paper's networks and losses, our optimiser and schedule"),
  /** The paper's settings wherever they are known: 120,000 steps a stage. */
  PAPER("the paper's settings wherever they are known, 120,000 steps a stage");

  private final String description;

  Budget(String description) {
    this.description = description;
  }

  /** The name on the command line. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What it means, for reports. */
  public String description() {
    return description;
  }

  /**
   * Reads a name.
   *
   * @throws IllegalArgumentException if there is no such budget
   */
  public static Budget of(String label) {
    return Labels.find("a budget is", values(), Budget::label, label);
  }
}
