package org.wingloss.training.reproduction;

import org.wingloss.data.line.Labels;

/** The four losses that the paper compares, in the order of the columns of Table 3. */
public enum PaperLoss {
  /** x²/2. */
  L2("l2", "L2"),
  /** |x|. */
  L1("l1", "L1"),
  /** x²/2 below 1, then |x| − 1/2. */
  SMOOTH_L1("smooth-l1", "smooth L1"),
  /** The paper's own. */
  WING("wing", "Wing");

  private final String label;
  private final String title;

  PaperLoss(String label, String title) {
    this.label = label;
    this.title = title;
  }

  /** The name on the command line and in the table of recipes. */
  public String label() {
    return label;
  }

  /** The name in tables. */
  public String title() {
    return title;
  }

  /**
   * Reads a name.
   *
   * @throws IllegalArgumentException if there is no such loss
   */
  public static PaperLoss of(String label) {
    return Labels.find("a loss of the paper is", values(), PaperLoss::label, label);
  }
}
