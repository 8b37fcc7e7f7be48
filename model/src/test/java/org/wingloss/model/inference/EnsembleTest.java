package org.wingloss.model.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.crop.BoxProtocol;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.model.file.ModelFile;
import org.wingloss.model.file.Models;
import org.wingloss.model.network.ModelDescription;

class EnsembleTest {
  private static final Box BOX = new Box(5, 5, 40, 40);
  private static final FaceQuery NOISE = new FaceQuery(noise(60, 60), BOX);

  @TempDir private Path folder;

  private Path model(String name, LandmarkScheme scheme, long seed) {
    Path path = folder.resolve(name);
    ModelFile.write(
        path,
        Models.description(Models.SMALL, scheme),
        Models.weights(Models.SMALL, scheme.count(), seed));
    return path;
  }

  private static RgbImage noise(int width, int height) {
    RgbImage image = new RgbImage(width, height);
    new SplittableRandom(3).nextBytes(image.rgb());
    return image;
  }

  private static Ensemble.Answer only(Ensemble ensemble, FaceQuery face) {
    return ensemble.localise(List.of(face)).get(0);
  }

  @Test
  void oneModel_askedOnce_answersAsItDoesAlone() {
    Path path = model("a", Models.FIVE, 1);
    try (Localiser alone = Localiser.open(path);
        Ensemble ensemble = Ensemble.open(List.of(path), false, false)) {
      Ensemble.Answer answer = only(ensemble, NOISE);
      assertEquals(alone.localise(List.of(NOISE)).get(0).landmarks(), answer.landmarks());
      assertEquals(List.of(0.0, 0.0, 0.0, 0.0, 0.0), answer.spread());
    }
  }

  @Test
  void twoModels_answerWithTheirMiddle_andScatterByHalfTheirDistance() {
    Path a = model("a", Models.FIVE, 1);
    Path b = model("b", Models.FIVE, 2);
    try (Ensemble one = Ensemble.open(List.of(a), false, false);
        Ensemble other = Ensemble.open(List.of(b), false, false);
        Ensemble both = Ensemble.open(List.of(a, b), false, false)) {
      Landmarks p = only(one, NOISE).landmarks();
      Landmarks q = only(other, NOISE).landmarks();
      Ensemble.Answer answer = only(both, NOISE);
      double sum = 0;
      for (int i = 0; i < 5; i++) {
        double distance = Math.hypot(p.x(i) - q.x(i), p.y(i) - q.y(i));
        assertTrue(distance > 0.1, "the models differ");
        assertEquals((p.x(i) + q.x(i)) / 2, answer.landmarks().x(i), 1e-9);
        assertEquals((p.y(i) + q.y(i)) / 2, answer.landmarks().y(i), 1e-9);
        assertEquals(distance / 2, answer.spread().get(i), 1e-9);
        sum += distance / 2;
      }
      Box around = answer.landmarks().bounds();
      assertEquals(
          sum / 5 / Math.max(around.width(), around.height()), answer.relativeSpread(), 1e-12);
    }
  }

  @Test
  void twoModels_askedTenTimes_answerWithTheMeanOfBothMeans() {
    Path a = model("a", Models.FIVE, 1);
    Path b = model("b", Models.FIVE, 2);
    try (Ensemble one = Ensemble.open(List.of(a), true, false);
        Ensemble other = Ensemble.open(List.of(b), true, false);
        Ensemble both = Ensemble.open(List.of(a, b), true, false)) {
      Landmarks p = only(one, NOISE).landmarks();
      Landmarks q = only(other, NOISE).landmarks();
      assertEquals((p.x(2) + q.x(2)) / 2, only(both, NOISE).landmarks().x(2), 1e-9);
    }
  }

  @Test
  void tenAnswers_areTheirMeanAndSpread() {
    Path path = model("a", Models.FIVE, 1);
    try (Localiser alone = Localiser.open(path);
        Ensemble ensemble = Ensemble.open(List.of(path), true, false)) {
      Ensemble.Answer noisy = only(ensemble, NOISE);
      assertTrue(noisy.spread().stream().allMatch(s -> s > 0.1), noisy.spread().toString());
      // On a black picture the crop is the same wherever it lies: only the box's own shift (two of
      // five crops by 3 % of 35 pixels per axis) and the mirroring remain.
      RgbImage black = new RgbImage(60, 60);
      Ensemble.Answer flat = only(ensemble, new FaceQuery(black, BOX));
      Landmarks plain = alone.localise(black, BOX).landmarks();
      // Nose, landmark 2, is its own mirror image: its two answers lie at ±dx about the middle.
      double dx = plain.x(2) - BOX.centreX();
      double shift = 0.03 * 35;
      double expected = Math.sqrt(dx * dx + 2 * 0.4 * shift * shift);
      assertEquals(expected, flat.spread().get(2), 1e-3);
      assertEquals(BOX.centreX(), flat.landmarks().x(2), 1e-3);
    }
  }

  @Test
  void refinedBox_isTheOneAroundTheFirstAnswer() {
    Path path = folder.resolve("truth");
    ModelDescription described = Models.description(Models.SMALL, Models.FIVE);
    ModelFile.write(
        path,
        new ModelDescription(
            described.network(),
            described.scheme(),
            new BoxProtocol(BoxProtocol.Kind.TRUTH, 1.2, true),
            described.loss(),
            described.provenance()),
        Models.weights(Models.SMALL, 5, 1));
    try (Ensemble plain = Ensemble.open(path);
        Ensemble refined = Ensemble.open(List.of(path), false, true)) {
      Box around = only(plain, NOISE).landmarks().bounds();
      assertNotEquals(BOX, around);
      assertEquals(only(plain, new FaceQuery(NOISE.image(), around)), only(refined, NOISE));
    }
  }

  @Test
  void refinedBox_ofAModelTrainedOnOtherBoxes_isRefused() {
    Path path = model("a", Models.FIVE, 1);
    InvalidDataException e =
        assertThrows(InvalidDataException.class, () -> Ensemble.open(List.of(path), false, true));
    assertTrue(e.getMessage().contains("of another kind: dataset"), e.getMessage());
  }

  @Test
  void answerWithAllLandmarksOnOnePoint_isAsUnsureAsCanBe() {
    Ensemble.Answer answer =
        new Ensemble.Answer(Landmarks.of(3, 3, 4, 4), List.of(0.1, 0.1), Optional.empty());
    assertEquals(Double.POSITIVE_INFINITY, answer.relativeSpread());
  }

  @Test
  void modelsForOtherLandmarks_cannotAnswerTogether() {
    Path five = model("five", Models.FIVE, 1);
    Path many = model("many", LandmarkScheme.of("300w-68"), 1);
    InvalidDataException e =
        assertThrows(
            InvalidDataException.class, () -> Ensemble.open(List.of(five, many), false, false));
    assertEquals(
        "models that answer together need the same landmarks, but one has mtfl-5 and one has"
            + " 300w-68",
        e.getMessage());
  }
}
