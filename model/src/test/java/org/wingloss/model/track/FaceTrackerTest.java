package org.wingloss.model.track;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.crop.BoxProtocol;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.synthetic.SyntheticFace;
import org.wingloss.data.synthetic.SyntheticFaces;
import org.wingloss.data.synthetic.SyntheticSettings;
import org.wingloss.model.file.ModelFile;
import org.wingloss.model.file.Models;
import org.wingloss.model.inference.Ensemble;
import org.wingloss.model.inference.FacePrediction;
import org.wingloss.model.inference.TestTimeAugmentation;
import org.wingloss.model.network.ModelDescription;
import org.wingloss.model.weights.Tensor;
import org.wingloss.model.weights.Weights;

class FaceTrackerTest {
  private static final RgbImage GREY = new RgbImage(200, 200);

  @TempDir Path folder;

  /** A model that answers the same place of its crop whatever it sees. */
  private Ensemble constant(BoxProtocol protocol, Landmarks crop) {
    Weights drawn = Models.weights(Models.SMALL, 5, 1);
    Map<String, Tensor> tensors = new LinkedHashMap<>(drawn.tensors());
    tensors.put(
        "fc2.weight",
        Tensor.of(drawn.get("fc2.weight").shape(), new float[drawn.get("fc2.weight").size()]));
    float[] bias = new float[10];
    for (int i = 0; i < 10; i++) {
      bias[i] = (float) crop.vector()[i];
    }
    tensors.put("fc2.bias", Tensor.of(List.of(10), bias));
    ModelDescription base = Models.description(Models.SMALL, Models.FIVE);
    ModelDescription description =
        new ModelDescription(
            base.network(), base.scheme(), protocol, base.loss(), base.provenance());
    ModelFile.write(folder.resolve("m"), description, new Weights(tensors));
    return Ensemble.open(folder.resolve("m"));
  }

  /** Landmarks whose bounds are [a, b] in both axes. */
  private static Landmarks within(double a, double b) {
    double c = (a + b) / 2;
    return Landmarks.of(a, b, c, a, b, a, a, c, b, b);
  }

  @Test
  void next_modelOfTruthBoxes_takesTheBoundsOfTheLandmarks() {
    // Landmarks over pixels 5 to 25 of 32; the crop is the box's, one pixel to the right.
    try (Ensemble landmarks =
        constant(new BoxProtocol(BoxProtocol.Kind.TRUTH, 1.6, true), within(6, 26))) {
      FaceTracker tracker = new FaceTracker(landmarks, new Box(50, 50, 70, 70), Optional.empty());
      Box first = tracker.next(GREY).box();
      assertEquals(new Box(50, 50, 70, 70), first);
      Box second = tracker.next(GREY).box();
      // Bounds 20 of 32 crop pixels, the crop being 1.6·20 = 32 image pixels: the side stays.
      assertEquals(20, second.width(), 1e-4);
      assertEquals(60.5, second.centreX(), 1e-4);
      assertEquals(61, tracker.next(GREY).box().centreX(), 1e-4);
    }
  }

  @Test
  void next_modelOfOtherBoxes_keepsTheFirstBoxsPlaceAboutTheLandmarks() {
    try (Ensemble landmarks =
        constant(new BoxProtocol(BoxProtocol.Kind.FILE, 1, true), within(7.5, 23.5))) {
      Box given = new Box(50, 50, 82, 82);
      FaceTracker tracker = new FaceTracker(landmarks, given, Optional.empty());
      tracker.next(GREY);
      FaceTracker.Tracked second = tracker.next(GREY);
      assertFalse(second.lost());
      assertEquals(given.left(), second.box().left(), 1e-4);
      assertEquals(given.bottom(), second.box().bottom(), 1e-4);
    }
  }

  @Test
  void next_answerThatShrinksTheFaceAtOnce_isLostAndKeepsTheBox() {
    try (Ensemble landmarks =
        constant(new BoxProtocol(BoxProtocol.Kind.TRUTH, 1.6, true), within(14, 16))) {
      Box given = new Box(50, 50, 70, 70);
      FaceTracker tracker = new FaceTracker(landmarks, given, Optional.empty());
      assertTrue(tracker.next(GREY).lost());
      assertEquals(given, tracker.next(GREY).box());
      tracker.restart(new Box(0, 0, 30, 30));
      assertEquals(new Box(0, 0, 30, 30), tracker.next(GREY).box());
    }
  }

