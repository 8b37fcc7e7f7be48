package org.wingloss.evaluation.check;

import java.util.ArrayList;
import java.util.List;
import org.wingloss.evaluation.check.CheckResult.Status;
import org.wingloss.evaluation.input.MatchRule;
import org.wingloss.evaluation.metric.Normaliser;
import org.wingloss.evaluation.score.Scorer;
import org.wingloss.evaluation.score.Scores;

/** The checks that go with every report. */
public final class Checks {
  private static final int SHOWN = 5;

  private Checks() {}

  /**
   * All findings.
   *
   * @param chosenThresholds in percent, those that the user asked for; empty for the usual ones
   */
  public static List<CheckResult> of(Scores scores, List<Double> chosenThresholds) {
    List<CheckResult> checks = new ArrayList<>();
    checks.addAll(counts(scores));
    checks.addAll(ConventionChecks.of(scores.conventions()));
    checks.addAll(ProtocolChecks.fullSet(scores));
    checks.addAll(ProtocolChecks.thresholds(scores, chosenThresholds));
    checks.addAll(ProtocolChecks.comparisons(scores));
    return checks;
  }

  /** How predictions were matched to faces. */
  public static List<CheckResult> matching(Scorer.Matched matched) {
    List<CheckResult> checks = new ArrayList<>();
    if (matched.rule() != MatchRule.EXACT) {
      checks.add(
          new CheckResult(
              "matching",
              Status.NOTE,
              "ids differ in ground truth and predictions; matched because "
                  + matched.rule().description()));
    }
    if (matched.byPosition() > 0) {
      checks.add(
          new CheckResult(
              "matched-by-position",
              Status.NOTE,
              "the predictions do not say which face of a picture is which: in pictures with"
                  + " several faces or predictions each of %d face%s got the nearest one that was"
                      .formatted(matched.byPosition(), s(matched.byPosition()))
                  + " left"));
    }
    List<String> confused = matched.confused();
    if (!confused.isEmpty()) {
      checks.add(
          new CheckResult(
              "neighbour",
              Status.WARNING,
              "%d prediction%s another face of the picture better than the own one (an order or ids"
                      .formatted(confused.size(), confused.size() == 1 ? " fits" : "s fit")
                  + " of other faces?): "
                  + list(confused)));
    }
    int extra = matched.extra();
    if (extra > 0) {
      checks.add(
          new CheckResult(
              "extra-predictions",
              Status.NOTE,
              "%d prediction%s belong%s to no face of the ground truth and %s left out"
                  .formatted(extra, s(extra), extra == 1 ? "s" : "", extra == 1 ? "is" : "are")));
    }
    return checks;
  }

  private static List<CheckResult> counts(Scores scores) {
    List<CheckResult> checks = new ArrayList<>();
    List<String> missing = scores.missing();
    if (missing.isEmpty()) {
      checks.add(
          new CheckResult(
              "missing-predictions",
              Status.OK,
              "each of the %d faces has a prediction".formatted(scores.faces())));
    } else {
      checks.add(
          new CheckResult(
              "missing-predictions",
              Status.WARNING,
              "%d of %d faces have no prediction and count as an error of 100 %% of the norm: %s"
                  .formatted(missing.size(), scores.faces(), list(missing))));
    }
    if (!scores.incomplete().isEmpty()) {
      checks.add(
          new CheckResult(
              "incomplete-predictions",
              Status.WARNING,
              "%d predictions lack a point or have one that is not finite; each such point counts"
                      .formatted(scores.incomplete().size())
                  + " as an error of 100 % of the norm: "
                  + list(scores.incomplete())));
    }
    for (Normaliser norm : scores.norms()) {
      int without = scores.withoutLength(norm.name());
      if (without > 0) {
        checks.add(
            new CheckResult(
                "no-norm",
                Status.WARNING,
                "%s: %d of %d faces have no such length in the ground truth (coincident or missing"
                        .formatted(norm.name(), without, scores.faces())
                    + " points, or no box) and are left out under this norm for every method"));
      }
    }
    return checks;
  }

  private static String s(int count) {
    return count == 1 ? "" : "s";
  }

  private static String list(List<String> ids) {
    String shown = String.join(", ", ids.subList(0, Math.min(SHOWN, ids.size())));
    return ids.size() > SHOWN ? shown + " …" : shown;
  }
}
