package org.wingloss.model.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.image.RgbImage;
import org.wingloss.model.file.ModelFile;
import org.wingloss.model.file.Models;

class PredictorTest {
  private static final BoxSource BOX = new BoxSource.Given(List.of(new Box(5, 5, 30, 30)));

  @TempDir Path folder;
  private Path pictures;

  @BeforeEach
  void drawPictures() throws IOException {
    ModelFile.write(
        folder.resolve("model"),
        Models.description(Models.SMALL, Models.FIVE),
        Models.weights(Models.SMALL, 5, 1));
    pictures = Files.createDirectories(folder.resolve("p"));
    Files.createDirectories(pictures.resolve("sub"));
    for (int i = 0; i < 12; i++) {
      String name = (i % 2 == 0 ? "" : "sub/") + "f" + (char) ('a' + i) + ".png";
      ImageFiles.writePng(noise(40 + i, 50, i), pictures.resolve(name));
    }
    Files.writeString(pictures.resolve("notes.txt"), "no picture");
  }

  private static RgbImage noise(int width, int height, long seed) {
    RgbImage image = new RgbImage(width, height);
    new SplittableRandom(seed).nextBytes(image.rgb());
    return image;
  }

  private List<Prediction> all(BoxSource boxes, int threads) {
    List<Prediction> found = new ArrayList<>();
    try (Ensemble model = Ensemble.open(folder)) {
      new Predictor(model, boxes, true)
          .predict(
              InputPicture.list(List.of(pictures)),
              threads,
              found::add,
              failure -> {
                throw failure;
              });
    }
    return found;
  }

  @Test
  void predict_folder_isAnsweredInOrderForAnyNumberOfThreads() {
    List<Prediction> one = all(BOX, 1);
    List<Prediction> five = all(BOX, 5);
    assertEquals(12, one.size());
    assertEquals("fa.png", one.get(0).picture().id());
    assertEquals("sub/fl.png", one.get(11).picture().id());
    for (int i = 0; i < 12; i++) {
      assertEquals(one.get(i).picture(), five.get(i).picture());
      assertEquals(one.get(i).faces(), five.get(i).faces());
    }
  }

  @Test
  void predict_boxFile_findsPicturesByTheEndOfTheirPath() throws IOException {
    Path csv = folder.resolve("boxes.csv");
    Files.writeString(
        csv,
        """
        image,left,top,right,bottom
        fa.png,1,2,20,30
        fa.png#2,5,6,20,30
        p/sub/fb.png,3,4,20,30
        fc.jpg,1,1,2,2
        """);
    List<Prediction> found = all(BoxSource.Listed.read(csv), 2);
    assertEquals(
        List.of("fa.png", "fa.png#2"),
        found.get(0).faces().stream().map(Prediction.FoundFace::id).toList());
    assertEquals(new Box(5, 6, 20, 30), found.get(0).faces().get(1).box());
    Prediction fb =
        found.stream().filter(p -> p.picture().id().equals("sub/fb.png")).findFirst().orElseThrow();
    assertEquals(new Box(3, 4, 20, 30), fb.faces().get(0).box());
    assertEquals(3, found.stream().mapToInt(p -> p.faces().size()).sum());
  }

  @Test
  void predict_wholePicture_isTheBoxOfItsOuterEdges() {
    assertEquals(
        new Box(-0.5, -0.5, 39.5, 49.5),
        all(new BoxSource.WholePicture(), 1).get(0).faces().get(0).box());
  }

  @Test
  void predict_boxBesideThePicture_goesToTheFailures() {
    List<String> failures = new ArrayList<>();
    List<Prediction> found = new ArrayList<>();
    // The pictures are 40 to 51 pixels wide and 50 high.
    BoxSource boxes = new BoxSource.Given(List.of(new Box(-5, -5, 2, 2), new Box(45, 0, 90, 20)));
    try (Ensemble model = Ensemble.open(folder)) {
      new Predictor(model, boxes, true)
          .predict(
              InputPicture.list(List.of(pictures)),
              3,
              found::add,
              e -> failures.add(e.getMessage()));
    }
    assertEquals(6, found.size());
    assertEquals(6, failures.size());
    assertTrue(
        failures
            .get(0)
            .endsWith(
                "fa.png: the face box 45.0,0.0,90.0,20.0 lies outside the picture of 40 x 50 pixels"),
        failures.get(0));
  }

  @Test
  void predict_damagedPicture_goesToTheFailures() throws IOException {
    Files.writeString(pictures.resolve("fb.png"), "damaged");
    List<String> failures = new ArrayList<>();
    List<Prediction> found = new ArrayList<>();
    try (Ensemble model = Ensemble.open(folder)) {
      new Predictor(model, BOX, true)
          .predict(
              InputPicture.list(List.of(pictures)),
              3,
              found::add,
              e -> failures.add(e.getMessage()));
    }
    assertEquals(12, found.size());
    assertEquals(1, failures.size());
    assertTrue(failures.get(0).contains("fb.png"), failures.get(0));
  }

  @Test
  void list_absentPicture_isRefused() {
    assertThrows(
        InvalidDataException.class, () -> InputPicture.list(List.of(folder.resolve("no.png"))));
    assertThrows(
        InvalidDataException.class, () -> InputPicture.list(List.of(folder.resolve("model"))));
  }
}
