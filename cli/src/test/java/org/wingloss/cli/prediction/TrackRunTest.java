package org.wingloss.cli.prediction;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.format.JsonLines;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.data.synthetic.SyntheticFace;
import org.wingloss.data.synthetic.SyntheticFaces;
import org.wingloss.data.synthetic.SyntheticSettings;
import org.wingloss.model.detector.FaceDetector;
import org.wingloss.model.inference.Ensemble;
import org.wingloss.model.inference.InputPicture;
import org.wingloss.model.inference.TestTimeAugmentation;
import org.wingloss.model.track.FaceTracker;

class TrackRunTest {
  private static final LandmarkScheme SCHEME = LandmarkScheme.of("300w-68");
  private static final SyntheticFace FACE =
      new SyntheticFaces(20_260, SyntheticSettings.DEFAULT.withYaw(5, 20).withDisturbance(0, 0.5))
          .face(4, 200);
  private static final RgbImage WALL = wall();
  private static final RgbImage LEFT = scene(0);
  private static final RgbImage RIGHT = scene(300);

  @TempDir Path folder;

  private final List<String> said = new ArrayList<>();

  private static RgbImage wall() {
    RgbImage wall = new RgbImage(500, 200);
    Arrays.fill(wall.rgb(), (byte) 128);
    return wall;
  }

  private static RgbImage scene(int left) {
    RgbImage scene = wall();
    byte[] rgb = FACE.image().rgb();
    for (int y = 0; y < 200; y++) {
      System.arraycopy(rgb, 3 * 200 * y, scene.rgb(), 3 * (500 * y + left), 3 * 200);
    }
    return scene;
  }

  private static TrackRun.Frame frame(int number, RgbImage image) {
    String name = Integer.toString(number);
    return new TrackRun.Frame(new InputPicture(name, Path.of(name)), image);
  }

  private Path out() {
    return folder.resolve("track.jsonl");
  }

  /** Follows the face through frames by the built-in model and, without a box, its detector. */
  private TrackRun.Statistics follow(Optional<Box> box, RgbImage... frames) {
    int[] next = {0};
    Supplier<Optional<TrackRun.Frame>> source =
        () ->
            next[0] == frames.length
                ? Optional.empty()
                : Optional.of(frame(next[0], frames[next[0]++]));
    Path drawn = folder.resolve("drawn");
    try (Ensemble landmarks = Ensemble.standard(TestTimeAugmentation.PAIR);
        FaceDetector detector = FaceDetector.standard();
        TrackWriter writer =
            new TrackWriter(
                Optional.of(out()),
                Optional.of(DrawnPictures.of(drawn, List.of())),
                SCHEME,
                new PrintWriter(Writer.nullWriter()))) {
      Optional<FaceDetector> finder = box.isPresent() ? Optional.empty() : Optional.of(detector);
      TrackRun run = new TrackRun(landmarks, box, finder, Optional.empty(), said::add);
      TrackRun.Statistics statistics = run.follow(source, writer);
      writer.finish();
      return statistics;
    }
  }

  private static void assertNoseAt(int left, Face line) {
    double truth = FACE.landmarks(SCHEME).x(30) + left;
    assertEquals(truth, line.landmarks().x(30), FACE.box().width() / 8, line.id());
    assertEquals(Set.of(), line.subsets());
  }

  private static void assertLost(Face line) {
    assertEquals(68, line.landmarks().count());
    assertTrue(line.landmarks().isMissing(), line.id());
    assertEquals(Optional.empty(), line.box());
    assertEquals(Set.of("lost"), line.subsets());
  }

  @Test
  void follow_faceThatGoesAndComesElsewhere_isLostBetweenAndFoundAtOnce() {
    TrackRun.Statistics statistics =
        follow(Optional.empty(), LEFT, LEFT, LEFT, WALL, WALL, WALL, RIGHT, RIGHT);
    List<Face> lines = JsonLines.read(out());
    assertEquals(8, lines.size());
    lines.subList(0, 3).forEach(line -> assertNoseAt(0, line));
    lines.subList(3, 6).forEach(TrackRunTest::assertLost);
    lines.subList(6, 8).forEach(line -> assertNoseAt(300, line));
    assertEquals(List.of("3: the face was lost", "6: the face was found"), said);
    assertTrue(statistics.text().startsWith("8 frames, 3 lost, "), statistics.text());
    // The way from left to right is no jitter.
    assertTrue(statistics.rawJitter() < 5, statistics.text());
  }

