package org.wingloss.training.run;

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
        assertThrows(kind, () -> training.run((truth, found) -> 1, Streams.steps(1), pictures));
    assertTrue(thrown.getMessage().contains(message), thrown.getMessage());
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
        assertThrows(
            InvalidRecipeException.class,
            () -> training.run((truth, found) -> 1, Streams.steps(1)));
    assertEquals(
        "stages: the run in %s began with %d but the recipe has %d; begin another run"
            .formatted(run().path(), before, stages),
        e.getMessage());
    assertTrue(Files.exists(kept));
  }
}
