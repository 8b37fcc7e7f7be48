package org.wingloss.cli.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wingloss.cli.SmallModels;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.image.RgbImage;

/** Boxes and landmarks a billion pixels from their picture, wherever they come from. */
class ExtremeBoxesTest {
  private static BoundedJava java;
  @TempDir private static Path shared;
  private static Path model;
  private static Path photo;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    java = new BoundedJava();
    model = SmallModels.one(shared.resolve("model"));
    photo = shared.resolve("photo.png");
    ImageFiles.writePng(SmallModels.picture(100, 80, 1), photo);
  }

  @AfterAll
  static void end() {
    java.close();
  }

  @ParameterizedTest
  @CsvSource({
    "'-1e9,-1e9,1e9,1e9', 4, photo.png: the face box -1.0E9",
    "'0,0,1e6,1e6', 4, reaches more than 10 times the longer side of the picture of 100 x 80",
    "'0,0,1e9,10', 4, reaches more than 10 times",
    "'-1e12,-1e12,1e12,1e12', 2, a box has edges from -1e9 to 1e9",
    "'0,0,1e154,1e154', 2, a box has edges from -1e9 to 1e9",
  })
  void predict_typedBox_isRefused(String box, int exit, String sentence) {
    java.refused(
        exit, sentence, "predict", photo, "--model", model, "--box", box, "--draw", folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1e9,-1e9,1e9,1e9", "-1e12,0,1e12,10", "0,0,1e154,1e154"})
  void predict_listedBox_isRefused(String box) throws IOException {
    Path boxes = folder.resolve("boxes.csv");
    Files.writeString(boxes, "image,left,top,right,bottom\nphoto.png," + box + "\n");
    java.refused(4, "box", "predict", photo, "--model", model, "--boxes", boxes, "--draw", folder);
  }

  @ParameterizedTest
  @CsvSource({"1000000, 1", "1, 1000000"})
  void predict_wholePictureOfOneLine_isSoonDone(int width, int height) {
    Path line = folder.resolve("line.png");
    ImageFiles.writePng(new RgbImage(width, height), line);
    var ended =
        java.run("predict", line, "--model", model, "--whole", "--draw", folder.resolve("drawn"));
    assertEquals(0, ended.exit(), ended.err());
    BoundedJava.assertSoon(ended);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e9", "1e12", "1e154"})
  void evaluate_landmarkOfTheDataSet_isRefusedWhereItMakesTheBox(String far) throws IOException {
    Files.copy(photo, folder.resolve("photo.png"));
    Files.writeString(
        folder.resolve("train.jsonl"),
        "{\"id\":\"photo.png\",\"image\":\"photo.png\",\"landmarks\":[[1,1],[9,1],[5,5],[2,9],[8,"
            + far
            + "]]}\n");
    Object[] words = {
      "evaluate",
      "--model",
      model,
      "--dataset",
      "jsonl:mtfl-5",
      "--data",
      folder,
      "--split",
      "train"
    };
    java.refused(4, "photo.png", words);
  }

  /** Scoring computes with the numbers as they are; drawing them is bounded. */
  @ParameterizedTest
  @ValueSource(strings = {"1e9", "1e12", "1e154"})
  void score_landmarksFarAway_areReportedSoon(String far) throws IOException {
    String face = "{\"id\":\"%s\",\"landmarks\":[[1,1],[9,1],[5,5],[2,9],[8,%s]]}\n";
    Path truth = folder.resolve("truth.jsonl");
    Files.writeString(truth, face.formatted("a", "9") + face.formatted("b", far));
    Path predictions = folder.resolve("predictions.jsonl");
    Files.writeString(predictions, face.formatted("a", far) + face.formatted("b", "9"));
    Path report = folder.resolve("report");
    var ended =
        java.run(
            "score",
            "--truth",
            truth,
            "--predictions",
            predictions,
            "--scheme",
            "mtfl-5",
            "--norm",
            "inter-pupil",
            "--out",
            report);
    assertEquals(0, ended.exit(), ended.err());
    BoundedJava.assertSoon(ended);
    assertTrue(Files.size(report.resolve("report.html")) < 1_000_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e9", "1e154", "1e-300", "101"})
  void train_boxEnlargedBeyondReason_isRefused(String factor) {
    java.refused(
        3,
        "enlarge must be from 0.01 to 10.0 but was",
        "train",
        "--recipe",
        "300w-cnn6-wing",
        "--set",
        "box=truth(enlarge=" + factor + ")",
        "--data",
        folder,
        "--out",
        folder.resolve("run"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"predict --bench", "track"})
  void anyVerb_typedBoxFarLargerThanThePicture_isRefused(String verb) {
    String[] words = verb.split(" ", -1);
    Object[] box = {photo, "--model", model, "--box", "0,0,9e8,9e8"};
    java.refused(
        4, "reaches more than 10 times", Stream.concat(Stream.of(words), Stream.of(box)).toArray());
  }

  @ParameterizedTest
  @ValueSource(strings = {"predict", "predict --bench", "track"})
  void anyVerb_typedBoxBesideThePicture_isRefused(String verb) {
    String[] words = verb.split(" ", -1);
    Object[] box = {photo, "--model", model, "--box", "-300,-300,-100,-100"};
    java.refused(
        4,
        "photo.png: the face box -300.0,-300.0,-100.0,-100.0 lies outside the picture of 100 x 80",
        Stream.concat(Stream.of(words), Stream.of(box)).toArray());
  }

  @ParameterizedTest
  @CsvSource({
    "balance --shapes F, 1e12",
    "balance --shapes F, 1e154",
    "scheme derive --name x --shapes F, 1e154"
  })
  void shapes_landmarkFarAway_isRefusedNamingTheFace(String command, String far)
      throws IOException {
    Path file = folder.resolve("shapes.csv");
    String rows = "x0,y0,x1,y1,x2,y2\n1,1,9,1,5,8\n1,2,9,1,5,%s\n2,1,9,2,5,9\n1,1,8,1,5,7\n";
    Files.writeString(file, rows.formatted(far));
    Object[] words = Stream.of(command.split(" ", -1)).map(w -> w.equals("F") ? file : w).toArray();
    java.refused(4, "shapes.csv: landmark 2 of face 2 lies at (5.0, 1.0E", words);
  }

  @Test
  void doctor_landmarkFarAway_isAFindingSoon() throws IOException {
    Files.createDirectories(folder.resolve("afw"));
    for (String name : new String[] {"a", "b"}) {
      Files.copy(photo, folder.resolve("afw/" + name + ".png"));
      StringBuilder points = new StringBuilder("version: 1\nn_points: 68\n{\n");
      for (int i = 0; i < 68; i++) {
        points
            .append(10 + i % 9 * 8)
            .append(' ')
            .append(name.equals("a") && i == 7 ? "1e12" : 10 + i)
            .append('\n');
      }
      Files.writeString(folder.resolve("afw/" + name + ".pts"), points.append("}\n"));
    }
    var ended =
        java.run(
            "doctor", "--dataset", "300w", "--data", folder, "--page", folder.resolve("page.html"));
    assertTrue(ended.exit() == 0 || ended.exit() == 4, ended.err());
    BoundedJava.assertSoon(ended);
  }
}
