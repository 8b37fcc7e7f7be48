package org.wingloss.cli.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.crop.BoxProtocol;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.face.Visibility;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.evaluation.metric.NormalisedMeanError;
import org.wingloss.evaluation.metric.Normaliser;
import org.wingloss.evaluation.score.Scores;

/** Validation and scoring have one NME: whatever a face lacks, both say the same of it. */
class ValidationScoreTest {
  private static final LandmarkScheme SCHEME = LandmarkScheme.of("300w-68");

  private final SplittableRandom random = new SplittableRandom(5);
  private final List<Face> faces = new ArrayList<>();
  private final List<Landmarks> predictions = new ArrayList<>();

  private double[] shape() {
    return random.doubles(2L * SCHEME.count(), 10, 90).toArray();
  }

  private void add(Landmarks truth, Optional<Box> box) {
    faces.add(new Face("f" + faces.size(), Path.of("a.png"), truth, box, Set.of("x")));
    predictions.add(Landmarks.of(shape()));
  }

  private void addComplete(int count) {
    for (int i = 0; i < count; i++) {
      add(Landmarks.of(shape()), Optional.of(new Box(0, 0, 50 + i, 80)));
    }
  }

  private static Landmarks without(double[] shape, int landmark) {
    Visibility[] states = new Visibility[SCHEME.count()];
    Arrays.fill(states, Visibility.VISIBLE);
    states[landmark] = Visibility.MISSING;
    return Landmarks.of(shape, states);
  }

  private double scored(String norm) {
    Map<String, Landmarks> byId = new HashMap<>();
    for (int i = 0; i < faces.size(); i++) {
      byId.put(faces.get(i).id(), predictions.get(i));
    }
    ValidationScore validation = validation(norm);
    Scores scores = Scores.of(SCHEME, faces, byId, List.of(validation.normaliser()));
    return 100 * NormalisedMeanError.of(scores.errors(norm));
  }

  private static ValidationScore validation(String norm) {
    return new ValidationScore(SCHEME, Normaliser.of(norm));
  }

  private double validated(String norm) {
    return validation(norm).nme(faces, predictions);
  }

  @ParameterizedTest
  @CsvSource({
    "aflw-19, aflw, DATASET, box-width",
    "aflw-21, aflw-sqlite, TRUTH, box-width",
    "aflw-19, aflw, FILE, landmark-box",
    "aflw-21, aflw-sqlite, FILE, landmark-box",
    "aflw-19, jsonl, FILE, inter-ocular",
    "300w-68, 300w, TRUTH, inter-ocular",
    "300w-68, merl-rav, TRUTH, landmark-box",
    "mtfl-5, mtfl, TRUTH, landmark-box"
  })
  void of_theNorm_isThatOfTheDataSetAndNeverABoxFromAFile(
      String scheme, String kind, BoxProtocol.Kind boxes, String norm) {
    assertEquals(norm, ValidationScore.of(LandmarkScheme.of(scheme), kind, boxes).norm());
  }

  @Test
  void nme_completeFaces_isThatOfScoring() {
    addComplete(20);
    for (String norm : List.of("inter-ocular", "box-width")) {
      assertEquals(scored(norm), validated(norm), 1e-11, norm);
    }
  }

  @Test
  void nme_faceWithoutAnEyeCorner_hasNoErrorAsInScoring() {
    addComplete(3);
    double before = validated("inter-ocular");
    add(without(shape(), SCHEME.outerEyeCorners().get(0)), Optional.empty());
    assertEquals(before, validated("inter-ocular"));
    assertEquals(scored("inter-ocular"), validated("inter-ocular"), 1e-11);
  }

  @Test
  void nme_faceWithoutABox_hasNoErrorUnderABoxNormAsInScoring() {
    addComplete(3);
    double before = validated("box-width");
    add(Landmarks.of(shape()), Optional.empty());
    assertEquals(before, validated("box-width"));
    assertEquals(scored("box-width"), validated("box-width"), 1e-11);
  }

  @Test
  void nme_landmarkMissingFromTruthOrPrediction_countsAsInScoring() {
    addComplete(3);
    add(without(shape(), 8), Optional.empty());
    addComplete(1);
    predictions.set(4, without(predictions.get(4).vector(), 30));
    assertEquals(scored("inter-ocular"), validated("inter-ocular"), 1e-11);
  }

  @Test
  void nme_noFaceWithALength_isRefused() {
    add(Landmarks.of(shape()), Optional.empty());
    InvalidDataException e = assertThrows(InvalidDataException.class, () -> validated("box-width"));
    assertTrue(
        e.getMessage()
            .startsWith("none of the 1 validation faces has a length for the norm box-width"),
        e.getMessage());
  }
}
