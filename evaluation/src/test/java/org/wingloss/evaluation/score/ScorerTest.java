package org.wingloss.evaluation.score;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.face.Visibility;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.evaluation.input.FaceSource;
import org.wingloss.evaluation.input.LoadedFaces;
import org.wingloss.evaluation.input.MatchRule;
import org.wingloss.evaluation.metric.NormalisedMeanError;
import org.wingloss.evaluation.metric.Normaliser;

final class ScorerTest {
  private static final LandmarkScheme SCHEME = LandmarkScheme.of("mtfl-5");
  private static final Landmarks SHAPE = Landmarks.of(0, 100, 50, 20, 80, 0, 0, 60, 100, 100);
  private static final Scorer SCORER = new Scorer(SCHEME, List.of(Normaliser.of("landmark-box")));

  private static FaceSource source(String... ids) {
    List<Face> faces = new ArrayList<>();
    for (String id : ids) {
      faces.add(Face.of(id, SHAPE));
    }
    return new LoadedFaces("file", faces);
  }

  private static Scorer.Matched score(FaceSource truth, FaceSource predictions) {
    return SCORER.score(truth, predictions);
  }

  private static String failure(FaceSource truth, FaceSource predictions) {
    return assertThrows(InvalidDataException.class, () -> score(truth, predictions)).getMessage();
  }

  @Test
  void score_anyOrderAndThreads_givesTheSameDigits() throws Exception {
    Random random = new Random(1);
    List<Face> truth = new ArrayList<>();
    List<Face> predictions = new ArrayList<>();
    for (int i = 0; i < 9_000; i++) {
      truth.add(Face.of("f" + i, SHAPE));
      predictions.add(
          Face.of("f" + i, SHAPE.map(AffineMap.translation(random.nextGaussian(), i % 7))));
    }
    Scores inOrder = score(new LoadedFaces("t", truth), new LoadedFaces("p", predictions)).scores();
    Collections.shuffle(predictions, random);
    ForkJoinPool one = new ForkJoinPool(1);
    try {
      Scores shuffled =
          one.submit(
                  () ->
                      score(new LoadedFaces("t", truth), new LoadedFaces("p", predictions))
                          .scores())
              .get();
      assertArrayEquals(inOrder.byFace("landmark-box"), shuffled.byFace("landmark-box"));
      assertEquals(inOrder.landmarkErrors("landmark-box"), shuffled.landmarkErrors("landmark-box"));
    } finally {
      one.shutdown();
    }
    assertEquals(9_000, inOrder.faces());
    assertEquals(0.06, inOrder.byFace("landmark-box")[6], 0.03);
  }

  @Test
  void score_missingAndExtra_areCounted() {
    Scorer.Matched matched = score(source("a", "b", "c"), source("c", "x", "a"));
    assertEquals(List.of("b"), matched.scores().missing());
    assertEquals(1, matched.extra());
    assertEquals(MatchRule.EXACT, matched.rule());
    assertEquals(1.0 / 3, NormalisedMeanError.of(matched.scores().errors("landmark-box")), 1e-15);
  }

  /** Some tools write a row of empty cells for a face that they did not find. */
  @Test
  void score_predictionWithoutAnyPoint_isMissingAndNotExtra() {
    Visibility[] states = SHAPE.states();
    Arrays.fill(states, Visibility.MISSING);
    Face nothing = Face.of("b", Landmarks.of(SHAPE.vector(), states));
    Scorer.Matched matched =
        score(
            source("a", "b", "c"),
            new LoadedFaces("p", List.of(moved("a", 0), nothing, moved("x", 0))));
    assertEquals(List.of("b", "c"), matched.scores().missing());
    assertEquals(List.of(), matched.scores().incomplete());
    assertEquals(1, matched.extra());
  }

  @Test
  void score_otherEndingsAndSlashes_matchWithoutEnding() {
    Scorer.Matched matched = score(source("p/a.jpg", "p/b.jpg#2"), source("p\\b.png#2", "p/a"));
    assertEquals(MatchRule.WITHOUT_ENDING, matched.rule());
    assertTrue(matched.scores().missing().isEmpty());
  }

  @Test
  void score_otherFolders_matchByName() {
    Scorer.Matched matched = score(source("p/a.jpg"), source("/data/q/a.pts"));
    assertEquals(MatchRule.NAME_ONLY, matched.rule());
  }

  @Test
  void score_oneEqualId_leavesTheOthersTheirRule() {
    Scorer.Matched matched =
        score(source("a.jpg", "b.jpg", "c.jpg"), source("a.jpg", "b.png", "c.png"));
    assertEquals(MatchRule.WITHOUT_ENDING, matched.rule());
    assertTrue(matched.scores().missing().isEmpty());
    Scorer.Matched names =
        score(source("p/a.jpg", "p/b.jpg", "p/c.jpg"), source("p/a.jpg", "q/b.jpg", "q/c.jpg"));
    assertEquals(MatchRule.NAME_ONLY, names.rule());
    assertTrue(names.scores().missing().isEmpty());
  }

  @Test
  void score_oneNameMoreWithoutFolders_isAnotherPicture() {
    Scorer.Matched matched =
        score(source("p/a.jpg", "p/b.jpg", "p/c.jpg"), source("p/b.jpg", "p/c.jpg", "q/a.jpg"));
    assertEquals(MatchRule.EXACT, matched.rule());
    assertEquals(List.of("p/a.jpg"), matched.scores().missing());
    assertEquals(1, matched.extra());
  }

