package org.wingloss.evaluation.report.content;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.evaluation.metric.Normaliser;
import org.wingloss.evaluation.score.Scores;

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

  private static Summary summary(String name, Map<String, Landmarks> found) {
    List<Face> truth = List.of(Face.of("flat", FLAT), Face.of("usual", USUAL));
    List<Normaliser> eyes =
        Normaliser.all().stream().filter(norm -> norm.name().equals("inter-pupil")).toList();
    return Summary.of(name, Scores.of(FIVE, truth, found, eyes));
  }
}
