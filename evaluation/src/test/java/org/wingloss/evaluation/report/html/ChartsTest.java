package org.wingloss.evaluation.report.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.face.Visibility;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.evaluation.metric.Normaliser;
import org.wingloss.evaluation.report.content.BoxSensitivity;
import org.wingloss.evaluation.report.content.PoseBins;
import org.wingloss.evaluation.report.content.Report;
import org.wingloss.evaluation.report.content.Summary;
import org.wingloss.evaluation.report.content.Thresholds;
import org.wingloss.evaluation.score.Scores;
import org.wingloss.evaluation.statistic.Bootstrap;

/** The scales of drawings where errors are small, 0 or unknown. */
final class ChartsTest {
  private static final Landmarks WHOLE = Landmarks.of(0, 100, 50, 20, 80, 0, 0, 60, 100, 100);

  /** Without its last landmark. */
  private static final Landmarks PART =
      Landmarks.of(
          WHOLE.vector(),
          new Visibility[] {
            Visibility.VISIBLE,
            Visibility.VISIBLE,
            Visibility.VISIBLE,
            Visibility.VISIBLE,
            Visibility.MISSING
          });

  private static Face face(String id, double yaw, Landmarks landmarks, Optional<Box> box) {
    return new Face(id, Optional.empty(), landmarks, box, Set.of(), OptionalDouble.of(yaw));
  }

  /** A page on a run that errs by so many pixels, whatever its boxes. */
  private static String page(List<Face> truth, String norm, double pixels) {
    return HtmlReport.of(report(truth, norm, pixels, Thresholds.USUAL));
  }

  private static Report report(
      List<Face> truth, String norm, double pixels, Thresholds thresholds) {
    Map<String, Landmarks> found =
        truth.stream()
            .collect(Collectors.toMap(Face::id, f -> WHOLE.map(AffineMap.translation(pixels, 0))));
    Scores scores =
        Scores.of(LandmarkScheme.of("mtfl-5"), truth, found, List.of(Normaliser.of(norm)));
    BoxSensitivity.Curve curve =
        new BoxSensitivity.Curve(
            "scaled",
            List.of(new BoxSensitivity.Point(-10, pixels), new BoxSensitivity.Point(10, pixels)));
    return new Report(
        "Charts",
        List.of(Summary.of("run", scores, thresholds, Bootstrap.DEFAULT, List.of())),
        List.of(),
        List.of(),
        Optional.of(new BoxSensitivity(norm, truth.size(), List.of(curve))),
        List.of());
  }

  private static List<String> all(String pattern, String text, Function<MatchResult, String> part) {
    return Pattern.compile(pattern, Pattern.DOTALL).matcher(text).results().map(part).toList();
  }

  private static void assertNumbers(String page) {
    assertEquals(List.of(), all("=\"[^\"]*(?:unknown|NaN|Infinity)", page, MatchResult::group));
  }

  @Test
  void page_predictionsThatAreTheTruth_hasDrawingsWithScales() {
    String page =
        page(
            List.of(face("a", 0, WHOLE, Optional.empty()), face("b", 40, WHOLE, Optional.empty())),
            "inter-pupil",
            0);
    assertNumbers(page);
    assertEquals(5, all("<circle class=\"disc", page, MatchResult::group).size());
    List<String> charts = all("<svg class=\"chart\".*?</svg>", page, MatchResult::group);
    assertEquals(3, charts.size());
    for (String chart : charts) {
      List<String> ticks = ticks(chart);
      assertTrue(ticks.size() > 2, chart);
      assertEquals(ticks, ticks.stream().distinct().toList());
    }
  }

  @Test
  void page_landmarkThatNoFaceCounts_hasDiscsForTheOthers() {
    Optional<Box> box = Optional.of(new Box(0, 0, 100, 100));
    String page =
        page(
            List.of(
                face("a", 0, WHOLE, Optional.empty()),
                face("b", 0, PART, box),
                face("c", 40, PART, box)),
            "box-width",
            2);
    assertNumbers(page);
    assertEquals(4, all("<circle class=\"disc", page, MatchResult::group).size());
    assertFalse(page.contains("landmark 4:"));
  }

  @Test
  void pose_errorsOfPartsOfAPercent_haveTicksWithAllDigitsOfTheirStep() {
    String chart =
        PoseChart.html(
            List.of(
                new PoseBins.Bin("yaw in degrees", -15, 15, 3, 0.002),
                new PoseBins.Bin("yaw in degrees", 15, 30, 2, 0.001)));
    assertEquals(List.of("0.00", "0.05", "0.10", "0.15", "0.20", "0.25"), ticks(chart));
  }

  @Test
  void ced_stepOfHalfAPercent_beginsWithZeroWithoutASign() {
    Face face = face("a", 0, WHOLE, Optional.of(new Box(0, 0, 100, 100)));
    Thresholds five = new Thresholds(List.of(5.0));
    String chart = CedChart.html(report(List.of(face), "box-width", 1, five));
    assertEquals(List.of("0", "20", "40", "60", "80", "100"), ticks(chart));
    assertEquals(
        List.of("0.0", "0.5", "1.0", "1.5", "2.0", "2.5", "3.0", "3.5", "4.0", "4.5", "5.0"),
        ticks(chart, "middle"));
  }

  /** The numbers beside an upright axis. */
  private static List<String> ticks(String chart) {
    return ticks(chart, "end");
  }

  private static List<String> ticks(String chart, String anchor) {
    String pattern = "text-anchor=\"" + anchor + "\"[^>]*>([-\u2212]?[0-9.]+)<";
    return all(pattern, chart, match -> match.group(1));
  }
}
