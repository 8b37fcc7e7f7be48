package org.wingloss.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.ExifOrientation;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.synthetic.SyntheticFace;
import org.wingloss.data.synthetic.SyntheticFaces;
import org.wingloss.data.synthetic.SyntheticSettings;
import org.wingloss.model.detector.FaceDetector;
import org.wingloss.model.file.ModelFile;
import org.wingloss.model.file.Models;
import org.wingloss.model.inference.BoxSource;
import org.wingloss.model.inference.Ensemble;
import org.wingloss.model.inference.FaceInput;
import org.wingloss.model.inference.InferenceRunner;
import org.wingloss.model.inference.InputPicture;
import org.wingloss.model.inference.Localiser;
import org.wingloss.model.inference.TestTimeAugmentation;

class FaceLandmarksTest {
  private static final SyntheticFaces FACES =
      new SyntheticFaces(55, SyntheticSettings.DEFAULT.withYaw(6, 20).withDisturbance(0, 0.3));

  /** Half covered, seen from the side, badly taken. */
  private static final SyntheticFaces HIDDEN =
      new SyntheticFaces(56, SyntheticSettings.DEFAULT.withYaw(40, 80).withDisturbance(1, 1));

  private static FaceLandmarks standard;

  @BeforeAll
  static void open() {
    standard = FaceLandmarks.standard();
  }

  @AfterAll
  static void close() {
    standard.close();
  }

  @Test
  void find_facesSeenFromTheFront_nineOfTenWithLandmarksCloseBy() {
    int close = 0;
    for (int i = 0; i < 20; i++) {
      SyntheticFace face = FACES.face(i, 256);
      Landmarks truth = face.landmarks("300w-68");
      double eyes = Math.hypot(truth.x(45) - truth.x(36), truth.y(45) - truth.y(36));
      close +=
          standard.find(face.image()).stream()
                  .anyMatch(found -> distance(found.landmarks(), truth) < 0.08 * eyes)
              ? 1
              : 0;
    }
    assertTrue(close >= 18, close + " of 20");
  }

  @Test
  void find_facesSeenFromTheFront_nearlyAllPlausibleWithoutSpread() {
    List<FaceLandmarks.Found> found =
        IntStream.range(0, 20)
            .mapToObj(i -> standard.find(FACES.face(i, 256).image()))
            .flatMap(faces -> faces.stream().limit(1))
            .toList();
    long plausible = found.stream().filter(FaceLandmarks.Found::plausible).count();
    assertTrue(plausible >= 19, plausible + " of " + found.size());
    assertTrue(found.stream().allMatch(face -> face.spread().isEmpty()));
  }

  @Test
  void find_placesThatTheDetectorIsNotSureOf_areFacesIfTheirLandmarksArePlausible() {
    int faces = 0;
    int dropped = 0;
    try (FaceDetector detector = FaceDetector.standard()) {
      for (int i = 0; i < 30; i++) {
        RgbImage image = HIDDEN.face(i, 120).image();
        List<FaceLandmarks.Found> found = standard.find(image);
        for (FaceDetector.Detection place : detector.candidates(image)) {
          Optional<FaceLandmarks.Found> face =
              found.stream().filter(one -> one.box().equals(place.box())).findFirst();
          if (detector.isSure(place)) {
            assertTrue(face.isPresent(), place.toString());
          } else if (face.isPresent()) {
            assertTrue(face.get().plausible(), place.toString());
            faces++;
          } else {
            dropped++;
          }
        }
      }
    }
    assertTrue(faces > 0 && dropped > 0, "%d faces, %d dropped".formatted(faces, dropped));
  }

  @Test
  void find_withTestTimeAugmentation_givesASpreadForEveryLandmark() {
    try (FaceLandmarks augmented = FaceLandmarks.standard(TestTimeAugmentation.SHIFT_AND_FLIP)) {
      FaceLandmarks.Found face = augmented.find(FACES.face(3, 256).image()).get(0);
      assertEquals(68, face.spread().size());
      assertTrue(face.spread().stream().allMatch(pixels -> pixels > 0 && pixels < 20));
      assertTrue(face.plausible());
    }
  }

  @Test
  void find_plainGrey_findsNoFace() {
    byte[] grey = new byte[3 * 200 * 150];
    java.util.Arrays.fill(grey, (byte) 120);
    assertEquals(List.of(), standard.find(new RgbImage(200, 150, grey)));
  }

  @Test
  void find_pictureOfAwt_givesTheSame() {
    RgbImage image = FACES.face(3, 256).image();
    BufferedImage awt = new BufferedImage(256, 256, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 256; y++) {
      for (int x = 0; x < 256; x++) {
        int at = 3 * (y * 256 + x);
        byte[] rgb = image.rgb();
        awt.setRGB(
            x, y, ((rgb[at] & 255) << 16) | ((rgb[at + 1] & 255) << 8) | (rgb[at + 2] & 255));
      }
    }
    assertEquals(standard.find(image), standard.find(awt));
  }

  @Test
  void find_fileInMemoryOfAPhotographOnItsSide_isRotatedFirst() {
    RgbImage image = FACES.face(3, 256).image();
    List<FaceLandmarks.Found> found = standard.find(onItsSide(image));
    assertFalse(found.isEmpty());
    Landmarks upright = standard.find(image).get(0).landmarks();
    assertTrue(distance(found.get(0).landmarks(), upright) < 2);
  }

