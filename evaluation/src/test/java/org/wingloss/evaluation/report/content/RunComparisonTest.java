package org.wingloss.evaluation.report.content;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.face.Visibility;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.evaluation.metric.Normaliser;
import org.wingloss.evaluation.score.Scores;
import org.wingloss.evaluation.statistic.Bootstrap;
import org.wingloss.evaluation.statistic.PairedComparison;

class RunComparisonTest {
  private static final LandmarkScheme FIVE = LandmarkScheme.of("mtfl-5");
  private static final List<Normaliser> EYES = List.of(Normaliser.of("inter-pupil"));

  /** Its eyes are in one place, so that it has no distance between the pupils. */
  private static final Landmarks FLAT = Landmarks.of(0, 0, 50, 20, 80, 0, 0, 60, 100, 100);

  private static final Landmarks USUAL = Landmarks.of(0, 100, 50, 20, 80, 0, 0, 60, 100, 100);

  private static final Landmarks SQUARE = Landmarks.of(0, 100, 50, 0, 100, 0, 0, 50, 100, 100);

  private static final Landmarks NOTHING =
      Landmarks.of(
          new double[10], Collections.nCopies(5, Visibility.MISSING).toArray(Visibility[]::new));

  @Test
  void of_noFaceInCommonThatHasALength_isRefusedWithASentence() {
    InvalidDataException e =
        assertThrows(
            InvalidDataException.class,
            () ->
                RunComparison.of(
                    summary("a", Map.of("flat", FLAT, "usual", USUAL)),
                    summary("b", Map.of("flat", FLAT))));
    assertEquals(
        "'a' and 'b' predicted no face in common that has a length under inter-pupil",
        e.getMessage());
  }

  /** Lists have the ids 0 and 1 whatever their faces are. */
  @Test
  void of_otherFacesUnderTheSameIds_isRefused() {
    Summary a = Summary.of("a", Scores.of(FIVE, List.of(SQUARE, USUAL), List.of(SQUARE, USUAL)));
    Summary b = Summary.of("b", Scores.of(FIVE, List.of(USUAL, USUAL), List.of(USUAL, USUAL)));
    String message =
        "'a' and 'b' were scored on different faces: ids or ground-truth landmarks differ";
    InvalidDataException e = assertThrows(InvalidDataException.class, () -> RunComparison.of(a, b));
    assertEquals(message, e.getMessage());
    e = assertThrows(InvalidDataException.class, () -> report(a, b));
    assertEquals(message, e.getMessage());
    Summary other = Summary.of("b", Scores.of(FIVE, List.of(SQUARE, USUAL), List.of(USUAL, USUAL)));
    assertEquals(2, report(a, other).runs().size());
  }

  private static Report report(Summary... runs) {
    return new Report("Runs", List.of(runs), List.of(), List.of(), Optional.empty(), List.of());
  }

  /** What the reports say of A's errors minus B's. */
  private static String verdict(double... differences) {
    PairedComparison result =
        PairedComparison.of(differences, new double[differences.length], Bootstrap.DEFAULT);
    return new RunComparison("a", "b", "inter-pupil", result, List.of()).verdict();
  }

  /** So many faces of each, all a little different, so that no two ranks are equal. */
  private static double[] faces(int worse, double by, int better, double byBetter) {
    return DoubleStream.concat(
            IntStream.range(0, worse).mapToDouble(i -> by * (1 + 0.001 * i)),
            IntStream.range(0, better).mapToDouble(i -> -byBetter * (1 + 0.001 * i)))
        .toArray();
  }

  @Test
  void verdict_meanAndRanksOfOneSide_agree() {
    assertEquals(
        "a is better: interval and signed ranks agree", verdict(faces(20, 0.001, 80, 0.002)));
    assertEquals(
        "b is better: interval and signed ranks agree", verdict(faces(80, 0.002, 20, 0.001)));
  }

  @Test
  void verdict_lowerMeanByFewFacesAlone_tellsThatTheRanksFavourTheOther() {
    assertEquals(
        "a has the lower mean, the signed ranks favour b: a few large errors decide the mean",
        verdict(faces(90, 0.001, 10, 0.1)));
  }

  @Test
  void verdict_sameMeanWhereMostFacesAreBetter_saysSo() {
    assertEquals(
        "the signed ranks differ, the means do not: the gain of most faces is lost on few",
        verdict(faces(10, 0.0401, 90, 0.0045)));
  }

  @Test
  void verdict_oneFace_isNoDifference() {
    assertEquals("no difference that this set of faces could show", verdict(-0.01));
  }

  private static Summary summary(String name, Map<String, Landmarks> found) {
    List<Face> truth = List.of(Face.of("flat", FLAT), Face.of("usual", USUAL));
    return Summary.of(name, Scores.of(FIVE, truth, found, EYES));
  }

  /**
   * A training whose errors on four faces are given in percent of the distance between the pupils;
   * NaN where it predicts nothing, infinite where it has a prediction without any point. The first
   * two faces are "left", the others "right".
   */
  private static Summary training(String name, double... percent) {
    List<Face> truth = new ArrayList<>();
    Map<String, Landmarks> found = new HashMap<>();
    for (int i = 0; i < percent.length; i++) {
      String id = "face" + i;
      Set<String> side = Set.of(i < 2 ? "left" : "right");
      truth.add(Face.of(id, SQUARE).withSubsets(side));
      if (!Double.isNaN(percent[i])) {
        found.put(id, Double.isInfinite(percent[i]) ? NOTHING : shifted(percent[i]));
      }
    }
    return Summary.of(name, Scores.of(FIVE, truth, found, EYES));
  }

