package org.wingloss.evaluation.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.face.Visibility;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.evaluation.metric.BoxNormaliser;
import org.wingloss.evaluation.metric.FailureRate;
import org.wingloss.evaluation.metric.NormalisedMeanError;
import org.wingloss.evaluation.metric.Normaliser;

final class ScoresTest {
  /** Outer eye corners 0 and 3, eyes {0, 1} and {2, 3}, a mouth point. */
  private static final LandmarkScheme FIVE =
      new LandmarkScheme(
          "five",
          5,
          "test",
          List.of(List.of(0, 3), List.of(1, 2)),
          List.of(0, 1),
          List.of(2, 3),
          List.of(0, 3),
          List.of(1, 2),
          List.of(),
          Map.of("eyes", List.of(0, 1, 2, 3), "mouth", List.of(4)),
          List.of());

  /** Inter-ocular 100, inter-pupil 80, tight box 100 x 64, so landmark box 80. */
  private static final Landmarks TRUTH = Landmarks.of(0, 20, 80, 100, 50, /* y */ 0, 0, 0, 0, 64);

  private static Face face(String id, Landmarks points, Optional<Box> box, String... subsets) {
    return new Face(id, Optional.empty(), points, box, Set.of(subsets), OptionalDouble.empty());
  }

  @Test
  void errors_threeFacesByHand_underEveryNorm() {
    Box box = new Box(-10, -20, 110, 160); // 120 x 180
    List<Face> truth =
        List.of(
            face("a", TRUTH, Optional.of(box)),
            face("b", TRUTH, Optional.of(box)),
            face("c", TRUTH, Optional.of(box)));
    // a: exact. b: everything moved by (3, 4), so 5 px. c: the mouth alone moved by 20 px: 4 px.
    Landmarks b = TRUTH.map(AffineMap.translation(3, 4));
    Landmarks c = Landmarks.of(0, 20, 80, 100, 50, 0, 0, 0, 0, 84);
    Scores scores = Scores.of(FIVE, truth, Map.of("a", TRUTH, "b", b, "c", c), Normaliser.all());

    double pixels = (0 + 5 + 4) / 3.0;
    assertEquals(pixels / 100, NormalisedMeanError.of(scores.errors("inter-ocular")), 1e-15);
    assertEquals(pixels / 80, NormalisedMeanError.of(scores.errors("inter-pupil")), 1e-15);
    assertEquals(pixels / 120, NormalisedMeanError.of(scores.errors("box-width")), 1e-15);
    assertEquals(
        pixels / Math.sqrt(120 * 180), NormalisedMeanError.of(scores.errors("box-size")), 1e-15);
    assertEquals(pixels / 180, NormalisedMeanError.of(scores.errors("box-max")), 1e-15);
    assertEquals(
        pixels / Math.hypot(120, 180),
        NormalisedMeanError.of(scores.errors("box-diagonal")),
        1e-15);
    assertEquals(pixels / 80, NormalisedMeanError.of(scores.errors("landmark-box")), 1e-15);
    assertEquals(Normaliser.all(), scores.norms());

    LandmarkErrors parts = scores.landmarkErrors("inter-ocular");
    assertEquals((5 + 20) / 3.0 / 100, parts.byLandmark().get(4).value(), 1e-15);
    assertEquals(5 / 3.0 / 100, parts.byLandmark().get(0).value(), 1e-15);
    assertEquals(5 / 3.0 / 100, parts.byGroup().get("eyes").value(), 1e-15);
    assertEquals(12, parts.byGroup().get("eyes").count());
    // sd of (0, 5, 20)/100 over sqrt(3)
    assertEquals(
        Math.sqrt((69.4444444444444 + 11.1111111111111 + 136.111111111111) / 2 / 3) / 100,
        parts.byLandmark().get(4).standardError(),
        1e-12);
    assertEquals(
        NormalisedMeanError.of(scores.errors("inter-ocular")),
        parts.byVisibility().get("visible"),
        1e-15);
    assertFalse(parts.byVisibility().containsKey("hidden"));
  }

  @Test
  void landmarkErrors_ofOneFace_haveNoStandardError() {
    LandmarkErrors one =
        Scores.of(FIVE, List.of(TRUTH), List.of(TRUTH.map(AffineMap.translation(5, 0))))
            .landmarkErrors("inter-ocular");
    assertEquals(0.05, one.byLandmark().get(4).value(), 1e-15);
    assertEquals(Double.NaN, one.byLandmark().get(4).standardError());
    assertEquals(Double.NaN, one.byGroup().get("eyes").standardError());
  }

