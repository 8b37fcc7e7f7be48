package org.wingloss.evaluation.reproduction;

import java.util.List;

/**
 * Something that the paper says, held against runs.
 *
 * @param sentence the claim
 * @param outcome whether it holds
 * @param numbers from which the outcome follows, or what is missing
 * @param contrasts the comparisons behind them: what decides first, then its parts by row
 */
public record Claim(
    String sentence, Outcome outcome, String numbers, List<CellComparison> contrasts) {
  /** Copies the list. */
  public Claim {
    contrasts = List.copyOf(contrasts);
  }

  /** A claim for which a cell is missing. */
  static Claim missing(String sentence, String what) {
    return new Claim(sentence, Outcome.CANNOT_BE_SAID, what, List.of());
  }
}
