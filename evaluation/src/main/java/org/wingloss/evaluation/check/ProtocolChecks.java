package org.wingloss.evaluation.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.wingloss.evaluation.check.CheckResult.Status;
import org.wingloss.evaluation.metric.FaceErrors;
import org.wingloss.evaluation.metric.NormalisedMeanError;
import org.wingloss.evaluation.metric.Normaliser;
import org.wingloss.evaluation.published.PublishedResults;
import org.wingloss.evaluation.score.Scores;

/** Whether faces, norms and thresholds are those of a published protocol. */
final class ProtocolChecks {
  private static final int COMMON = 554;
  private static final int CHALLENGING = 135;

  private ProtocolChecks() {}

  /** 300-W: Full must be (554·Common + 135·Challenging)/689. */
  static List<CheckResult> fullSet(Scores scores) {
    Map<String, Integer> sizes = scores.subsets();
    Integer common = sizes.get("common");
    Integer challenging = sizes.get("challenging");
    if (!scores.scheme().name().equals("300w-68") || common == null || challenging == null) {
      return List.of();
    }
    if (common != COMMON || challenging != CHALLENGING) {
      return List.of(
          new CheckResult(
              "300w-full",
              Status.WARNING,
              "the 300-W test set has 554 common and 135 challenging faces but here are %d and %d:"
                      .formatted(common, challenging)
                  + " these numbers do not compare with published ones"));
    }
    List<CheckResult> checks = new ArrayList<>();
    for (Normaliser norm : scores.norms()) {
      Optional<FaceErrors> full = scores.errors(norm.name(), fullName(sizes));
      Optional<FaceErrors> c = scores.errors(norm.name(), "common");
      Optional<FaceErrors> h = scores.errors(norm.name(), "challenging");
      if (full.isEmpty() || c.isEmpty() || h.isEmpty()) {
        continue;
      }
      double expected =
          (COMMON * NormalisedMeanError.of(c.get()) + CHALLENGING * NormalisedMeanError.of(h.get()))
              / 689;
      boolean same = Math.abs(expected - NormalisedMeanError.of(full.get())) < 1e-9;
      checks.add(
          new CheckResult(
              "300w-full",
              same ? Status.OK : Status.WARNING,
              String.format(
                  Locale.ROOT,
                  "%s: Full = (554·Common + 135·Challenging)/689 %s (%.4f %%, expected %.4f %%)",
                  norm.name(),
                  same ? "holds" : "does not hold",
                  100 * NormalisedMeanError.of(full.get()),
                  100 * expected)));
    }
    return checks;
  }

  private static String fullName(Map<String, Integer> sizes) {
    return sizes.containsKey("full") ? "full" : Scores.ALL;
  }

  /** Thresholds that no protocol uses under the norm. */
  static List<CheckResult> thresholds(Scores scores, List<Double> chosen) {
    List<CheckResult> checks = new ArrayList<>();
    for (Normaliser norm : scores.norms()) {
      List<Double> foreign =
          chosen.stream().filter(t -> !norm.usualThresholds().contains(t)).toList();
      if (!foreign.isEmpty()) {
        checks.add(
            new CheckResult(
                "threshold",
                Status.NOTE,
                "%s: published FR and AUC use %s %%, not %s %%: the latter compare with nothing"
                    .formatted(norm.name(), list(norm.usualThresholds()), list(foreign))));
      }
    }
    return checks;
  }

  private static String list(List<Double> thresholds) {
    return thresholds.stream()
        .map(t -> t == Math.rint(t) ? Long.toString(Math.round(t)) : Double.toString(t))
        .collect(Collectors.joining(" or "));
  }

  /** Which published column each number may be compared with. */
  static List<CheckResult> comparisons(Scores scores) {
    List<CheckResult> checks = new ArrayList<>();
    for (Normaliser norm : scores.norms()) {
      scores
          .subsets()
          .forEach(
              (subset, faces) -> {
                // 300-W calls the whole test set Full.
                String published =
                    subset.equals(Scores.ALL) && scores.scheme().name().equals("300w-68")
                        ? "full"
                        : subset;
                List<PublishedResults.Result> rows =
                    PublishedResults.bundled()
                        .comparable(scores.scheme().name(), norm.name(), published);
                if (!rows.isEmpty()) {
                  checks.add(comparison(norm, published, faces, rows));
                }
              });
    }
    if (checks.isEmpty()) {
      checks.add(
          new CheckResult(
              "published",
              Status.NOTE,
              "no bundled published result uses the scheme %s with %s"
                  .formatted(
                      scores.scheme().name(),
                      scores.norms().stream()
                          .map(Normaliser::name)
                          .collect(Collectors.joining(" or ")))));
    }
    return checks;
  }

  private static CheckResult comparison(
      Normaliser norm, String subset, int faces, List<PublishedResults.Result> rows) {
    PublishedResults.Result first = rows.get(0);
    int expected = first.on(subset).orElseThrow().faces();
    String sources =
        rows.stream()
            .map(PublishedResults.Result::source)
            .distinct()
            .collect(Collectors.joining(", "));
    String column = "%s %s, %s".formatted(first.dataset(), subset, norm.name());
    return faces == expected
        ? new CheckResult(
            "published",
            Status.OK,
            "compares with the published column %s (%s; %d faces)"
                .formatted(column, sources, expected))
        : new CheckResult(
            "published",
            Status.NOTE,
            "the published column %s (%s) has %d faces, these are %d: same norm, other faces"
                .formatted(column, sources, expected, faces));
  }
}