  /** The eyes of a face err together here: as sure as three faces, not as twelve points. */
  @Test
  void groups_landmarksThatErrTogether_areAsSureAsTheirFaces() {
    List<Landmarks> moved =
        List.of(
            TRUTH, TRUTH.map(AffineMap.translation(5, 0)), TRUTH.map(AffineMap.translation(20, 0)));
    LandmarkErrors parts =
        Scores.of(FIVE, List.of(TRUTH, TRUTH, TRUTH), moved).landmarkErrors("inter-ocular");
    LandmarkErrors.Mean eyes = parts.byGroup().get("eyes");
    LandmarkErrors.Mean mouth = parts.byGroup().get("mouth");
    assertEquals(12, eyes.count());
    assertEquals(3, mouth.count());
    assertEquals(mouth.value(), eyes.value(), 1e-15);
    assertEquals(parts.byLandmark().get(4).standardError(), mouth.standardError(), 1e-15);
    assertEquals(mouth.standardError(), eyes.standardError(), 1e-12);
  }

  @Test
  void subset_thatIsCalledAllAndIsNot_isRefused() {
    List<Face> whole =
        List.of(
            face("a", TRUTH, Optional.empty(), "all"), face("b", TRUTH, Optional.empty(), "all"));
    Map<String, Landmarks> predictions = Map.of("a", TRUTH, "b", TRUTH);
    assertEquals(Map.of("all", 2), Scores.of(FIVE, whole, predictions, Normaliser.all()).subsets());
    List<Face> part = List.of(whole.get(0), face("b", TRUTH, Optional.empty(), "extra"));
    String message = refusal(part, predictions);
    assertTrue(message.contains("only 1 are in it"), message);
  }

  @Test
  void of_listsInOrder_matchesByPosition() {
    Landmarks moved = TRUTH.map(AffineMap.translation(0, 10));
    Scores scores = Scores.of(FIVE, List.of(TRUTH, TRUTH), List.of(moved, TRUTH));
    assertEquals(0.1, scores.byFace("inter-ocular")[0], 1e-15);
    assertEquals(0, scores.byFace("inter-ocular")[1], 1e-15);
    assertEquals(
        List.of("inter-ocular", "inter-pupil", "landmark-box"),
        scores.norms().stream().map(Normaliser::name).toList());
  }

  @Test
  void of_missingPrediction_countsAsWholeNorm() {
    Scores scores =
        Scores.of(
            FIVE,
            List.of(Face.of("a", TRUTH), Face.of("b", TRUTH)),
            Map.of("a", TRUTH),
            Normaliser.all());
    assertEquals(List.of("b"), scores.missing());
    assertEquals(0.5, NormalisedMeanError.of(scores.errors("inter-ocular")));
    assertEquals(0.5, FailureRate.of(scores.errors("inter-ocular"), 0.99));
    assertEquals(0.5, scores.landmarkErrors("inter-ocular").byLandmark().get(2).value());
  }

  @Test
  void of_missingPoint_countsAsWholeNormForThatPoint() {
    Visibility[] states = TRUTH.states();
    states[4] = Visibility.MISSING;
    Landmarks partial = Landmarks.of(TRUTH.vector(), states);
    Scores scores = Scores.of(FIVE, List.of(TRUTH), List.of(partial));
    assertEquals(List.of("0"), scores.incomplete());
    assertEquals(0.2, NormalisedMeanError.of(scores.errors("inter-ocular")), 1e-15);
  }

  /** Memory that nobody wrote to, say; the other faces are scored all the same. */
  @Test
  void of_pointFartherThanNumbersReach_countsAsWholeNormForThatPoint() {
    double[] far = TRUTH.vector();
    far[4] = 1e200;
    Scores scores = Scores.of(FIVE, List.of(TRUTH, TRUTH), List.of(Landmarks.of(far), TRUTH));
    assertEquals(0.1, NormalisedMeanError.of(scores.errors("inter-ocular")), 1e-15);
  }

  @Test
  void of_pointMissingInTruth_isNotCompared() {
    Visibility[] states = TRUTH.states();
    states[4] = Visibility.MISSING;
    Landmarks truth = Landmarks.of(TRUTH.vector(), states);
    Scores scores =
        Scores.of(FIVE, List.of(truth), List.of(TRUTH.map(AffineMap.translation(0, 10))));
    assertEquals(0.1, NormalisedMeanError.of(scores.errors("inter-ocular")), 1e-15);
    assertEquals(0, scores.landmarkErrors("inter-ocular").byLandmark().get(4).count());
  }

  @Test
  void of_hiddenPoints_areScoredAndSplit() {
    Visibility[] states = TRUTH.states();
    states[4] = Visibility.HIDDEN;
    Landmarks truth = Landmarks.of(TRUTH.vector(), states);
    Landmarks mouthOff = Landmarks.of(0, 20, 80, 100, 50, 0, 0, 0, 0, 84);
    LandmarkErrors parts =
        Scores.of(FIVE, List.of(truth), List.of(mouthOff)).landmarkErrors("inter-ocular");
    assertEquals(0, parts.byVisibility().get("visible"));
    assertEquals(0.2, parts.byVisibility().get("hidden"), 1e-15);
  }

