package org.wingloss.training.reproduction;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The four losses that the paper compares, in the order of the columns of Table 3. */
public enum PaperLoss {
  /** x²/2. */
  L2("l2", "L2", "l2"),
  /** |x|. */
  L1("l1", "L1", "l1"),
  /** x²/2 below 1, then |x| − 1/2. */
  SMOOTH_L1("smooth-l1", "smooth L1", "smooth-l1"),
  /** The paper's own; w and ε for the larger input of the second stage are U1 90 %. */
  WING("wing", "Wing", "wing(w=15,epsilon=3)");

  private final String label;
  private final String title;
  private final String second;

  PaperLoss(String label, String title, String second) {
    this.label = label;
    this.title = title;
    this.second = second;
  }

  /** The name on the command line and in the names of recipes. */
  public String label() {
    return label;
  }

  /** The name in tables. */
  public String title() {
    return title;
  }

  /** The recipe line for 64-pixel input. */
  String line() {
    return label;
  }

  /** The recipe line for 128-pixel input. */
  String secondLine() {
    return second;
  }

  /**
   * Reads a name.
   *
   * @throws IllegalArgumentException if there is no such loss
   */
  public static PaperLoss of(String label) {
    return Arrays.stream(values())
        .filter(loss -> loss.label.equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "a loss of the paper is %s but was '%s'"
                        .formatted(
                            Arrays.stream(values())
                                .map(PaperLoss::label)
                                .collect(Collectors.joining(", ")),
                            label)));
  }
}
