package org.wingloss.evaluation.check;

import java.util.ArrayList;
import java.util.List;
import org.wingloss.data.Plural;
import org.wingloss.evaluation.score.ConventionStatistics;

/** Predictions that look as if they were written in another convention than the ground truth. */
final class ConventionChecks {
  private ConventionChecks() {}

  static List<CheckResult> of(ConventionStatistics seen) {
    List<CheckResult> checks = new ArrayList<>();
    if (seen.faces() == 0) {
      return checks;
    }
    if (seen.shareWithinOne() > 0.9) {
      checks.add(
          CheckResult.warning(
              "normalised",
              "the predictions look normalised to [0, 1]: multiply them by the size of the picture"
                  + " or crop"));
      return checks;
    }
    if (seen.errorAxesSwapped() < 0.5 * seen.error()) {
      checks.add(
          CheckResult.warning(
              "axes-swapped",
              "the predictions look as if x and y were swapped: exchanged, the error would fall"
                  + " from %.1f to %.1f %% of the landmark box",
              100 * seen.error(),
              100 * seen.errorAxesSwapped()));
    } else if (seen.errorSidesSwapped() < 0.5 * seen.error()) {
      checks.add(
          CheckResult.warning(
              "sides-swapped",
              "the predictions look as if left and right were swapped (a mirrored picture, or the"
                  + " other naming of sides): exchanged, the error would fall from %.1f to %.1f %%"
                  + " of the landmark box",
              100 * seen.error(),
              100 * seen.errorSidesSwapped()));
    } else if (seen.shareElsewhere() > 0.5) {
      checks.add(
          CheckResult.warning(
              "elsewhere",
              "%.0f %% of the predictions lie more than a face's size away from the ground truth:"
                  + " other pictures, or coordinates of a crop instead of the picture",
              100 * seen.shareElsewhere()));
    } else {
      shift(seen, checks);
    }
    if (checks.isEmpty()) {
      checks.add(
          CheckResult.ok(
              "conventions",
              Plural.of(
                  seen.faces(),
                  "no sign of 1-based, half-pixel, swapped or normalised coordinates in %d"
                      + " [face|faces] (mean shift %+.2f, %+.2f px)"),
              seen.faces(),
              seen.shiftX(),
              seen.shiftY()));
    }
    return checks;
  }

  /** A constant shift: equal in x and y, clear of the noise, and near 1 or 0.5 px. */
  private static void shift(ConventionStatistics seen, List<CheckResult> checks) {
    double x = seen.shiftX();
    double y = seen.shiftY();
    double noise = 4 * seen.shiftError();
    if (Math.abs(x) < noise || Math.abs(y) < noise || noise > 0.5) {
      return;
    }
    double mean = (x + y) / 2;
    if (near(x, y, Math.copySign(1, mean), 0.2)) {
      checks.add(
          CheckResult.warning(
              "one-based",
              "the predictions lie %+.2f, %+.2f px from the ground truth on average: one of the two"
                  + " is probably counted from 1, the other from 0",
              x,
              y));
    } else if (near(x, y, Math.copySign(0.5, mean), 0.12)) {
      checks.add(
          CheckResult.warning(
              "half-pixel",
              "the predictions lie %+.2f, %+.2f px from the ground truth on average: one of the two"
                  + " probably puts pixel centres on halves, the other on integers",
              x,
              y));
    }
  }

  private static boolean near(double x, double y, double shift, double tolerance) {
    return Math.abs(x - shift) < tolerance && Math.abs(y - shift) < tolerance;
  }
}
