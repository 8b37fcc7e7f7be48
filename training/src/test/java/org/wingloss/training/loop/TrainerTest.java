package org.wingloss.training.loop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wingloss.data.batch.Batch;
import org.wingloss.model.weights.Weights;
import org.wingloss.training.DivergenceException;
import org.wingloss.training.InvalidRecipeException;
import org.wingloss.training.checkpoint.Checkpoint;
import org.wingloss.training.recipe.Recipe;

class TrainerTest {
  private static final SyntheticDrawer FACES = new SyntheticDrawer(10, 32, 2);

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "optimiser=adamw(weight-decay=0.05)",
        "optimiser=adam",
        "optimiser=sgd",
        "precision=bfloat16"
      })
  void train_stoppedAndResumed_endsWithTheSameBits(String change) throws IOException {
    Recipe recipe = Trainings.recipe(change, "schedule=log-linear(from=1e-4,to=1e-6)");
    TrainingResult whole = run(recipe, "whole", 2, Integer.MAX_VALUE);
    TrainingResult first = run(recipe, "parts", 2, 13);
    assertFalse(first.finished());
    assertEquals(13, first.progress().step());
    assertFalse(run(recipe, "parts", 1, 20).finished());
    TrainingResult second = run(recipe, "parts", 2, Integer.MAX_VALUE);
    assertTrue(second.finished());
    assertEquals(whole.weights(), second.weights());
    assertEquals(
        Checkpoint.read(folder.resolve("whole/last.safetensors")).tensors(),
        Checkpoint.read(folder.resolve("parts/last.safetensors")).tensors());
    assertEquals(losses("whole"), losses("parts"));
  }

  @Test
  @Timeout(120)
  void train_resumedWithFewerStepsThanTaken_isOverAndChangesNothing() {
    assertEquals(13, run(Trainings.recipe(), "parts", 1, 13).progress().step());
    Weights taken = Checkpoint.read(folder.resolve("parts/last.safetensors")).tensors();
    TrainingResult shorter = run(Trainings.recipe("steps=10"), "parts", 1, Integer.MAX_VALUE);
    assertTrue(shorter.finished());
    assertEquals(13, shorter.progress().step());
    assertEquals(taken, Checkpoint.read(folder.resolve("parts/last.safetensors")).tensors());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void train_anyNumberOfLoaders_endsWithTheSameBits(int loaders) {
    Recipe recipe = Trainings.recipe();
    Weights expected = run(recipe, "alone", 0, Integer.MAX_VALUE).weights();
    assertEquals(expected, run(recipe, "threads", loaders, Integer.MAX_VALUE).weights());
  }

  @Test
  void train_anotherSeed_endsWithOtherWeights() {
    assertNotEquals(
        run(Trainings.recipe("steps=2"), "one", 0, 9).weights(),
        run(Trainings.recipe("steps=2", "seed=2"), "two", 0, 9).weights());
  }

  @Test
  void train_fourFaces_areOverfittedToAFifthOfAPixel() {
    double error = overfitted("precision=float32");
    assertTrue(error < 0.2, "mean error " + error);
  }

  @Test
  void train_fourFacesInBfloat16_areOverfittedToHalfAPixel() {
    double error = overfitted("precision=bfloat16");
    assertTrue(error < 0.5, "mean error " + error);
  }

  private double overfitted(String precision) {
    SyntheticDrawer four = new SyntheticDrawer(4, 32, 0);
    Recipe recipe =
        Trainings.recipe(
            precision,
            "steps=1500",
            "network=cnn6(input=32,widths=8-8-16-16-32,hidden=64)",
            "schedule=cosine(from=3e-3,to=1e-5,warm-up=20)",
            "optimiser=adam",
            "ema-decay=0",
            "checkpoint-every=1500",
            "log-every=100");
    TrainingResult result =
        Trainings.trainer(recipe, four, made(precision), 0, () -> false).train();
    try (BlockForwardPass network =
        BlockForwardPass.of(
            recipe.stage(), four.landmarks(), result.weights(), ai.djl.Device.cpu())) {
      Batch batch = Batch.of(four, new int[] {0, 1, 2, 3}, 0);
      float[][] vectors = network.forward(Trainings.crops(batch));
      int length = vectors[0].length;
      double sum = 0;
      for (int n = 0; n < vectors.length; n++) {
        for (int i = 0; i < length; i++) {
          sum += Math.abs(vectors[n][i] - batch.targets()[n * length + i]);
        }
      }
      return sum / (vectors.length * length);
    }
  }

  @Test
  void train_validation_keepsTheBestWeightsAndStopsEarly() throws IOException {
    Recipe recipe = Trainings.recipe("early-stopping-patience=2", "validate-every=5");
    Iterator<Double> scores = List.of(9.0, 7.0, 8.0, 7.5, 1.0).iterator();
    AtomicInteger asked = new AtomicInteger();
    Validation validation =
        network -> {
          asked.incrementAndGet();
          return scores.next();
        };
    TrainingResult result =
        Trainings.trainer(recipe, FACES, made("early"), 1, () -> false, Optional.of(validation))
            .train();
    assertTrue(result.finished());
    assertEquals(4, asked.get());
    assertEquals(20, result.progress().step());
    assertEquals(10, result.progress().bestStep());
    assertEquals(7.0, result.progress().bestNme());
    List<String> measured =
        Files.readAllLines(folder.resolve("early/metrics.jsonl")).stream()
            .filter(line -> line.contains("\"nme\""))
            .toList();
    assertEquals(4, measured.size());
    assertTrue(measured.get(1).contains("\"nme\":7.0"), measured.get(1));
  }

  @Test
  void train_rateFarTooHigh_stopsNamingStepBatchAndCause() {
    Recipe recipe =
        Trainings.recipe("optimiser=sgd", "schedule=constant(rate=50)", "checkpoint-every=1");
    InvalidRecipeException e =
        assertThrows(InvalidRecipeException.class, () -> run(recipe, "wild", 1, Integer.MAX_VALUE));
    assertTrue(e.getMessage().matches("the training diverged at step [0-9]+: .*"), e.getMessage());
    assertTrue(e.getMessage().contains("face "), e.getMessage());
    assertTrue(e.getMessage().contains("learning rate 50"), e.getMessage());
    Weights kept = Checkpoint.read(folder.resolve("wild/last.safetensors")).tensors();
    kept.tensors().forEach((name, tensor) -> assertTrue(tensor.isFinite(), name));
  }

  /** Batches of 4, a checkpoint after 7 steps, one damaged picture of step 10. */
  @Test
  void train_lossIsNotANumberOnce_goesOnFromTheCheckpointAndEndsWithTheSameBits() {
    Recipe recipe = Trainings.recipe("steps=14");
    TrainingResult sound = run(recipe, "sound", 0, Integer.MAX_VALUE);
    TrainingResult repeated = damaged(recipe, "once", 37, 38).train();
    assertTrue(repeated.finished());
    sound
        .weights()
        .tensors()
        .forEach(
            (name, tensor) ->
                assertArrayEquals(
                    tensor.values(), repeated.weights().tensors().get(name).values(), name));
  }

  @Test
  void train_lossIsNotANumberAgain_isADivergence() {
    Recipe recipe = Trainings.recipe("steps=14");
    Trainer trainer = damaged(recipe, "always", 37, Integer.MAX_VALUE);
    DivergenceException e = assertThrows(DivergenceException.class, trainer::train);
    assertTrue(e.getMessage().contains("a pixel of it is not finite"), e.getMessage());
  }

  /** The loss of a step is that of the weights before it. */
  @Test
  void train_stepThatBlowsTheWeightsUp_isADivergenceAndIsNotKept() {
    Recipe recipe =
        Trainings.recipe(
            "steps=3",
            "optimiser=sgd(momentum=0,weight-decay=0)",
            "schedule=constant(rate=1e39)",
            "checkpoint-every=1",
            "ema-decay=0");
    DivergenceException e =
        assertThrows(DivergenceException.class, () -> run(recipe, "blown", 0, Integer.MAX_VALUE));
    assertEquals(1, e.step());
    assertTrue(e.getMessage().contains("is not finite any more"), e.getMessage());
    assertFalse(Files.exists(folder.resolve("blown/last.safetensors")));
  }

  @Test
  void train_lossIsNotANumberBeforeTheFirstCheckpoint_isADivergence() {
    Trainer trainer = damaged(Trainings.recipe("steps=14"), "early", 13, 14);
    assertEquals(4, assertThrows(DivergenceException.class, trainer::train).step());
  }

  private Trainer damaged(Recipe recipe, String name, int from, int until) {
    return Trainings.trainer(
        recipe,
        new DamagedDrawer(FACES, from, until),
        FACES.meanShape(),
        made(name),
        0,
        () -> false,
        Optional.empty());
  }

  @Test
  void train_clippedGradient_survivesTheSameRate() {
    Recipe recipe =
        Trainings.recipe(
            "optimiser=sgd(momentum=0,weight-decay=0)",
            "schedule=constant(rate=0.01)",
            "gradient-clip-norm=0.1");
    assertTrue(run(recipe, "clipped", 1, Integer.MAX_VALUE).finished());
  }

  private TrainingResult run(Recipe recipe, String name, int loaders, int stopAt) {
    AtomicInteger steps = new AtomicInteger(stepsDone(name));
    return Trainings.trainer(
            recipe, FACES, made(name), loaders, () -> steps.incrementAndGet() >= stopAt)
        .train();
  }

  private int stepsDone(String name) {
    Path last = folder.resolve(name).resolve("last.safetensors");
    return Checkpoint.exists(last) ? (int) Checkpoint.read(last).progress().step() : 0;
  }

  private Path made(String name) {
    try {
      return Files.createDirectories(folder.resolve(name));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** The log without what the clock says. */
  private List<String> losses(String name) throws IOException {
    return Files.readAllLines(folder.resolve(name).resolve("metrics.jsonl")).stream()
        .map(line -> line.replaceAll(",\"faces-per-second\":[0-9.E]+", ""))
        .toList();
  }
}
