package org.wingloss.training.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Face;
import org.wingloss.data.image.PictureSource;
import org.wingloss.data.io.FolderLock;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.data.synthetic.SyntheticFaces;
import org.wingloss.training.InvalidRecipeException;
import org.wingloss.training.recipe.Recipe;
import org.wingloss.training.recipe.RecipeFile;

/** Runs that end before their first step: the next attempt finds the folder free. */
class RefusedRunTest {
  @TempDir private Path folder;

  private static Recipe recipe(String... changes) {
    return RecipeFile.read("smoke-cnn67-wing-pdb", List.of(changes));
  }

  /** A face whose picture nobody reads. */
  private TrainingData one(String scheme, int validationFaces) {
    Face face =
        Face.of("1.png", new SyntheticFaces(1).face(0, 64).landmarks(scheme))
            .withImage(folder.resolve("1.png"));
    return new TrainingData(
        "synthetic",
        LandmarkScheme.of(scheme),
        List.of(face),
        0,
        Collections.nCopies(validationFaces, face),
        List.of());
  }

  private RunFolder run() {
    return new RunFolder(folder.resolve("run"));
  }

  private <T extends RuntimeException> void refused(
      Class<T> kind, String message, Recipe recipe, TrainingSet data, PictureSource pictures) {
    TrainingRun training = new TrainingRun(recipe, "small", data, run(), "cpu", 1);
    T thrown =
        assertThrows(
            kind,
            () ->
                training.run((truth, found) -> 1, Streams.steps(1), EarlierRun.RESUMED, pictures));
    assertTrue(thrown.getMessage().contains(message), thrown.getMessage());
  }

  private <T extends RuntimeException> T refusal(
      Class<T> kind, Recipe recipe, TrainingSet data, EarlierRun earlier) {
    TrainingRun training = new TrainingRun(recipe, "small", data, run(), "cpu", 1);
    return assertThrows(kind, () -> training.run((truth, found) -> 1, Streams.steps(1), earlier));
  }

  private <T extends RuntimeException> void refused(
      Class<T> kind, String message, Recipe recipe, TrainingSet data) {
    refused(
        kind,
        message,
        recipe,
        data,
        file -> {
          throw new AssertionError(file + " is read");
        });
    assertFalse(Files.exists(run().path()));
  }

  /** Some 143 million parameters, of which AdamW and the average keep four numbers each. */
  @Test
  void run_checkpointLargerThanAFileCanBe_isRefused() {
    refused(
        InvalidRecipeException.class,
        "network: a checkpoint would have 2187 MiB but at most 2031 MiB can be written",
        recipe("network=cnn6(input=32,widths=4-4-8-8-2048,hidden=65536)"),
        one("300w-68", 0));
  }

  @Test
  void run_alignmentByAChinThatTheSchemeLacks_isRefused() {
    refused(
        InvalidRecipeException.class,
        "second-stage.alignment: alignment chin-eyes needs a chin",
        recipe("second-stage.alignment=chin-eyes"),
        one("mtfl-5", 0));
  }

  /** The first stage trains for hours before they are needed. */
  @Test
  void run_secondStageWeightsThatAreNotThere_isRefused() {
    Path absent = folder.resolve("absent.safetensors");
    refused(
        InvalidDataException.class,
        absent + ": there is no such file",
        recipe("second-stage.initial-weights=matconvnet(weights=%s)".formatted(absent)),
        one("300w-68", 0));
  }

  @Test
  void run_secondStageWeightsOfWhichNoneFits_isRefused() {
    refused(
        InvalidRecipeException.class,
        "built-in: no tensor fits the network cnn7",
        recipe("second-stage.initial-weights=matconvnet(weights=built-in)"),
        one("300w-68", 0));
  }

  /** 240 GB of crops. */
  @Test
  void run_moreValidationFacesThanMemoryHolds_isRefused() {
    refused(
        InvalidDataException.class,
        "synthetic: the 1000000 validation faces take 234375 MiB, but ",
        recipe(),
        one("300w-68", 1_000_000));
  }

  @Test
  void run_balancingThatTheFacesDoNotAllow_isRefused() throws IOException {
    Recipe recipe = recipe("balance=pose(component=200)");
    TrainingData data = TrainingData.read(recipe, SmallFaces.write(folder, 20));
    refused(InvalidRecipeException.class, "balance: component must be <= ", recipe, data);
  }

  @Test
  void run_failureThatNobodyForesaw_leavesTheFolderFree() throws IOException {
    Recipe recipe = recipe();
    TrainingData data = TrainingData.read(recipe, SmallFaces.write(folder, 20));
    refused(
        IllegalStateException.class,
        "in a test",
        recipe,
        data,
        file -> {
          throw new IllegalStateException("in a test");
        });
    assertFalse(Files.exists(run().path()));
  }