  private static Landmarks shifted(double by) {
    return Landmarks.of(by, 100 + by, 50 + by, by, 100 + by, 0, 0, 50, 100, 100);
  }

  private static List<RunComparison> compared(int seeds, List<String> on, Summary... trainings) {
    return RunComparison.ofAllPairs(ComparedMethod.of(List.of(trainings), seeds), on);
  }

  @Test
  void ofAllPairs_severalSeeds_comparesTheMeanOfTheirErrorsFaceByFace() {
    RunComparison pair =
        compared(
                2,
                List.of("all"),
                training("wing-1", 2, 3, 2, 3),
                training("wing-2", 4, 3, 4, 3),
                training("l2-1", 5, 6, 5, 6),
                training("l2-2", 6, 7, 6, 7))
            .get(0);
    assertEquals(List.of("wing", "l2"), List.of(pair.a(), pair.b()));
    assertEquals(-0.03, pair.result().difference(), 1e-9);
    assertEquals(-0.025, pair.result().interval().high(), 1e-9);
    assertEquals(2, pair.bySeed().size());
    assertEquals(-0.03, pair.bySeed().get(0), 1e-9);
    assertEquals(-0.03, pair.bySeed().get(1), 1e-9);
    assertEquals(0.03, pair.result().meanA(), 1e-9);
    assertEquals(0.06, pair.result().meanB(), 1e-9);
  }

  @Test
  void verdict_seedsOfTwoSigns_saysThatTheyContradict() {
    RunComparison pair =
        compared(
                2,
                List.of("all"),
                training("wing-1", 1, 2, 3, 4),
                training("wing-2", 3, 4, 5, 6),
                training("l2-1", 6, 7, 8, 9),
                training("l2-2", 2, 3, 4, 5))
            .get(0);
    assertEquals(-0.02, pair.result().difference(), 1e-9);
    assertEquals(
        "wing has the lower mean over 2 seeds, but these contradict each other", pair.verdict());
  }

  @Test
  void ofAllPairs_subsets_comparesOnTheirFacesAndCorrectsForAll() {
    List<RunComparison> pairs =
        compared(
            1,
            List.of("left", "right"),
            training("a", 1, 2, 6, 6),
            training("b", 2, 3, 4, Double.NaN));
    assertEquals(List.of("left", "right"), pairs.stream().map(RunComparison::subset).toList());
    assertEquals(-0.01, pairs.get(0).result().difference(), 1e-9);
    assertEquals(2, pairs.get(0).result().faces());
    assertEquals(0, pairs.get(0).leftOut());
    assertEquals(0.02, pairs.get(1).result().difference(), 1e-9);
    assertEquals(1, pairs.get(1).result().faces());
    assertEquals(1, pairs.get(1).leftOut());
    double p = pairs.get(0).result().wilcoxon().probability();
    assertEquals(Math.min(1, 2 * p), pairs.get(0).adjusted(), 1e-12);
  }

  @Test
  void ofAllPairs_faceThatOneSeedDidNotPredict_isLeftOut() {
    RunComparison pair =
        compared(
                2,
                List.of("all"),
                training("a-1", 1, 2, 3, 4),
                training("a-2", 1, 2, 3, Double.NaN),
                training("b-1", 2, 3, 4, 5),
                training("b-2", 2, 3, 4, 5))
            .get(0);
    assertEquals(3, pair.result().faces());
    assertEquals(1, pair.leftOut());
  }

  @Test
  void ofAllPairs_predictionWithoutAnyPoint_isAsNoPrediction() {
    Summary other = training("b", 2, 3, 4, 4);
    RunComparison without = RunComparison.of(training("a", 1, 2, 3, Double.NaN), other);
    RunComparison empty = RunComparison.of(training("a", 1, 2, 3, Double.POSITIVE_INFINITY), other);
    assertEquals(1, empty.leftOut());
    assertEquals(without.verdict(), empty.verdict());
    assertEquals(without, empty);
  }

  @Test
  void methods_whoseNamesBeginAlike_areNamedByAllTheirTrainings() {
    Summary[] runs = {
      training("1", 1, 1), training("2", 1, 1), training("3", 1, 1), training("4", 1, 1)
    };
    assertEquals(
        List.of("mean of 1, 2", "mean of 3, 4"),
        ComparedMethod.of(List.of(runs), 2).stream().map(ComparedMethod::name).toList());
    assertThrows(
        IllegalArgumentException.class, () -> ComparedMethod.of(List.of(runs).subList(0, 3), 2));
    Summary[] many = {
      training("wing-10", 1, 1), training("wing-11", 1, 1),
      training("l2-10", 1, 1), training("l2-11", 1, 1)
    };
    assertEquals(
        List.of("wing", "l2"),
        ComparedMethod.of(List.of(many), 2).stream().map(ComparedMethod::name).toList());
  }
}