  /** A JPEG file with one EXIF tag, the orientation: to be rotated clockwise by a quarter. */
  private static byte[] onItsSide(RgbImage upright) {
    byte[] jpeg = ImageFiles.jpeg(ExifOrientation.THREE_QUARTER_TURN.upright(upright), 1);
    byte[] exif =
        HexFormat.ofDelimiter(" ")
            .parseHex(
                "ff e1 00 22 45 78 69 66 00 00 4d 4d 00 2a 00 00 00 08 "
                    + "00 01 01 12 00 03 00 00 00 01 00 06 00 00 00 00 00 00");
    return ByteBuffer.allocate(jpeg.length + exif.length)
        .put(jpeg, 0, 2)
        .put(exif)
        .put(jpeg, 2, jpeg.length - 2)
        .array();
  }

  @Test
  void find_closedInItsMidst_givesAllFaces() throws Exception {
    RgbImage image = FACES.face(3, 256).image();
    List<FaceLandmarks.Found> expected = standard.find(image);
    assertFalse(expected.isEmpty());
    FaceLandmarks own = FaceLandmarks.standard();
    assertEquals(expected, ClosedMidway.result(() -> own.find(image), own::close));
    assertThrows(IllegalStateException.class, () -> own.find(image));
  }

  @Test
  void find_manyThreads_giveWhatOneGives() {
    List<RgbImage> images =
        IntStream.range(0, 8).mapToObj(i -> FACES.face(i, 128).image()).toList();
    assertEquals(
        images.stream().map(standard::find).toList(),
        images.parallelStream().map(standard::find).toList());
  }

  @Test
  void open_modelOfOnesOwn_findsWhatPredictFinds(@TempDir Path folder) {
    Path model = folder.resolve("model");
    ModelFile.write(
        model,
        Models.description(Models.SMALL, Models.FIVE),
        Models.weights(Models.SMALL, Models.FIVE.count(), 1));
    int faces = 0;
    try (FaceDetector detector = FaceDetector.standard();
        Ensemble landmarks = Ensemble.open(model);
        FaceLandmarks own = FaceLandmarks.open(model)) {
      BoxSource boxes = new BoxSource.Detected(detector, landmarks);
      InferenceRunner predict = new InferenceRunner(landmarks, boxes, true, 1);
      for (int i = 0; i < 5; i++) {
        Path picture = folder.resolve(i + ".png");
        ImageFiles.writePng(FACES.face(i, 256).image(), picture);
        List<Landmarks> predicted =
            predict.predict(new InputPicture(i + ".png", picture)).faces().stream()
                .map(face -> face.prediction().landmarks())
                .toList();
        List<FaceLandmarks.Found> found = own.find(picture);
        assertEquals(predicted, found.stream().map(FaceLandmarks.Found::landmarks).toList());
        assertTrue(found.stream().allMatch(face -> face.plausible() && face.spread().isEmpty()));
        faces += found.size();
      }
    }
    assertTrue(faces >= 3, faces + " of 5");
  }

  @Test
  void of_severalModels_givesTheirSpreadAndClosesThem() {
    Ensemble two =
        new Ensemble(
            List.of(Localiser.standard(), Localiser.standard()), TestTimeAugmentation.NONE, true);
    FaceDetector detector = FaceDetector.standard();
    try (FaceLandmarks own = FaceLandmarks.of(two, detector)) {
      FaceLandmarks.Found face =
          IntStream.range(0, 5)
              .mapToObj(i -> own.find(FACES.face(i, 256).image()))
              .flatMap(List::stream)
              .findFirst()
              .orElseThrow();
      assertEquals(68, face.spread().size());
    }
    FaceInput face = new FaceInput(new RgbImage(64, 64), new Box(8, 8, 48, 48));
    assertThrows(IllegalStateException.class, () -> two.predict(face));
    assertThrows(IllegalStateException.class, () -> detector.detect(new RgbImage(64, 64)));
  }

  @Test
  void open_detectorThatFails_closesTheModel() {
    Ensemble model = Ensemble.standard(TestTimeAugmentation.PAIR);
    IllegalStateException failure = new IllegalStateException("no detector");
    Supplier<FaceDetector> failing =
        () -> {
          throw failure;
        };
    assertSame(
        failure,
        assertThrows(IllegalStateException.class, () -> FaceLandmarks.open(failing, () -> model)));
    FaceInput face = new FaceInput(new RgbImage(64, 64), new Box(8, 8, 48, 48));
    assertThrows(IllegalStateException.class, () -> model.predict(face));
  }

  @Test
  void open_modelThatFails_closesTheDetector() {
    FaceDetector detector = FaceDetector.standard();
    IllegalStateException failure = new IllegalStateException("no model");
    Supplier<Ensemble> failing =
        () -> {
          throw failure;
        };
    assertSame(
        failure,
        assertThrows(
            IllegalStateException.class, () -> FaceLandmarks.open(() -> detector, failing)));
    assertThrows(IllegalStateException.class, () -> detector.detect(new RgbImage(64, 64)));
  }

  @Test
  void open_bothFail_throwsWhyTheModelFailed() {
    IllegalStateException failure = new IllegalStateException("no model");
    assertSame(
        failure,
        assertThrows(
            IllegalStateException.class,
            () ->
                FaceLandmarks.open(
                    () -> {
                      throw new IllegalStateException("no detector");
                    },
                    () -> {
                      throw failure;
                    })));
  }

  private static double distance(Landmarks found, Landmarks truth) {
    double sum = 0;
    for (int i = 0; i < truth.count(); i++) {
      sum += Math.hypot(found.x(i) - truth.x(i), found.y(i) - truth.y(i));
    }
    return sum / truth.count();
  }
}
