package org.wingloss.training.detector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Face;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.io.FolderLock;
import org.wingloss.data.synthetic.SyntheticFace;
import org.wingloss.data.synthetic.SyntheticFaces;
import org.wingloss.model.detector.FaceDetector;
import org.wingloss.training.InvalidRecipeException;
import org.wingloss.training.loop.TrainingListener;
import org.wingloss.training.run.RunFolder;

class DetectorRunTest {
  private static final TrainingListener SILENT = new TrainingListener() {};

  @TempDir Path folder;

  private DetectorRun run(String name, String... more) throws IOException {
    List<String> overrides = new java.util.ArrayList<>(List.of(more));
    overrides.addAll(
        List.of(
            "network=detection(widths=16-16,depth=1)",
            "precision=float32",
            "synthetic-faces=3",
            "scene=32",
            "backgrounds=3",
            "batch-size=2",
            "log-every=1",
            "checkpoint-every=100"));
    Path path = Files.createDirectories(folder.resolve(name));
    return new DetectorRun(DetectorRecipeFile.read(Optional.empty(), overrides), List.of(), path);
  }

  /** Stops after so many steps. */
  private static BooleanSupplier after(int steps) {
    AtomicInteger done = new AtomicInteger();
    return () -> done.incrementAndGet() >= steps;
  }

  /** They are neither in the recipe nor in the checkpoint. */
  @Test
  void run_resumedWithOtherPhotographs_isRefused() throws IOException {
    DetectorRun begun = run("photographs");
    begun.run(1, SILENT, after(2));
    Path picture = folder.resolve("1.png");
    SyntheticFace face = new SyntheticFaces(1).face(0, 64);
    ImageFiles.writePng(face.image(), picture);
    List<Face> more = List.of(Face.of("1.png", face.landmarks("300w-68")).withImage(picture));
    DetectorRun resumed = new DetectorRun(begun.recipe(), more, begun.folder());
    InvalidDataException e =
        assertThrows(InvalidDataException.class, () -> resumed.run(1, SILENT, after(2)));
    assertTrue(e.getMessage().contains("began with other photographs"), e.getMessage());
  }

  /** The next attempt shall find the folder free. */
  @Test
  void run_photographThatCannotBeRead_leavesTheFolderFree() throws IOException {
    Path picture = Files.writeString(folder.resolve("1.png"), "no picture");
    SyntheticFace face = new SyntheticFaces(1).face(0, 64);
    List<Face> bad = List.of(Face.of("1.png", face.landmarks("300w-68")).withImage(picture));
    DetectorRun sound = run("mine");
    DetectorRun failing = new DetectorRun(sound.recipe(), bad, sound.folder());
    assertThrows(InvalidDataException.class, () -> failing.run(1, SILENT, after(2)));
    assertTrue(new RunFolder(sound.folder()).isFree());
    assertEquals(2, sound.run(1, SILENT, after(2)).step());
  }

  @Test
  void run_whileAnotherIsAtWork_isRefused() throws IOException {
    DetectorRun run = run("mine");
    FolderLock lock = new RunFolder(run.folder()).lock();
    try (lock) {
      var thrown = assertThrows(InvalidRecipeException.class, () -> run.run(0, SILENT, after(1)));
      assertTrue(thrown.getMessage().contains("another training is at work"), thrown.getMessage());
    }
  }

  @Test
  void run_stoppedAndResumed_endsWithTheSameBits() throws IOException {
    DetectorRun whole = run("whole", "steps=5");
    whole.run(0, SILENT, () -> false);
    DetectorRun parts = run("parts", "steps=5");
    assertEquals(2, parts.run(0, SILENT, after(2)).step());
    assertFalse(Files.exists(parts.detector()));
    assertEquals(5, parts.run(1, SILENT, () -> false).step());
    assertArrayEquals(Files.readAllBytes(whole.detector()), Files.readAllBytes(parts.detector()));
    assertEquals(
        Files.readString(folder.resolve("whole/metrics.jsonl")),
        Files.readString(folder.resolve("parts/metrics.jsonl")));
  }

  @Test
  void run_finished_isADetectorThatOpens() throws IOException {
    DetectorRun run = run("one", "steps=1");
    run.run(0, SILENT, () -> false);
    try (FaceDetector detector = FaceDetector.open(run.detector())) {
      assertTrue(detector.detect(new RgbImage(70, 50)).size() <= 200);
    }
  }

  @Test
  void run_otherRecipeInTheFolder_isRefused() throws IOException {
    run("mine", "steps=1").run(0, SILENT, () -> false);
    DetectorRun other = run("mine", "steps=2");
    var thrown =
        assertThrows(InvalidRecipeException.class, () -> other.run(0, SILENT, () -> false));
    assertTrue(thrown.getMessage().contains("began with another recipe"), thrown.getMessage());
  }
}
