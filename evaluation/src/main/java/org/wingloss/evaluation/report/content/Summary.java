package org.wingloss.evaluation.report.content;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.wingloss.data.InvalidDataException;
import org.wingloss.evaluation.check.CheckResult;
import org.wingloss.evaluation.check.Checks;
import org.wingloss.evaluation.metric.Normaliser;
import org.wingloss.evaluation.score.Scorer;
import org.wingloss.evaluation.score.Scores;
import org.wingloss.evaluation.statistic.Bootstrap;

/**
 * The numbers of one set of predictions, for every report.
 *
 * @param name what the predictions are called in tables
 * @param scores from which everything is computed
 * @param thresholds of FR and AUC
 * @param bootstrap of the intervals
 * @param metrics by norm, then subset
 * @param checks warnings and notes about the numbers
 */
public record Summary(
    String name,
    Scores scores,
    Thresholds thresholds,
    Bootstrap bootstrap,
    List<SubsetMetrics> metrics,
    List<CheckResult> checks) {
  /** Copies the lists. */
  public Summary {
    metrics = List.copyOf(metrics);
    checks = List.copyOf(checks);
  }

  /**
   * Summarises scores with the usual thresholds and 10,000 resamples.
   *
   * @param name what the predictions are called in tables
   */
  public static Summary of(String name, Scores scores) {
    return of(name, scores, Thresholds.USUAL, Bootstrap.DEFAULT, List.of());
  }

  /**
   * Summarises scores.
   *
   * @param further checks that come before those of the scores
   */
  public static Summary of(
      String name,
      Scores scores,
      Thresholds thresholds,
      Bootstrap bootstrap,
      List<CheckResult> further) {
    List<SubsetMetrics> metrics = new ArrayList<>();
    for (Normaliser norm : scores.norms()) {
      for (String subset : scores.subsets().keySet()) {
        scores
            .errors(norm.name(), subset)
            .ifPresent(
                errors ->
                    metrics.add(
                        SubsetMetrics.of(
                            subset, norm.name(), errors, thresholds.under(norm), bootstrap)));
      }
    }
    List<CheckResult> checks = new ArrayList<>(further);
    checks.addAll(Checks.of(scores, thresholds.chosen()));
    return new Summary(name, scores, thresholds, bootstrap, metrics, checks);
  }

  /** Summarises scores with how predictions were matched to faces. */
  public static Summary of(
      String name, Scorer.Matched matched, Thresholds thresholds, Bootstrap bootstrap) {
    return of(name, matched.scores(), thresholds, bootstrap, Checks.matching(matched));
  }

  /**
   * The metrics of a subset under a norm.
   *
   * @throws InvalidDataException if there are none
   */
  public SubsetMetrics metrics(String norm, String subset) {
    return metrics.stream()
        .filter(m -> m.norm().equals(norm) && m.subset().equals(subset))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidDataException(
                    "there is no metric for the subset '%s' under '%s'".formatted(subset, norm)));
  }

  /**
   * Refuses scores of {@linkplain Scores#isOfSameFaces other faces}.
   *
   * @throws InvalidDataException naming both
   */
  void requireSameFaces(Summary other) {
    if (!scores.isOfSameFaces(other.scores())) {
      throw new InvalidDataException(
          "'%s' and '%s' were scored on different faces: ids or ground-truth landmarks differ"
              .formatted(name, other.name()));
    }
  }

  /** The norm of the report's drawings: the first one scored. */
  public String mainNorm() {
    return scores.norms().get(0).name();
  }

  /** The largest threshold under the main norm, in percent: where drawings end. */
  public double largestThreshold() {
    return Collections.max(thresholds.under(scores.norms().get(0)));
  }
}
