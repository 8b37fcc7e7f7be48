package org.wingloss.evaluation.check;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.wingloss.data.Plural;
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
          CheckResult.note(
              "matching",
              "ids differ in ground truth and predictions; matched because %s",
              matched.rule().description()));
    }
    if (matched.byPosition() > 0) {
      checks.add(
          CheckResult.note(
              "matched-by-position",
              Plural.of(
                  matched.byPosition(),
                  "the predictions do not say which face of a picture is which: in pictures with"
                      + " several faces or predictions each of %d [face|faces] got the nearest one"
                      + " that was left, if any"),
              matched.byPosition()));
    }
    List<String> confused = matched.confused();
    if (!confused.isEmpty()) {
      checks.add(
          CheckResult.warning(
              "neighbour",
              Plural.of(
                  confused.size(),
                  "%d [prediction fits|predictions fit] another face of the picture better than the"
                      + " own one (an order or ids of other faces?): %s"),
              confused.size(),
              list(confused)));
    }
    int extra = matched.extra();
    if (extra > 0) {
      checks.add(
          CheckResult.note(
              "extra-predictions",
              Plural.of(
                  extra,
                  "%d [prediction belongs|predictions belong] to no face of the ground truth and"
                      + " [is|are] left out"),
              extra));
    }
    return checks;
  }

  private static List<CheckResult> counts(Scores scores) {
    List<CheckResult> checks = new ArrayList<>();
    List<String> missing = scores.missing();
    checks.add(
        missing.isEmpty()
            ? CheckResult.ok(
                "missing-predictions",
                Plural.of(scores.faces(), "[the only face|each of the %d faces] has a prediction"),
                scores.faces())
            : CheckResult.warning(
                "missing-predictions",
                "%d of %d faces have no prediction and count as an error of 100 %% of the norm: %s",
                missing.size(),
                scores.faces(),
                list(missing)));
    if (!scores.incomplete().isEmpty()) {
      checks.add(
          CheckResult.warning(
              "incomplete-predictions",
              Plural.of(
                  scores.incomplete().size(),
                  "%d [prediction lacks a point or has|predictions lack a point or have] one that is"
                      + " not finite; each such point counts as an error of 100 %% of the norm: %s"),
              scores.incomplete().size(),
              list(scores.incomplete())));
    }
    for (Normaliser norm : scores.norms()) {
      int without = scores.withoutLength(norm.name());
      if (without > 0) {
        checks.add(
            CheckResult.warning(
                "no-norm",
                "%s: %d of %d faces have no such length in the ground truth (coincident or missing"
                    + " points, or no box) and are left out under this norm for every method",
                norm.name(),
                without,
                scores.faces()));
      }
    }
    return checks;
  }

  /** The first in alphabetical order, whatever the faces' order. */
  private static String list(List<String> ids) {
    String shown = ids.stream().sorted().limit(SHOWN).collect(Collectors.joining(", "));
    return ids.size() > SHOWN ? shown + " …" : shown;
  }
}