  /** The face of an id, moved to the right by so many pixels. */
  private static Face moved(String id, double x) {
    return Face.of(id, SHAPE.map(AffineMap.translation(x, 0)));
  }

  private static final LoadedFaces CROWD =
      new LoadedFaces(
          "truth", List.of(moved("a.jpg", 0), moved("a.jpg#2", 300), moved("a.jpg#3", 600)));

  @Test
  void score_neighboursExchanged_areNamed() {
    List<Face> exchanged = List.of(moved("a.jpg", 301), moved("a.jpg#2", 0), moved("a.jpg#3", 600));
    assertEquals(
        List.of("a.jpg", "a.jpg#2"), score(CROWD, new LoadedFaces("p", exchanged)).confused());
    List<Face> bad = List.of(moved("a.jpg", -90), moved("a.jpg#2", 300), moved("a.jpg#3", 650));
    assertEquals(List.of(), score(CROWD, new LoadedFaces("p", bad)).confused());
  }

  /** The names of the two pictures have one hash, by which neighbours are found. */
  @Test
  void score_predictionOfAnotherPicture_isNoNeighbours() {
    assertEquals("Aa".hashCode(), "BB".hashCode());
    LoadedFaces truth = new LoadedFaces("t", List.of(moved("Aa.jpg", 0), moved("BB.jpg", 300)));
    List<Face> exchanged = List.of(moved("Aa.jpg", 300), moved("BB.jpg", 0));
    assertEquals(List.of(), score(truth, new LoadedFaces("p", exchanged)).confused());
  }

  @Test
  void score_listWithoutOneFace_doesNotHandOverTheNext() {
    List<Face> listed = List.of(moved("a.jpg", 601), moved("a.jpg#2", 302));
    Scorer.Matched matched = score(CROWD, new LoadedFaces("p", listed, false));
    assertEquals(List.of("a.jpg"), matched.scores().missing());
    assertEquals(3, matched.byPosition());
    assertEquals(0.01, matched.scores().byFace("landmark-box")[2], 1e-9);
    assertEquals(0.02, matched.scores().byFace("landmark-box")[1], 1e-9);
    assertEquals(List.of(), matched.confused());
  }

  @Test
  void score_moreResultsThanFaces_takesTheNearest() {
    List<Face> listed = List.of(moved("a.jpg", 900), moved("a.jpg#2", 1), moved("b.jpg", 5));
    LoadedFaces truth = new LoadedFaces("t", List.of(moved("a.jpg", 0), moved("b.jpg", 0)));
    Scorer.Matched matched = score(truth, new LoadedFaces("p", listed, false));
    assertEquals(0.01, matched.scores().byFace("landmark-box")[0], 1e-9);
    assertEquals(1, matched.extra());
    assertEquals(1, matched.byPosition());
  }

  @Test
  void score_onlyTheSecondFaceOfAPicture_getsTheOnlyResult() {
    List<Face> listed = List.of(moved("a.jpg", 301), moved("b.jpg", 5));
    LoadedFaces truth = new LoadedFaces("t", List.of(moved("a.jpg#2", 300), moved("b.jpg", 0)));
    Scorer.Matched matched = score(truth, new LoadedFaces("p", listed, false));
    assertEquals(List.of(), matched.scores().missing());
    assertEquals(0.01, matched.scores().byFace("landmark-box")[0], 1e-9);
    assertEquals(0, matched.extra());
  }

  /** All pairs of so many would fill the memory; one name for every picture is a mistake. */
  @Test
  void score_fiveThousandFacesOfOnePictureWithoutIds_areRefused() {
    List<Face> crowd = new ArrayList<>();
    for (int i = 1; i <= 5_000; i++) {
      crowd.add(Face.of(i == 1 ? "a.jpg" : "a.jpg#" + i, SHAPE));
    }
    FaceSource truth = new LoadedFaces("truth", crowd);
    String message = failure(truth, new LoadedFaces("results.json", crowd, false));
    assertTrue(
        message.startsWith("results.json: the picture 'a.jpg' has 5000 faces and 5000 predictions"),
        message);
    assertEquals(5_000, score(truth, new LoadedFaces("results.json", crowd)).scores().faces());
  }

  @Test
  void score_namesThatOccurInTwoFolders_areNotGuessed() {
    assertTrue(
        failure(source("p/a.jpg", "q/a.jpg"), source("r/a.jpg")).startsWith("no prediction"));
  }

  @Test
  void score_doubledIds_areRefused() {
    assertEquals(
        "file, face 3: the id 'a' occurs a second time, first at file, face 1",
        failure(source("a", "b", "a"), source("a")));
    assertEquals(
        "file, face 2: the id 'a' occurs a second time, first at file, face 1",
        failure(source("a"), source("a", "a")));
  }

  @Test
  void score_nothingInCommon_showsBothKindsOfIds() {
    assertEquals(
        "no prediction of file belongs to a face of file: ids there are like 'a', here like 'b'",
        failure(source("a"), source("b")));
  }

  @Test
  void score_otherNumberOfPoints_saysWhere() {
    FaceSource two = new LoadedFaces("file", List.of(Face.of("a", Landmarks.of(1, 2, 3, 4))));
    assertEquals(
        "file, face 1: the face 'a' must have 5 landmarks (scheme mtfl-5) but has 2",
        failure(source("a"), two));
  }
}