  @ParameterizedTest
  @CsvSource({"1, stage1-last, 2", "2, last, 1"})
  void run_anotherNumberOfStagesThanItsCheckpoints_isRefused(
      int stages, String checkpoint, int before) throws IOException {
    run().prepare(1);
    Path kept = Files.writeString(run().checkpoint(checkpoint), "x");
    TrainingRun training =
        new TrainingRun(recipe("stages=" + stages), "small", one("300w-68", 0), run(), "cpu", 1);
    InvalidRecipeException e =
        assertThrows(InvalidRecipeException.class, () -> training.run(Streams.steps(1)));
    assertEquals(
        "stages: the run in %s began with %d but the recipe has %d; begin another run"
            .formatted(run().path(), before, stages),
        e.getMessage());
    assertTrue(Files.exists(kept));
  }

  /** Whatever stood in the place of the metric would choose the weights. */
  @ParameterizedTest
  @CsvSource({"every-10th, 0", "none, 1"})
  void run_validationWithoutAMetric_isRefused(String validation, int heldOut) {
    TrainingRun training =
        new TrainingRun(
            recipe("validation=" + validation), "small", one("300w-68", heldOut), run(), "cpu", 1);
    InvalidRecipeException e =
        assertThrows(InvalidRecipeException.class, () -> training.run(TrainingRun.Observer.NONE));
    assertEquals(
        "validation: %s with %d faces held out needs a metric; give one, or hold out none"
            .formatted(validation, heldOut),
        e.getMessage());
    assertFalse(Files.exists(run().path()));
  }

  /** As one that has begun and ended while this one read its data. */
  @Test
  void run_newWhereAnotherHasBegun_isRefusedAndLeavesIt() throws IOException {
    run().prepare(1);
    run().writeRecipe(recipe("steps=7"));
    byte[] before = Files.readAllBytes(run().recipe());
    InvalidRecipeException e =
        refusal(InvalidRecipeException.class, recipe(), one("300w-68", 0), EarlierRun.REFUSED);
    assertEquals(
        run().path() + ": already holds a run; resume it or choose another folder", e.getMessage());
    assertArrayEquals(before, Files.readAllBytes(run().recipe()));
    assertFalse(Files.exists(run().provenance()));
  }

  @Test
  void run_resumedWithAnotherRecipe_isRefusedAndLeavesIt() throws IOException {
    run().prepare(1);
    run().writeRecipe(recipe("steps=7"));
    InvalidRecipeException e =
        refusal(
            InvalidRecipeException.class, recipe("steps=8"), one("300w-68", 0), EarlierRun.RESUMED);
    assertTrue(e.getMessage().endsWith("steps: 7 became 8"), e.getMessage());
    assertEquals(recipe("steps=7"), run().readRecipe());
  }

  @Test
  void run_resumedWithOtherData_isRefusedAndLeavesIt() throws IOException {
    Files.writeString(folder.resolve("1.png"), "no picture");
    run().prepare(1);
    run().writeProvenance(Provenance.of("small", one("300w-68", 1), "cpu"));
    run().writeRecipe(recipe());
    InvalidDataException e =
        refusal(InvalidDataException.class, recipe(), one("300w-68", 0), EarlierRun.RESUMED);
    assertTrue(e.getMessage().contains("1 validation faces"), e.getMessage());
    assertTrue(e.getMessage().endsWith("boxes, photographs or pictures differ"), e.getMessage());
    assertEquals(1, Provenance.read(run().provenance()).validationFaces());
  }

  private TrainingData withMirror(List<List<Integer>> mirror) {
    LandmarkScheme all = LandmarkScheme.of("300w-68");
    LandmarkScheme own =
        new LandmarkScheme(
            "own-68",
            all.count(),
            all.description(),
            mirror,
            all.leftEye(),
            all.rightEye(),
            all.outerEyeCorners(),
            all.innerEyeCorners(),
            all.chin(),
            all.groups(),
            all.outlines());
    List<Face> faces = one("300w-68", 0).faces();
    return new TrainingData("jsonl", own, faces, 0, List.of(), List.of());
  }

  @Test
  void run_resumedWithAnotherMirrorInItsScheme_isRefused() throws IOException {
    Files.writeString(folder.resolve("1.png"), "no picture");
    run().prepare(1);
    TrainingData begun = withMirror(List.of(List.of(0, 16)));
    run().writeProvenance(Provenance.of("small", begun, "cpu"));
    run().writeRecipe(recipe());
    TrainingData other = withMirror(List.of(List.of(1, 15)));
    InvalidDataException e =
        refusal(InvalidDataException.class, recipe(), other, EarlierRun.RESUMED);
    assertTrue(e.getMessage().contains("whose scheme, landmarks, boxes"), e.getMessage());
  }

  @Test
  void run_whileAnotherIsAtWork_isRefusedAndWritesNothing() {
    FolderLock lock = run().lock();
    try (lock) {
      InvalidRecipeException e =
          refusal(InvalidRecipeException.class, recipe(), one("300w-68", 0), EarlierRun.REFUSED);
      assertTrue(e.getMessage().contains("another training is at work"), e.getMessage());
      assertFalse(Files.exists(run().path().resolve("checkpoints")));
    }
  }
}