  @Test
  void of_coincidentEyeCorners_hasNoErrorUnderThatNormOnly() {
    Landmarks flat = Landmarks.of(0, 20, 80, 0, 50, 0, 0, 0, 0, 64);
    Scores scores = Scores.of(FIVE, List.of(TRUTH, flat), List.of(TRUTH, flat));
    assertEquals(1, scores.withoutLength("inter-ocular"));
    assertEquals(1, scores.errors("inter-ocular").count());
    assertEquals(2, scores.errors("landmark-box").count());
  }

  /** It depends on the faces, so whoever scores them one by one can go on. */
  @Test
  void errors_normUnderWhichNoFaceHasALength_isInvalidData() {
    Landmarks flat = Landmarks.of(0, 20, 80, 0, 50, 0, 0, 0, 0, 64);
    Scores scores = Scores.of(FIVE, List.of(flat), List.of(flat));
    InvalidDataException e =
        assertThrows(InvalidDataException.class, () -> scores.errors("inter-ocular"));
    assertTrue(
        e.getMessage().startsWith("none of the 1 faces has a length under 'inter-ocular'"),
        e.getMessage());
    assertThrows(InvalidDataException.class, () -> scores.errors("inter-ocular", Scores.ALL));
    assertThrows(InvalidDataException.class, () -> scores.byFace("inter-ocular"));
    assertThrows(InvalidDataException.class, () -> scores.landmarkErrors("inter-ocular"));
    assertEquals(1, scores.errors("landmark-box").count());
  }

  @Test
  void errors_normThatWasNotAskedFor_isAnIllegalArgument() {
    List<Normaliser> norms = List.of(Normaliser.of("inter-ocular"));
    Scores scores = Scores.of(FIVE, List.of(Face.of("a", TRUTH)), Map.of("a", TRUTH), norms);
    assertThrows(IllegalArgumentException.class, () -> scores.errors("inter-ocula"));
    assertThrows(IllegalArgumentException.class, () -> scores.byFace("box-width"));
  }

  @Test
  void missing_ofASubset_areItsOwn() {
    List<Face> truth =
        List.of(
            face("a", TRUTH, Optional.empty(), "easy"),
            face("b", TRUTH, Optional.empty(), "easy"),
            face("c", TRUTH, Optional.empty(), "hard"));
    Scores scores = Scores.of(FIVE, truth, Map.of("a", TRUTH), Normaliser.all());
    assertEquals(List.of("b"), scores.missing("easy"));
    assertEquals(List.of("c"), scores.missing("hard"));
    assertEquals(List.of("b", "c"), scores.missing(Scores.ALL));
  }

  @Test
  void errors_subsets_holdTheirOwnFaces() {
    Landmarks off = TRUTH.map(AffineMap.translation(10, 0));
    Scores scores =
        Scores.of(
            FIVE,
            List.of(
                face("a", TRUTH, Optional.empty(), "easy"),
                face("b", TRUTH, Optional.empty(), "hard", "blur")),
            Map.of("a", TRUTH, "b", off),
            Normaliser.all());
    assertEquals(Map.of("all", 2, "easy", 1, "hard", 1, "blur", 1), scores.subsets());
    assertEquals(0, NormalisedMeanError.of(scores.errors("inter-ocular", "easy").orElseThrow()));
    assertEquals(
        0.1, NormalisedMeanError.of(scores.errors("inter-ocular", "blur").orElseThrow()), 1e-15);
  }

  @Test
  void of_wrongNumberOfPoints_saysWhose() {
    assertEquals(
        "the prediction for 'x.jpg' must have 5 landmarks (scheme five) but has 1",
        refusal(List.of(Face.of("x.jpg", TRUTH)), Map.of("x.jpg", Landmarks.of(1, 2))));
  }

  @Test
  void of_idThatOccursTwice_isRefused() {
    List<Face> twice = List.of(Face.of("a", TRUTH), Face.of("b", TRUTH), Face.of("a", TRUTH));
    assertEquals(
        "face 3 of the ground truth: the id 'a' occurs a second time",
        refusal(twice, Map.of("a", TRUTH, "b", TRUTH)));
  }

  private static String refusal(List<Face> truth, Map<String, Landmarks> found) {
    return assertThrows(
            InvalidDataException.class, () -> Scores.of(FIVE, truth, found, Normaliser.all()))
        .getMessage();
  }

  @Test
  void of_noFace_isRefused() {
    assertThrows(InvalidDataException.class, () -> Scores.of(FIVE, List.of(), List.of()));
  }

  @Test
  void of_onlyBoxNormsWithoutBoxes_isRefused() {
    List<Face> face = List.of(Face.of("a", TRUTH));
    List<Normaliser> width = List.of(BoxNormaliser.WIDTH);
    assertThrows(
        InvalidDataException.class, () -> Scores.of(FIVE, face, Map.of("a", TRUTH), width));
  }
}
