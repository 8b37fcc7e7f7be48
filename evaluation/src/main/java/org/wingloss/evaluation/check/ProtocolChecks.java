package org.wingloss.evaluation.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.evaluation.metric.FaceErrors;
import org.wingloss.evaluation.metric.NormalisedMeanError;
import org.wingloss.evaluation.metric.Normaliser;
import org.wingloss.evaluation.published.PublishedResults;
import org.wingloss.evaluation.score.LandmarkErrors;
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
          CheckResult.warning(
              "300w-full",
              "the 300-W test set has 554 common and 135 challenging faces but here are %d and %d:"
                  + " these numbers do not compare with published ones",
              common,
              challenging));
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
      double found = NormalisedMeanError.of(full.get());
      String equation =
          "%s: Full = (554·Common + 135·Challenging)/689 %s (%.4f %%, expected %.4f %%)";
      checks.add(
          Math.abs(expected - found) < 1e-9
              ? CheckResult.ok(
                  "300w-full", equation, norm.name(), "holds", 100 * found, 100 * expected)
              : CheckResult.warning(
                  "300w-full",
                  equation,
                  norm.name(),
                  "does not hold",
                  100 * found,
                  100 * expected));
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
            CheckResult.note(
                "threshold",
                "%s: published FR and AUC use %s %%, not %s %%: the latter compare with nothing",
                norm.name(),
                list(norm.usualThresholds()),
                list(foreign)));
      }
    }
    return checks;
  }

  private static String list(List<Double> thresholds) {
    return thresholds.stream()
        .map(t -> t == Math.rint(t) ? Long.toString(Math.round(t)) : Double.toString(t))
        .collect(Collectors.joining(" or "));
  }

  /** Which published column each number may be compared with, and how. */
  static List<CheckResult> comparisons(Scores scores) {
    List<CheckResult> checks = new ArrayList<>();
    LandmarkScheme scheme = scores.scheme();
    for (Normaliser norm : scores.norms()) {
      for (Map.Entry<String, Integer> subset : scores.subsets().entrySet()) {
        // 300-W calls the whole test set Full.
        boolean full = subset.getKey().equals(Scores.ALL) && scheme.name().equals("300w-68");
        String published = full ? "full" : subset.getKey();
        List<PublishedResults.Result> rows =
            PublishedResults.bundled().comparable(scheme, norm.name(), published);
        if (!rows.isEmpty()) {
          checks.add(comparison(norm, published, subset.getValue(), rows));
        }
      }
    }
    if (checks.isEmpty()) {
      checks.add(
          CheckResult.note(
              "published",
              "no bundled published result uses the scheme %s with %s",
              scheme.name(),
              scores.norms().stream().map(Normaliser::name).collect(Collectors.joining(" or "))));
    }
    checks.addAll(missingLandmarks(scores));
    // All faces may also be a subset that is called full.
    return checks.stream().distinct().toList();
  }

  /** Published numbers of MERL-RAV divide by all landmarks, annotated or not. */
  private static List<CheckResult> missingLandmarks(Scores scores) {
    LandmarkScheme scheme = scores.scheme();
    double annotated =
        scores.norms().stream().mapToDouble(norm -> annotated(scores, norm.name())).min().orElse(1);
    return scheme.name().equals("300w-68") && annotated < 1
        ? List.of(
            CheckResult.note(
                "missing-landmarks",
                "the ground truth lacks %.1f %% of the landmarks: the NME of a face is the mean"
                    + " over those that are there. Published numbers of MERL-RAV divide by all %d:"
                    + " a face's number there is this one times its share of landmarks",
                100 * (1 - annotated),
                scheme.count()))
        : List.of();
  }

  /** The share of landmarks that the ground truth has, of the faces with a length. */
  private static double annotated(Scores scores, String norm) {
    long landmarks =
        scores.landmarkErrors(norm).byLandmark().stream()
            .mapToLong(LandmarkErrors.Mean::count)
            .sum();
    int faces = scores.faces() - scores.withoutLength(norm);
    return (double) landmarks / faces / scores.scheme().count();
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
        ? CheckResult.ok(
            "published",
            "compares with the published column %s (%s; %d faces)",
            column,
            sources,
            expected)
        : CheckResult.note(
            "published",
            "the published column %s (%s) has %d faces, these are %d: same norm, other faces",
            column,
            sources,
            expected,
            faces);
  }
}
