package org.wingloss.model.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.crop.BoxProtocol;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.data.shape.PlausibleShapes;
import org.wingloss.model.ClosedMidway;
import org.wingloss.model.alignment.TransformChain;
import org.wingloss.model.file.ModelFile;
import org.wingloss.model.file.Models;
import org.wingloss.model.network.ModelDescription;
import org.wingloss.model.network.UsualSpread;
import org.wingloss.model.weights.Weights;

class EnsembleTest {
  private static final Box BOX = new Box(5, 5, 40, 40);
  private static final Optional<UsualSpread> NO_LIMIT = Optional.empty();
  private static final FaceInput NOISE = new FaceInput(noise(60, 60), BOX);

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

  private static FacePrediction only(Ensemble ensemble, FaceInput face) {
    return ensemble.predict(face);
  }

  @Test
  void predict_oneModel_isItsLocalisation() {
    Path path = model("a", Models.FIVE, 1);
    try (Localiser alone = Localiser.open(path);
        Ensemble ensemble = Ensemble.open(List.of(path), TestTimeAugmentation.NONE, false)) {
      FacePrediction answer = only(ensemble, NOISE);
      assertEquals(alone.localise(List.of(NOISE)).get(0).landmarks(), answer.landmarks());
      assertEquals(List.of(0.0, 0.0, 0.0, 0.0, 0.0), answer.spread());
    }
  }

  @Test
  void predict_twoModels_isTheirAverageAndTheSpreadHalfTheirDistance() {
    Path a = model("a", Models.FIVE, 1);
    Path b = model("b", Models.FIVE, 2);
    try (Ensemble one = Ensemble.open(List.of(a), TestTimeAugmentation.NONE, false);
        Ensemble other = Ensemble.open(List.of(b), TestTimeAugmentation.NONE, false);
        Ensemble both = Ensemble.open(List.of(a, b), TestTimeAugmentation.NONE, false)) {
      Landmarks p = only(one, NOISE).landmarks();
      Landmarks q = only(other, NOISE).landmarks();
      FacePrediction answer = only(both, NOISE);
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
  void predict_twoModelsWithTta_isTheAverageOfBothAverages() {
    Path a = model("a", Models.FIVE, 1);
    Path b = model("b", Models.FIVE, 2);
    try (Ensemble one = Ensemble.open(List.of(a), TestTimeAugmentation.SHIFT_AND_FLIP, false);
        Ensemble other = Ensemble.open(List.of(b), TestTimeAugmentation.SHIFT_AND_FLIP, false);
        Ensemble both = Ensemble.open(List.of(a, b), TestTimeAugmentation.SHIFT_AND_FLIP, false)) {
      Landmarks p = only(one, NOISE).landmarks();
      Landmarks q = only(other, NOISE).landmarks();
      assertEquals((p.x(2) + q.x(2)) / 2, only(both, NOISE).landmarks().x(2), 1e-9);
    }
  }

  @Test
  void predict_tta_isTheAverageAndSpreadOfTenViews() {
    Path path = model("a", Models.FIVE, 1);
    try (Localiser alone = Localiser.open(path);
        Ensemble ensemble =
            Ensemble.open(List.of(path), TestTimeAugmentation.SHIFT_AND_FLIP, false)) {
      FacePrediction noisy = only(ensemble, NOISE);
      assertTrue(noisy.spread().stream().allMatch(s -> s > 0.1), noisy.spread().toString());
      // On a black picture the crop is the same wherever it lies: only the box's own shift (two of
      // five crops by 3 % of 35 pixels per axis) and the flip remain.
      RgbImage black = new RgbImage(60, 60);
      FacePrediction flat = only(ensemble, new FaceInput(black, BOX));
      Landmarks plain = alone.localise(black, BOX).landmarks();
      // Nose, landmark 2, is its own mirror image: its two predictions lie at ±dx about the middle.
      double dx = plain.x(2) - BOX.centreX();
      double shift = 0.03 * 35;
      double expected = Math.sqrt(dx * dx + 2 * 0.4 * shift * shift);
      assertEquals(expected, flat.spread().get(2), 1e-3);
      assertEquals(BOX.centreX(), flat.landmarks().x(2), 1e-3);
    }
  }

  @Test
  void predict_refinedBox_isTheOneAroundTheFirstPrediction() {
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
        Ensemble refined = Ensemble.open(List.of(path), TestTimeAugmentation.NONE, true)) {
      Box around = only(plain, NOISE).landmarks().bounds();
      assertNotEquals(BOX, around);
      assertEquals(only(plain, new FaceInput(NOISE.image(), around)), only(refined, NOISE));
    }
  }

  @Test
  void predict_closedInItsMidst_givesAllPredictions() throws Exception {
    List<Path> models = List.of(model("a", Models.FIVE, 1), model("b", Models.FIVE, 2));
    Ensemble both = Ensemble.open(models, TestTimeAugmentation.SHIFT_AND_FLIP, false);
    List<FaceInput> faces = Collections.nCopies(50, NOISE);
    List<FacePrediction> expected = both.predict(faces);
    assertEquals(expected, ClosedMidway.result(() -> both.predict(faces), both::close));
    assertThrows(IllegalStateException.class, () -> both.predict(faces));
  }

  @Test
  void predict_modelThatKnowsShapes_saysWhetherThePredictionIsOne() {
    ModelDescription described = Models.description(Models.SMALL, Models.FIVE);
    Weights weights = Models.weights(Models.SMALL, 5, 1);
    Path silent = folder.resolve("silent");
    ModelFile.write(silent, described, weights);
    Path strict = folder.resolve("strict");
    ModelFile.write(strict, described.withShapes(Models.shapes()), weights);
    Path lenient = folder.resolve("lenient");
    ModelFile.write(lenient, described.withShapes(ofAnyForm()), weights);
    try (Ensemble none = Ensemble.open(silent);
        Ensemble no = Ensemble.open(strict);
        Ensemble yes = Ensemble.open(lenient);
        Ensemble both = Ensemble.open(List.of(silent, strict), TestTimeAugmentation.NONE, false)) {
      assertEquals(Optional.empty(), only(none, NOISE).plausible());
      assertEquals(Optional.of(false), only(no, NOISE).plausible());
      assertEquals(Optional.of(true), only(yes, NOISE).plausible());
      assertEquals(Optional.of(false), only(both, NOISE).plausible());
    }
  }

  private static PlausibleShapes ofAnyForm() {
    PlausibleShapes shapes = Models.shapes();
    return new PlausibleShapes(shapes.mean(), shapes.modes(), shapes.variances(), 100);
  }

  /** Averages are smoother than what they are taken of. */
  @Test
  void average_ofScatteredPredictions_isImplausibleThoughItsShapeIsNot() {
    Landmarks face = Landmarks.of(10, 30, 20, 12.5, 27.5, 10, 10, 20, 30, 30);
    List<Localisation> scattered = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      double[] up = face.vector();
      double[] down = face.vector();
      up[i] += 9;
      down[i] -= 9;
      scattered.add(localisation(up));
      scattered.add(localisation(down));
    }
    Optional<PlausibleShapes> shapes = Optional.of(Models.shapes());
    assertTrue(shapes.get().holds(face));
    assertEquals(
        Optional.of(false), FacePrediction.average(scattered, shapes, NO_LIMIT).plausible());
    List<Localisation> alike = List.of(localisation(face.vector()), localisation(face.vector()));
    assertEquals(Optional.of(true), FacePrediction.average(alike, shapes, NO_LIMIT).plausible());
  }

