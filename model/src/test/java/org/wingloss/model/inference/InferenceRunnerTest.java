package org.wingloss.model.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.FlawedPictures;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.image.RgbImage;
import org.wingloss.model.file.ModelFile;
import org.wingloss.model.file.Models;

class InferenceRunnerTest {
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

  private List<PicturePrediction> all(BoxSource boxes, int threads) {
    List<PicturePrediction> found = new ArrayList<>();
    try (Ensemble model = Ensemble.open(folder)) {
      new InferenceRunner(model, boxes, true, threads)
          .predict(
              InputPicture.list(List.of(pictures)),
              found::add,
              failure -> {
                throw failure;
              });
    }
    return found;
  }

  @Test
  void predict_folder_isAnsweredInOrderForAnyNumberOfThreads() {
    List<PicturePrediction> one = all(BOX, 1);
    List<PicturePrediction> five = all(BOX, 5);
    assertEquals(12, one.size());
    assertEquals("fa.png", one.get(0).picture().id());
    assertEquals("sub/fl.png", one.get(11).picture().id());
    for (int i = 0; i < 12; i++) {
      assertEquals(one.get(i).picture(), five.get(i).picture());
      assertEquals(one.get(i).faces(), five.get(i).faces());
    }
  }

  /** Drawings were encoded on the thread that takes the results, which all others waited for. */
  @Test
  void predict_whatFinishesAPicture_runsOnTheWorkersAndItsResultsComeInOrder() {
    Thread caller = Thread.currentThread();
    List<String> ids = new ArrayList<>();
    try (Ensemble model = Ensemble.open(folder)) {
      new InferenceRunner(model, BOX, true, 2)
          .predict(
              InputPicture.list(List.of(pictures)),
              found -> {
                assertNotSame(caller, Thread.currentThread());
                return found.picture().id();
              },
              id -> {
                assertSame(caller, Thread.currentThread());
                ids.add(id);
              },
              failure -> {
                throw failure;
              });
    }
    assertEquals(all(BOX, 1).stream().map(one -> one.picture().id()).toList(), ids);
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
    List<PicturePrediction> found = all(BoxSource.Listed.read(csv), 2);
    assertEquals(
        List.of("fa.png", "fa.png#2"),
        found.get(0).faces().stream().map(PicturePrediction.FoundFace::id).toList());
    assertEquals(new Box(5, 6, 20, 30), found.get(0).faces().get(1).box());
    PicturePrediction fb =
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
    List<PicturePrediction> found = new ArrayList<>();
    // The pictures are 40 to 51 pixels wide and 50 high.
    BoxSource boxes = new BoxSource.Given(List.of(new Box(-5, -5, 2, 2), new Box(45, 0, 90, 20)));
    try (Ensemble model = Ensemble.open(folder)) {
      new InferenceRunner(model, boxes, true, 3)
          .predict(
              InputPicture.list(List.of(pictures)), found::add, e -> failures.add(e.getMessage()));
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
    List<PicturePrediction> found = new ArrayList<>();
    try (Ensemble model = Ensemble.open(folder)) {
      new InferenceRunner(model, BOX, true, 3)
          .predict(
              InputPicture.list(List.of(pictures)), found::add, e -> failures.add(e.getMessage()));
    }
    assertEquals(12, found.size());
    assertEquals(1, failures.size());
    assertTrue(failures.get(0).contains("fb.png"), failures.get(0));
  }

  /** It used to end the process: the models were closed under the other threads. */
  @Test
  void predict_oneBadPictureAmongSixty_endsWithItsNameInEveryRound() throws IOException {
    Path many = Files.createDirectories(folder.resolve("many"));
    for (int i = 0; i < 60; i++) {
      Path picture = many.resolve("p%02d.png".formatted(i));
      ImageFiles.writePng(noise(40, 50, i), picture);
    }
    Files.writeString(many.resolve("p07.png"), "damaged");
    List<InputPicture> all = InputPicture.list(List.of(many));
    for (int round = 0; round < 40; round++) {
      InvalidDataException e =
          assertThrows(
              InvalidDataException.class,
              () -> {
                try (Ensemble model = Ensemble.open(folder)) {
                  new InferenceRunner(model, BOX, true, 8)
                      .predict(
                          all,
                          found -> {},
                          failure -> {
                            throw failure;
                          });
                }
              });
      assertTrue(e.getMessage().contains("p07.png"), e.getMessage());
    }
  }

  @Test
  void predict_faceBesideOthers_isTheOneItHasAlone() {
    Box other = new Box(20, 20, 39, 45);
    List<PicturePrediction> both =
        all(new BoxSource.Given(List.of(other, new Box(5, 5, 30, 30))), 2);
    List<PicturePrediction> alone = all(BOX, 2);
    for (int i = 0; i < 12; i++) {
      assertEquals(
          alone.get(i).faces().get(0).prediction(), both.get(i).faces().get(1).prediction());
    }
  }

  @Test
  void predict_facesOfADataSet_comeInTheirOrderAndAreThoseOfTheirPictures() {
    List<Face> faces = new ArrayList<>();
    List<Box> boxes = new ArrayList<>();
    for (int k = 0; k < 24; k++) {
      Path picture = InputPicture.list(List.of(pictures)).get(k * 5 % 12).file();
      faces.add(new Face("f" + k, picture, Landmarks.of(1, 2), Optional.empty(), Set.of()));
      boxes.add(new Box(5, 5, 20 + k, 30));
    }
    try (Ensemble model = Ensemble.open(folder)) {
      List<Integer> progress = new ArrayList<>();
      List<Landmarks> found =
          InferenceRunner.predict(model, faces, boxes, progress::add, new FlawedPictures());
      assertEquals(IntStream.rangeClosed(1, 24).boxed().toList(), progress);
      for (int k = 0; k < 24; k++) {
        FaceInput face = new FaceInput(ImageFiles.read(faces.get(k).image()), boxes.get(k));
        assertEquals(model.predict(face).landmarks(), found.get(k));
      }
    }
  }

  @Test
  void predict_dataSetWithADamagedPicture_isRefusedWithItsName() throws IOException {
    Files.writeString(pictures.resolve("fc.png"), "damaged");
    List<Face> faces =
        InputPicture.list(List.of(pictures)).stream()
            .map(p -> new Face(p.id(), p.file(), Landmarks.of(1, 2), Optional.empty(), Set.of()))
            .toList();
    List<Box> boxes = faces.stream().map(face -> new Box(5, 5, 30, 30)).toList();
    try (Ensemble model = Ensemble.open(folder)) {
      InvalidDataException e =
          assertThrows(
              InvalidDataException.class,
              () -> InferenceRunner.predict(model, faces, boxes, done -> {}, new FlawedPictures()));
      assertTrue(e.getMessage().contains("fc.png"), e.getMessage());
    }
  }

  @Test
  void list_absentPicture_isRefused() {
    assertThrows(
        InvalidDataException.class, () -> InputPicture.list(List.of(folder.resolve("no.png"))));
    assertThrows(
        InvalidDataException.class, () -> InputPicture.list(List.of(folder.resolve("model"))));
  }
}
