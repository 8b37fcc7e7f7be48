package org.wingloss.evaluation.report.content;

import java.util.List;
import org.wingloss.evaluation.metric.Normaliser;

/**
 * The thresholds of FR and AUC in percent of the norm.
 *
 * @param chosen those that the user asked for, used under every norm; empty for each norm's usual
 *     ones: 8 and 10 % under the eye norms (300-W; COFW and WFLW), 7 % under the others
 */
public record Thresholds(List<Double> chosen) {
  /** Each norm's usual thresholds. */
  public static final Thresholds USUAL = new Thresholds(List.of());

  /** Checks the range and copies the list. */
  public Thresholds {
    chosen = chosen.stream().distinct().sorted().toList();
    for (double threshold : chosen) {
      if (!(threshold > 0 && threshold < 100)) {
        throw new IllegalArgumentException(
            "a threshold must be above 0 and below 100 (percent of the norm) but was " + threshold);
      }
    }
  }

  /** The thresholds under a norm, percent. */
  public List<Double> under(Normaliser norm) {
    return chosen.isEmpty() ? norm.usualThresholds() : chosen;
  }
}
