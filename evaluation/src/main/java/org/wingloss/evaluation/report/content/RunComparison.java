package org.wingloss.evaluation.report.content;

import org.wingloss.evaluation.statistic.PairedComparison;

/**
 * Two runs of a report against each other.
 *
 * @param a the first run's name
 * @param b the second run's name
 * @param norm the normaliser's name
 * @param result of the pair, shares of the norm
 * @param adjusted the Wilcoxon p-value after Holm's correction for all pairs of the report
 */
public record RunComparison(
    String a, String b, String norm, PairedComparison result, double adjusted) {

  /** One sentence: which is better, or that the set cannot tell. */
  public String verdict() {
    boolean interval = !result.interval().contains(0);
    boolean ranks = adjusted < 0.05;
    String better = result.difference() < 0 ? a : b;
    if (interval && ranks) {
      return better + " is better: interval and signed ranks agree";
    }
    if (interval) {
      return better + " has the lower mean, but the signed ranks do not confirm it";
    }
    if (ranks) {
      return "the signed ranks differ, the means do not: the gain of most faces is lost on few";
    }
    return "no difference that this set of faces could show";
  }
}
