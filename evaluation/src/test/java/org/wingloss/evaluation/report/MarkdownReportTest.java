package org.wingloss.evaluation.report;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.evaluation.report.content.BoxSensitivity;
import org.wingloss.evaluation.report.content.Report;
import org.wingloss.evaluation.report.content.Summary;
import org.wingloss.evaluation.report.content.Thresholds;
import org.wingloss.evaluation.score.Scores;
import org.wingloss.evaluation.statistic.Bootstrap;

/** Numbers that name something are whole: a rounded one would name something else. */
class MarkdownReportTest {
  /** Every length is 100: one face errs by 1 %, the other by 3 %. */
  private static String report() {
    Landmarks truth = Landmarks.of(0, 100, 50, 20, 80, 0, 0, 60, 100, 100);
    Scores scores =
        Scores.of(
            LandmarkScheme.of("mtfl-5"),
            List.of(truth, truth),
            List.of(
                truth.map(AffineMap.translation(1, 0)), truth.map(AffineMap.translation(3, 0))));
    Thresholds threshold = new Thresholds(List.of(7.5));
    Summary run = Summary.of("run", scores, threshold, new Bootstrap(1, 100, 0.95), List.of());
    BoxSensitivity.Curve curve =
        new BoxSensitivity.Curve("scaled", List.of(new BoxSensitivity.Point(-2.5, 4)));
    return MarkdownReport.of(
        new Report(
            "Run",
            List.of(run),
            List.of(),
            List.of(),
            Optional.of(new BoxSensitivity(run.mainNorm(), 2, List.of(curve))),
            List.of()));
  }

  @Test
  void curve_headsOfATenthOfAThreshold_haveAllTheirDigits() {
    String text = report();
    assertTrue(
        text.contains("\n| | 0.75 | 1.5 | 2.25 | 3 | 3.75 | 4.5 | 5.25 | 6 | 6.75 | 7.5 |\n"),
        text);
  }

  @Test
  void boxes_changeOfAPartOfAPercent_hasAllItsDigits() {
    String text = report();
    assertTrue(text.contains("\n| scaled | -2.5 | 4.00 |\n"), text);
  }
}
