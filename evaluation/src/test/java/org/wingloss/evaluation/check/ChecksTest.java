package org.wingloss.evaluation.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.face.Visibility;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.data.synthetic.SyntheticFaces;
import org.wingloss.evaluation.check.CheckResult.Status;
import org.wingloss.evaluation.input.MatchRule;
import org.wingloss.evaluation.metric.Normaliser;
import org.wingloss.evaluation.score.Scorer;
import org.wingloss.evaluation.score.Scores;

final class ChecksTest {
  private static final LandmarkScheme SCHEME = LandmarkScheme.of("300w-68");
  private static final List<Landmarks> SHAPES = shapes();

  private static List<Landmarks> shapes() {
    SyntheticFaces series = new SyntheticFaces(2);
    List<Landmarks> shapes = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      Landmarks drawn = series.face(i, 64).landmarks(SCHEME);
      shapes.add(Landmarks.of(drawn.map(new AffineMap(4, 0, 60, 0, 4, 25)).vector()));
    }
    return shapes;
  }

  private static Landmarks noisy(Landmarks points, Random random) {
    double[] vector = points.vector();
    for (int i = 0; i < vector.length; i++) {
      vector[i] += 2 * random.nextGaussian();
    }
    return Landmarks.of(vector);
  }

  private static List<CheckResult> checks(UnaryOperator<Landmarks> fault) {
    Random random = new Random(4);
    List<Landmarks> predictions = SHAPES.stream().map(s -> fault.apply(noisy(s, random))).toList();
    return Checks.of(Scores.of(SCHEME, SHAPES, predictions), List.of());
  }

  private static List<String> warnings(List<CheckResult> checks) {
    return checks.stream()
        .filter(c -> c.status() == Status.WARNING)
        .map(CheckResult::name)
        .toList();
  }

  @Test
  void of_goodPredictions_warnsOfNothing() {
    List<CheckResult> checks = checks(p -> p);
    assertEquals(List.of(), warnings(checks));
    assertTrue(checks.stream().anyMatch(c -> c.name().equals("conventions")));
  }

  @Test
  void of_countedFromOne_isSeen() {
    assertEquals(List.of("one-based"), warnings(checks(p -> p.map(AffineMap.translation(1, 1)))));
    assertEquals(List.of("one-based"), warnings(checks(p -> p.map(AffineMap.translation(-1, -1)))));
  }

  @Test
  void of_halfPixelShift_isSeen() {
    assertEquals(
        List.of("half-pixel"), warnings(checks(p -> p.map(AffineMap.translation(0.5, 0.5)))));
  }

  @Test
  void of_shiftOfOneAxis_isNotTakenForAConvention() {
    assertEquals(List.of(), warnings(checks(p -> p.map(AffineMap.translation(1, 0)))));
    assertEquals(List.of(), warnings(checks(p -> p.map(AffineMap.translation(2, 2)))));
  }

  @Test
  void of_axesSwapped_isSeen() {
    assertEquals(
        List.of("axes-swapped"), warnings(checks(p -> p.map(new AffineMap(0, 1, 0, 1, 0, 0)))));
  }

  @Test
  void of_sidesSwapped_isSeen() {
    assertEquals(List.of("sides-swapped"), warnings(checks(p -> p.reorder(SCHEME.flipMap()))));
  }

  @Test
  void of_normalisedToOne_isSeen() {
    assertEquals(
        List.of("normalised"), warnings(checks(p -> p.map(AffineMap.scaling(1e-3, 1e-3)))));
  }

  @Test
  void of_cropCoordinates_isSeen() {
    assertEquals(
        List.of("elsewhere"), warnings(checks(p -> p.map(AffineMap.translation(-900, -700)))));
  }

  @Test
  void of_missingPrediction_isNamed() {
    Scores scores =
        Scores.of(
            SCHEME,
            List.of(Face.of("a", SHAPES.get(0)), Face.of("b", SHAPES.get(1))),
            Map.of("a", SHAPES.get(0)),
            Normaliser.all());
    CheckResult check =
        Checks.of(scores, List.of()).stream()
            .filter(c -> c.name().equals("missing-predictions"))
            .findFirst()
            .orElseThrow();
    assertEquals(
        "1 of 2 faces have no prediction and count as an error of 100 % of the norm: b",
        check.message());
  }

  /** A face without its jaw's 17 landmarks, beside a complete one. */
  @Test
  void of_groundTruthWithoutSomeLandmarks_saysHowOthersDivide() {
    Landmarks whole = SHAPES.get(0);
    Visibility[] states = whole.states();
    Arrays.fill(states, 0, 17, Visibility.MISSING);
    List<Landmarks> truth = List.of(whole, Landmarks.of(whole.vector(), states));
    List<CheckResult> notes =
        Checks.of(Scores.of(SCHEME, truth, List.of(whole, whole)), List.of()).stream()
            .filter(c -> c.name().equals("missing-landmarks"))
            .toList();
    assertEquals(1, notes.size());
    assertEquals(Status.NOTE, notes.get(0).status());
    assertTrue(
        notes.get(0).message().startsWith("the ground truth lacks 12.5 % of the landmarks: "),
        notes.get(0).message());
    assertFalse(checks(p -> p).stream().anyMatch(c -> c.name().equals("missing-landmarks")));
  }

  private static Scores testSet(int common, int challenging) {
    List<Face> truth = new ArrayList<>();
    Map<String, Landmarks> found = new HashMap<>();
    Random random = new Random(5);
    for (int i = 0; i < common + challenging; i++) {
      String id = "f" + i;
      Landmarks shape = SHAPES.get(i % SHAPES.size());
      truth.add(Face.of(id, shape).withSubsets(Set.of(i < common ? "common" : "challenging")));
      found.put(id, noisy(shape, random));
    }
    return Scores.of(SCHEME, truth, found, List.of(Normaliser.of("inter-pupil")));
  }

  @Test
  void of_official300WFaces_holdsTheFullFormulaAndComparesWithTable4() {
    List<CheckResult> checks = Checks.of(testSet(554, 135), List.of());
    assertEquals(List.of(), warnings(checks));
    assertTrue(checks.stream().anyMatch(c -> c.message().contains("689 holds")));
    assertTrue(
        checks.stream()
            .anyMatch(
                c ->
                    c.name().equals("published")
                        && c.status() == Status.OK
                        && c.message().contains("300-W common, inter-pupil (table4; 554 faces)")));
  }

  @Test
  void of_partOfThe300WFaces_doesNotCompare() {
    List<CheckResult> checks = Checks.of(testSet(500, 135), List.of());
    assertEquals(List.of("300w-full"), warnings(checks));
    assertFalse(
        checks.stream()
            .anyMatch(
                c ->
                    c.name().equals("published")
                        && c.status() == Status.OK
                        && c.message().contains("common")));
  }

  @Test
  void of_thresholdOfAnotherNorm_isNoted() {
    List<CheckResult> checks = Checks.of(testSet(20, 10), List.of(7.0));
    assertTrue(
        checks.stream()
            .anyMatch(
                c -> c.name().equals("threshold") && c.message().contains("8 or 10 %, not 7 %")));
  }

  @Test
  void matching_byPositionAndOfNeighbours_isSaid() {
    Scores scores = Scores.of(SCHEME, SHAPES, SHAPES);
    List<CheckResult> checks =
        Checks.matching(
            new Scorer.Matched(scores, MatchRule.WITHOUT_ENDING, 2, 7, List.of("a.jpg#2")));
    assertEquals(List.of("neighbour"), warnings(checks));
    assertEquals(
        List.of("matching", "matched-by-position", "neighbour", "extra-predictions"),
        checks.stream().map(CheckResult::name).toList());
    assertTrue(checks.get(2).message().startsWith("1 prediction fits another face"), "neighbour");
    assertTrue(checks.get(2).message().endsWith("a.jpg#2"), "the face is named");
    assertEquals(
        List.of(), Checks.matching(new Scorer.Matched(scores, MatchRule.EXACT, 0, 0, List.of())));
  }
}