  @Test
  void follow_cutToAnotherPlace_costsNoFrame() {
    TrackRun.Statistics statistics = follow(Optional.empty(), LEFT, LEFT, RIGHT, RIGHT);
    List<Face> lines = JsonLines.read(out());
    lines.subList(0, 2).forEach(line -> assertNoseAt(0, line));
    lines.subList(2, 4).forEach(line -> assertNoseAt(300, line));
    assertEquals(0, statistics.lost());
    assertEquals(List.of(), said);
  }

  @Test
  void follow_framesBeforeTheFace_areLinesWithoutLandmarks() {
    TrackRun.Statistics statistics = follow(Optional.empty(), WALL, WALL, LEFT, LEFT);
    List<Face> lines = JsonLines.read(out());
    lines.subList(0, 2).forEach(TrackRunTest::assertLost);
    lines.subList(2, 4).forEach(line -> assertNoseAt(0, line));
    assertEquals(2, statistics.lost());
    assertEquals(List.of("0: the face was not found yet", "2: the face was found"), said);
  }

  @Test
  void follow_noFaceInAnyFrame_isRefusedAndLeavesNoFile() {
    var thrown =
        assertThrows(InvalidDataException.class, () -> follow(Optional.empty(), WALL, WALL, WALL));
    assertEquals("no face was detected in any of 3 frames", thrown.getMessage());
    assertFalse(Files.exists(out()));
  }

  /** Nobody looks for it elsewhere then. */
  @Test
  void follow_typedBox_waitsForTheFaceWhereItWas() {
    TrackRun.Statistics statistics =
        follow(Optional.of(FACE.box()), LEFT, LEFT, WALL, RIGHT, LEFT, LEFT);
    List<Face> lines = JsonLines.read(out());
    lines.subList(0, 2).forEach(line -> assertNoseAt(0, line));
    lines.subList(2, 4).forEach(TrackRunTest::assertLost);
    lines.subList(4, 6).forEach(line -> assertNoseAt(0, line));
    assertEquals(2, statistics.lost());
    assertEquals(List.of("2: the face was lost", "4: the face was found"), said);
  }

  @Test
  void follow_lostFrame_isDrawnAsItIs() {
    follow(Optional.empty(), LEFT, WALL);
    Path drawn = folder.resolve("drawn");
    assertArrayEquals(WALL.rgb(), ImageFiles.read(drawn.resolve("1.png")).rgb());
    assertFalse(Arrays.equals(LEFT.rgb(), ImageFiles.read(drawn.resolve("0.png")).rgb()));
  }

  private byte[] written(Optional<Boolean> plausible, StringWriter text) {
    Path drawn = folder.resolve("drawn");
    Landmarks landmarks = FACE.landmarks(SCHEME).allVisible();
    FaceTracker.Tracked tracked =
        new FaceTracker.Tracked(FACE.box(), landmarks, landmarks, plausible, false);
    try (TrackWriter writer =
        new TrackWriter(
            Optional.empty(),
            Optional.of(DrawnPictures.of(drawn, List.of())),
            SCHEME,
            new PrintWriter(text, true))) {
      writer.write(frame(0, LEFT), Optional.of(tracked));
    }
    return ImageFiles.read(drawn.resolve("0.png")).rgb();
  }

  @Test
  void write_implausibleLandmarks_areMarkedInTheLineAndInTheDrawing() {
    StringWriter no = new StringWriter();
    StringWriter yes = new StringWriter();
    StringWriter unknown = new StringWriter();
    byte[] marked = written(Optional.of(false), no);
    byte[] face = written(Optional.of(true), yes);
    assertArrayEquals(face, written(Optional.empty(), unknown));
    assertFalse(Arrays.equals(face, marked));
    assertTrue(no.toString().contains("\"plausible\":false"), no.toString());
    assertTrue(yes.toString().contains("\"plausible\":true"), yes.toString());
    assertFalse(unknown.toString().contains("plausible"), unknown.toString());
  }

  @Test
  void statistics_ofTwoFrames_haveTheSlowerOneAsTheir95thPercentile() {
    TrackRun.Statistics statistics = new TrackRun.Statistics(List.of(153.33, 64.04), 0, 0.02, 0.01);
    assertTrue(statistics.text().contains("(95 %: 153.33 ms)"), statistics.text());
  }

  /** Of 20, 40 … frames 95 % is a whole number; of others it is rounded up. */
  @Test
  void statistics_ofAnyNumberOfFrames_haveThePercentileOfTheNearestRank() {
    for (int frames = 1; frames <= 200; frames++) {
      List<Double> latencies =
          IntStream.rangeClosed(1, frames).mapToObj(frame -> (double) frame).toList();
      int rank = (95 * frames + 99) / 100;
      assertEquals(
          rank,
          new TrackRun.Statistics(latencies, 0, 0.02, 0.01)
              .document()
              .path("latency-p95-ms")
              .doubleValue());
    }
  }
}