  @Test
  void next_boxThatShrinksALittleInEveryFrame_isLostInTheEndAndBeginsAnew() {
    // Bounds of 15 of 32 crop pixels where the box has 20: three quarters from frame to frame.
    try (Ensemble landmarks =
        constant(new BoxProtocol(BoxProtocol.Kind.TRUTH, 1.6, true), within(8, 23))) {
      Box given = new Box(50, 50, 90, 90);
      FaceTracker tracker = new FaceTracker(landmarks, given, Optional.empty());
      // 0.75⁵ of the side is less than a quarter.
      for (int frame = 0; frame < 4; frame++) {
        assertFalse(tracker.next(GREY).lost());
      }
      assertTrue(tracker.next(GREY).lost());
      assertEquals(given, tracker.next(GREY).box());
    }
  }

  @Test
  void next_boxThatLeavesTheFrame_isLost() {
    try (Ensemble landmarks =
        constant(new BoxProtocol(BoxProtocol.Kind.TRUTH, 1.6, true), within(10, 30))) {
      FaceTracker tracker =
          new FaceTracker(landmarks, new Box(170, 170, 200, 200), Optional.empty());
      // The centre moves by 4.5 of 32 crop pixels: 191.75, 198.5, 205.25.
      assertFalse(tracker.next(GREY).lost());
      assertFalse(tracker.next(GREY).lost());
      assertTrue(tracker.next(GREY).lost());
    }
  }

  /** A typed box may be loose; from then on the box is the one around the landmarks. */
  @Test
  void next_landmarksOfHalfTheBoxThatWasPointedAt_areTheFaceOnce() {
    // Bounds of 12 of 32 crop pixels where the box has 20: three fifths from frame to frame.
    try (Ensemble landmarks =
        constant(new BoxProtocol(BoxProtocol.Kind.TRUTH, 1.6, true), within(9.5, 21.5))) {
      FaceTracker tracker = new FaceTracker(landmarks, new Box(50, 50, 90, 90), Optional.empty());
      assertFalse(tracker.next(GREY).lost());
      FaceTracker.Tracked second = tracker.next(GREY);
      assertEquals(24, second.box().width(), 1e-4);
      assertTrue(second.lost());
    }
  }

  private static Optional<FaceTracker.Look> seen(Box box, double x) {
    return Optional.of(new FaceTracker.Look(box, at(x)));
  }

  private static FacePrediction at(double x) {
    Landmarks face = within(0, 20);
    double[] vector = face.vector();
    for (int i = 0; i < 5; i++) {
      vector[i] += x;
      vector[5 + i] += 60;
    }
    return new FacePrediction(
        Landmarks.of(vector), Collections.nCopies(5, 0.0), Optional.of(true), Optional.empty());
  }

  @Test
  void next_predictionThatTheCheckRefuses_isLostAndFeedsNeitherFilterNorJitter() {
    try (Ensemble landmarks =
        constant(new BoxProtocol(BoxProtocol.Kind.TRUTH, 1.6, true), within(6, 26))) {
      FaceTracker tracker =
          new FaceTracker(
              landmarks, new Box(60, 60, 80, 80), Optional.of(new Smoothing(25, 1.5, 30)));
      for (int frame = 0; frame < 3; frame++) {
        assertFalse(tracker.next(GREY, look -> seen(look.box(), 60)).lost());
      }
      assertTrue(tracker.next(GREY, look -> Optional.empty()).lost());
      Box elsewhere = new Box(65, 59, 87, 81);
      for (int frame = 0; frame < 3; frame++) {
        FaceTracker.Tracked moved = tracker.next(GREY, look -> seen(elsewhere, 66));
        assertFalse(moved.lost());
        assertEquals(elsewhere, moved.box());
        // The filter begins anew where the face is.
        assertEquals(66, moved.landmarks().x(0), 1e-9);
        assertEquals(Optional.of(true), moved.plausible());
      }
      // Across the loss it would be 6 pixels of a side of 20.
      assertEquals(0, tracker.rawJitter(), 1e-9);
      assertEquals(0, tracker.jitter(), 1e-9);
    }
  }

  private static RgbImage wall() {
    RgbImage wall = new RgbImage(500, 200);
    Arrays.fill(wall.rgb(), (byte) 128);
    return wall;
  }

  private static RgbImage scene(SyntheticFace face, int left) {
    RgbImage scene = wall();
    byte[] rgb = face.image().rgb();
    for (int y = 0; y < 200; y++) {
      System.arraycopy(rgb, 3 * 200 * y, scene.rgb(), 3 * (500 * y + left), 3 * 200);
    }
    return scene;
  }

