package org.wingloss.evaluation.report.content;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.evaluation.metric.Normaliser;
import org.wingloss.evaluation.score.Scores;
import org.wingloss.evaluation.statistic.Bootstrap;
import org.wingloss.evaluation.statistic.PairedComparison;

class RunComparisonTest {
  private static final LandmarkScheme FIVE = LandmarkScheme.of("mtfl-5");

  /** Its eyes are in one place, so that it has no distance between the pupils. */
  private static final Landmarks FLAT = Landmarks.of(0, 0, 50, 20, 80, 0, 0, 60, 100, 100);

  private static final Landmarks USUAL = Landmarks.of(0, 100, 50, 20, 80, 0, 0, 60, 100, 100);

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

  /** What the reports say of A's errors minus B's. */
  private static String verdict(double... differences) {
    PairedComparison result =
        PairedComparison.of(differences, new double[differences.length], Bootstrap.DEFAULT);
    return new RunComparison("a", "b", "inter-pupil", result).verdict();
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
    List<Normaliser> eyes =
        Normaliser.all().stream().filter(norm -> norm.name().equals("inter-pupil")).toList();
    return Summary.of(name, Scores.of(FIVE, truth, found, eyes));
  }
}