  /** Where there is no face, each view of it shows the network another. */
  @Test
  void average_ofPredictionsThatDiffer_isImplausibleThoughAllAreFaces() {
    Landmarks face = Landmarks.of(10, 30, 20, 12.5, 27.5, 10, 10, 20, 30, 30);
    List<Localisation> near = List.of(moved(face, 0.5), moved(face, -0.5));
    List<Localisation> apart = List.of(moved(face, 2), moved(face, -2));
    Optional<PlausibleShapes> shapes = Optional.of(Models.shapes());
    Optional<UsualSpread> usual = Optional.of(new UsualSpread(0.05));
    assertEquals(Optional.of(true), FacePrediction.average(apart, shapes, NO_LIMIT).plausible());
    assertEquals(Optional.of(true), FacePrediction.average(near, shapes, usual).plausible());
    assertEquals(Optional.of(false), FacePrediction.average(apart, shapes, usual).plausible());
  }

  private static Localisation moved(Landmarks face, double right) {
    return localisation(face.map(AffineMap.translation(right, 0)).vector());
  }

  @Test
  void verifies_onlySeveralViewsOfAModelThatKnowsShapesAndSpread() {
    ModelDescription described =
        Models.description(Models.SMALL, Models.FIVE).withShapes(Models.shapes());
    Path shapes = folder.resolve("shapes");
    Path both = folder.resolve("both");
    ModelFile.write(shapes, described, Models.weights(Models.SMALL, 5, 1));
    ModelFile.write(
        both, described.withSpread(new UsualSpread(0.02)), Models.weights(Models.SMALL, 5, 1));
    assertTrue(verifies(List.of(both), TestTimeAugmentation.PAIR));
    assertTrue(verifies(List.of(both), TestTimeAugmentation.SHIFT_AND_FLIP));
    assertFalse(verifies(List.of(both), TestTimeAugmentation.NONE));
    assertFalse(verifies(List.of(shapes), TestTimeAugmentation.PAIR));
    assertFalse(verifies(List.of(both, both), TestTimeAugmentation.PAIR));
  }

  private static boolean verifies(List<Path> models, TestTimeAugmentation views) {
    try (Ensemble ensemble = Ensemble.open(models, views, false)) {
      return ensemble.verifies();
    }
  }

  private static Localisation localisation(double[] vector) {
    return new Localisation(
        Landmarks.of(vector),
        TransformChain.of("network", "image", AffineMap.scaling(1, 1)),
        Optional.empty());
  }

  @Test
  void open_refinedBoxOfAModelTrainedOnOtherBoxes_isRefused() {
    Path path = model("a", Models.FIVE, 1);
    InvalidDataException e =
        assertThrows(
            InvalidDataException.class,
            () -> Ensemble.open(List.of(path), TestTimeAugmentation.NONE, true));
    assertTrue(e.getMessage().contains("of another kind: dataset"), e.getMessage());
  }

  @Test
  void relativeSpread_allLandmarksOnOnePoint_isInfinite() {
    FacePrediction answer =
        new FacePrediction(
            Landmarks.of(3, 3, 4, 4), List.of(0.1, 0.1), Optional.empty(), Optional.empty());
    assertEquals(Double.POSITIVE_INFINITY, answer.relativeSpread());
  }

  @Test
  void open_modelsForOtherLandmarks_isRefused() {
    Path five = model("five", Models.FIVE, 1);
    Path many = model("many", LandmarkScheme.of("300w-68"), 1);
    InvalidDataException e =
        assertThrows(
            InvalidDataException.class,
            () -> Ensemble.open(List.of(five, many), TestTimeAugmentation.NONE, false));
    assertEquals(
        "the models of an ensemble need the same landmarks, but one has mtfl-5 and one has"
            + " 300w-68",
        e.getMessage());
  }
}