  @Test
  void next_aFaceThenNothingThenTheFaceElsewhere_isLostUntilItIsPointedAtAgain() {
    SyntheticFace face =
        new SyntheticFaces(20_260, SyntheticSettings.DEFAULT.withYaw(5, 20).withDisturbance(0, 0.5))
            .face(4, 200);
    try (Ensemble landmarks = Ensemble.standard(TestTimeAugmentation.PAIR)) {
      FaceTracker tracker = new FaceTracker(landmarks, face.box(), Optional.empty());
      for (int frame = 0; frame < 3; frame++) {
        FaceTracker.Tracked seen = tracker.next(scene(face, 0));
        assertFalse(seen.lost());
        assertEquals(Optional.of(true), seen.plausible());
      }
      for (int frame = 0; frame < 3; frame++) {
        assertTrue(tracker.next(wall()).lost());
      }
      assertTrue(tracker.next(scene(face, 300)).lost());
      tracker.restart(face.box().moved(300, 0));
      FaceTracker.Tracked again = tracker.next(scene(face, 300));
      assertFalse(again.lost());
      double nose = face.landmarks("300w-68").x(30) + 300;
      assertEquals(nose, again.landmarks().x(30), face.box().width() / 8);
    }
  }

  @Test
  void jitter_steadyMotion_isNothingAndTremblingIsMeasured() {
    Jitter steady = new Jitter();
    Jitter trembling = new Jitter();
    for (int i = 0; i < 10; i++) {
      steady.add(Landmarks.of(3 * i, 1 - i), 50);
      trembling.add(Landmarks.of(i % 2, 0), 50);
    }
    assertEquals(0, steady.percent(), 1e-12);
    // Second differences of 0, 1, 0, 1 … are 2, of a side of 50: 4 %.
    assertEquals(4, trembling.percent(), 1e-12);
  }

  @Test
  void smoothing_faceThatGrows_measuresSpeedInItsSideOfEachFrame() {
    // Bounds of 24 of 32 crop pixels where the box has 20: six fifths from frame to frame.
    Smoothing how = new Smoothing(25, 1.5, 30);
    try (Ensemble landmarks =
        constant(new BoxProtocol(BoxProtocol.Kind.TRUTH, 1.6, true), within(4.5, 28.5))) {
      FaceTracker tracker = new FaceTracker(landmarks, new Box(80, 80, 110, 110), Optional.of(how));
      OneEuroFilter filter = new OneEuroFilter(how.cutOff(), how.beta());
      for (int frame = 0; frame < 6; frame++) {
        FaceTracker.Tracked tracked = tracker.next(GREY);
        assertFalse(tracked.lost());
        double side = tracked.raw().x(1) - tracked.raw().x(0);
        assertEquals(36 * Math.pow(1.2, frame), side, 1e-3);
        double expected = filter.next(tracked.raw().x(0), how.rate(), side);
        assertEquals(expected, tracked.landmarks().x(0), 1e-9);
      }
    }
  }

  @Test
  void smoothing_constantAnswer_isUnchanged() {
    try (Ensemble landmarks =
        constant(new BoxProtocol(BoxProtocol.Kind.FILE, 1, true), within(7.5, 23.5))) {
      FaceTracker tracker =
          new FaceTracker(
              landmarks, new Box(50, 50, 82, 82), Optional.of(new Smoothing(25, 1.5, 30)));
      for (int i = 0; i < 3; i++) {
        FaceTracker.Tracked tracked = tracker.next(GREY);
        for (int k = 0; k < 5; k++) {
          assertEquals(tracked.raw().x(k), tracked.landmarks().x(k), 1e-3);
        }
      }
      assertTrue(tracker.jitter() < 1e-3);
    }
  }

  @Test
  void rawFrames_wholeAndCutStream_areFramesAndAnError() {
    byte[] two = new byte[2 * 3 * 4 * 2];
    two[3 * 4 * 2] = 7;
    RawFrames frames = new RawFrames(new ByteArrayInputStream(two), 4, 2);
    assertEquals(0, frames.next().orElseThrow().rgb()[0]);
    assertEquals(7, frames.next().orElseThrow().rgb()[0]);
    assertTrue(frames.next().isEmpty());
    RawFrames cut = new RawFrames(new ByteArrayInputStream(two, 0, 30), 4, 2);
    cut.next();
    var thrown = assertThrows(InvalidDataException.class, cut::next);
    assertTrue(thrown.getMessage().contains("frame 1: 6 of 24 bytes"), thrown.getMessage());
    assertThrows(
        IllegalArgumentException.class,
        () -> new RawFrames(new ByteArrayInputStream(two), 99_999, 99_999));
  }
}
