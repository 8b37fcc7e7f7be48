package org.wingloss.model.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.image.Warp;
import org.wingloss.data.synthetic.SyntheticFace;
import org.wingloss.data.synthetic.SyntheticFaces;
import org.wingloss.data.synthetic.SyntheticSettings;
import org.wingloss.model.ClosedMidway;
import org.wingloss.model.detector.FaceDetector.Detection;

/** The built-in detector on synthetic faces that it was not trained on. */
class StandardDetectorTest {
  private static final SyntheticFaces FACES =
      new SyntheticFaces(20_260, SyntheticSettings.DEFAULT.withYaw(8, 40).withDisturbance(0, 0.5));

  /** Half covered, seen from the side, badly taken. */
  private static final SyntheticFaces HIDDEN =
      new SyntheticFaces(20_261, SyntheticSettings.DEFAULT.withYaw(40, 80).withDisturbance(1, 1));

  private static FaceDetector detector;

  @BeforeAll
  static void open() {
    detector = FaceDetector.standard();
  }

  @AfterAll
  static void close() {
    detector.close();
  }

  private static RgbImage grey(int width, int height) {
    RgbImage image = new RgbImage(width, height);
    Arrays.fill(image.rgb(), (byte) 128);
    return image;
  }

  /** Copies a picture into a larger one. */
  private static void place(RgbImage picture, RgbImage into, int left, int top) {
    int row = 3 * picture.width();
    for (int y = 0; y < picture.height(); y++) {
      int to = 3 * ((top + y) * into.width() + left);
      System.arraycopy(picture.rgb(), y * row, into.rgb(), to, row);
    }
  }

  private static boolean found(List<Detection> detections, Box face) {
    return detections.stream().anyMatch(one -> one.box().overlap(face) >= 0.4);
  }

  @Test
  void detect_facesOfSeveralSizes_areFoundFirst() {
    int found = 0;
    int first = 0;
    for (int i = 0; i < 12; i++) {
      int size = new int[] {60, 120, 300}[i % 3];
      SyntheticFace face = FACES.face(i, size);
      RgbImage picture = grey(500, 400);
      place(face.image(), picture, 20 + 10 * i, 15);
      Box box = face.box().moved(20 + 10 * i, 15);
      List<Detection> detections = detector.detect(picture);
      found += found(detections, box) ? 1 : 0;
      first += !detections.isEmpty() && found(detections.subList(0, 1), box) ? 1 : 0;
    }
    assertTrue(found >= 11 && first >= 11, "found %d, first %d of 12".formatted(found, first));
  }

  @Test
  void detect_severalFaces_areAllFound() {
    RgbImage picture = grey(640, 220);
    List<Box> boxes = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      SyntheticFace face = FACES.face(100 + i, 150);
      place(face.image(), picture, 158 * i, 30);
      boxes.add(face.box().moved(158 * i, 30));
    }
    List<Detection> detections = detector.detect(picture);
    long found = boxes.stream().filter(box -> found(detections, box)).count();
    assertTrue(found >= 3, detections.toString());
    assertTrue(detections.size() <= 5, detections.toString());
  }

  /** Lays a face into a large picture, in one of so many pixels; its box there. */
  private static Box small(int size, RgbImage picture) {
    SyntheticFace face = FACES.face(40, size);
    place(face.image(), picture, 1900, 1000);
    return face.box().moved(1900, 1000);
  }

  @Test
  void detect_smallFaceInALargePicture_needsALargerSize() {
    RgbImage picture = grey(2600, 1400);
    Box box = small(70, picture);
    assertFalse(found(detector.detect(picture), box), "too small at 0.35 of the picture");
    try (FaceDetector fine = FaceDetector.standard(OptionalInt.of(2600))) {
      assertTrue(found(fine.detect(picture), box));
    }
  }

  @Test
  void detect_groupPhotograph_isSearchedMoreFinelyThanASmallPicture() {
    RgbImage picture = grey(4000, 1400);
    Box box = small(150, picture);
    assertTrue(found(detector.detect(picture), box));
    try (FaceDetector coarse = FaceDetector.standard(OptionalInt.of(640))) {
      assertFalse(found(coarse.detect(picture), box), "too small at 640 pixels");
    }
  }

  @Test
  void detect_picturesWithoutAFace_haveNone() {
    assertEquals(List.of(), detector.detect(grey(1, 1)));
    assertEquals(List.of(), detector.detect(grey(640, 480)));
    assertEquals(List.of(), detector.detect(grey(3, 900)));
    RgbImage stripes = grey(320, 240);
    for (int i = 0; i < stripes.rgb().length; i++) {
      stripes.rgb()[i] = (byte) (Math.floorDiv(i, 60) % 2 == 0 ? 30 : 220);
    }
    assertEquals(List.of(), detector.detect(stripes));
  }

  /** What the detector alone is not sure of is found for whoever looks at its landmarks. */
  @Test
  void candidates_areTheFacesAndPlacesThatAreNotSure() {
    int more = 0;
    for (int i = 0; i < 20; i++) {
      RgbImage picture = HIDDEN.face(i, 120).image();
      List<Detection> faces = detector.detect(picture);
      List<Detection> candidates = detector.candidates(picture);
      for (Detection face : faces) {
        assertTrue(found(candidates, face.box()), face + " among " + candidates);
      }
      more += candidates.size() - faces.size();
      candidates.stream()
          .filter(one -> !found(faces, one.box()))
          .forEach(one -> assertFalse(detector.isSure(one), one.toString()));
    }
    assertTrue(more >= 3, more + " places more");
  }

  @Test
  void detect_panorama_takesBoundedMemory() {
    RgbImage panorama = grey(12_000, 900);
    SyntheticFace face = FACES.face(41, 800);
    place(face.image(), panorama, 5000, 40);
    assertTrue(found(detector.detect(panorama), face.box().moved(5000, 40)));
  }

  @Test
  void detect_manyThreads_giveTheSameBits() throws Exception {
    RgbImage picture = Warp.crop(FACES.face(7, 200).image(), AffineMap.IDENTITY, 200, 200);
    List<Detection> expected = detector.detect(picture);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      Callable<List<Detection>> task = () -> detector.detect(picture);
      for (Future<List<Detection>> one : threads.invokeAll(List.of(task, task, task, task))) {
        assertEquals(expected, one.get());
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void detect_closedInItsMidst_findsAllFaces() throws Exception {
    RgbImage picture = grey(4000, 1400);
    Box box = small(150, picture);
    FaceDetector own = FaceDetector.standard();
    assertTrue(found(ClosedMidway.result(() -> own.detect(picture), own::close), box));
    assertThrows(IllegalStateException.class, () -> own.detect(picture));
  }

  @Test
  void standard_file_hasAtMostAMebibyte() throws IOException {
    try (InputStream in = FaceDetector.class.getResourceAsStream("face-detector.onnx")) {
      assertTrue(in.readAllBytes().length <= 1 << 20);
    }
  }
}
