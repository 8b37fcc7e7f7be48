package org.wingloss.training.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wingloss.model.inference.ForwardPass;
import org.wingloss.model.weights.SafeTensors;
import org.wingloss.model.weights.Weights;
import org.wingloss.training.DivergenceException;
import org.wingloss.training.checkpoint.Checkpoint;
import org.wingloss.training.recipe.Recipe;

/** What a training makes of its validations, every tenth step of forty. */
class TrainerValidationTest {
  private static final SyntheticDrawer FACES = new SyntheticDrawer(10, 32, 2);

  @TempDir private Path folder;

  /** Scores in turn, as of faces of that name. */
  private static Optional<Validation> scores(String faces, Double... scores) {
    Iterator<Double> next = Arrays.asList(scores).iterator();
    return Optional.of(
        new Validation() {
          @Override
          public double nme(ForwardPass network) {
            return next.next();
          }

          @Override
          public String digest() {
            return faces;
          }
        });
  }

  /** Begins or goes on until so many steps are done. */
  private TrainingResult train(Recipe recipe, long until, Optional<Validation> validation) {
    Path last = folder.resolve("last.safetensors");
    AtomicLong steps =
        new AtomicLong(Checkpoint.exists(last) ? Checkpoint.read(last).progress().step() : 0);
    return Trainings.trainer(
            recipe, FACES, folder, 0, () -> steps.incrementAndGet() >= until, validation)
        .train();
  }

  @Test
  void train_resumedOnOtherFaces_looksForTheBestAnew() {
    Recipe recipe = Trainings.recipe("early-stopping-patience=2");
    assertEquals(3.0, train(recipe, 13, scores("some", 3.0)).progress().bestNme());
    TrainingResult resumed = train(recipe, 100, scores("others", 4.5, 4.4, 4.6));
    assertEquals(40, resumed.progress().step());
    assertEquals(4.4, resumed.progress().bestNme());
    assertEquals(30, resumed.progress().bestStep());
    assertEquals("30", SafeTensors.read(folder.resolve("best.safetensors")).metadata().get("step"));
  }

  @Test
  void train_resumedOnTheSameFaces_keepsTheBest() {
    Recipe recipe = Trainings.recipe("early-stopping-patience=2");
    train(recipe, 13, scores("some", 3.0));
    TrainingResult resumed = train(recipe, 100, scores("some", 4.5, 4.4));
    assertEquals(30, resumed.progress().step());
    assertEquals(3.0, resumed.progress().bestNme());
    assertEquals(10, resumed.progress().bestStep());
  }

  @Test
  void train_resumedWithoutValidation_endsWithTheLastWeights() throws IOException {
    Recipe recipe = Trainings.recipe();
    train(recipe, 13, scores("some", 3.0));
    TrainingResult resumed = train(recipe, 100, Optional.empty());
    Path never = Files.createDirectories(folder.resolve("never-validated"));
    assertEquals(
        Trainings.trainer(recipe, FACES, never, 0, () -> false).train().weights(),
        resumed.weights());
    assertEquals(Double.POSITIVE_INFINITY, resumed.progress().bestNme());
  }

  /** The crops of the next stage are cut by these weights. */
  @Test
  void train_overAndResumedOnOtherFaces_endsWithTheSameWeightsAndNoScore() {
    Recipe recipe = Trainings.recipe("early-stopping-patience=1");
    Weights best = train(recipe, 100, scores("some", 3.0, 4.0)).weights();
    TrainingResult again = train(recipe, 100, scores("others"));
    assertTrue(again.finished());
    assertEquals(20, again.progress().step());
    assertEquals(best, again.weights());
    assertEquals(Double.POSITIVE_INFINITY, again.progress().bestNme());
  }

  /** Kernels are chosen by the number of faces. */
  @ParameterizedTest
  @CsvSource({"4, 4", "40, 32"})
  void train_validation_takesNoMoreFacesAtATimeThanTheEngineWasCheckedWith(
      int batchSize, int expected) {
    List<Integer> largest = new ArrayList<>();
    Validation validation =
        network -> {
          largest.add(network.largestBatch());
          return 1;
        };
    train(Trainings.recipe("steps=10", "batch-size=" + batchSize), 100, Optional.of(validation));
    assertEquals(List.of(expected), largest);
  }

  /** The weights are finite, but what they make of a picture is not. */
  @Test
  void train_validationOutputThatIsNotFinite_isADivergence() {
    float[] crop = new float[3 * 32 * 32];
    Arrays.fill(crop, Float.NaN);
    Validation validation = network -> network.forward(List.of(crop))[0][0];
    Recipe recipe = Trainings.recipe("steps=10");
    DivergenceException e =
        assertThrows(DivergenceException.class, () -> train(recipe, 100, Optional.of(validation)));
    assertEquals(10, e.step());
    assertTrue(e.getMessage().contains("an output of the network is not finite"), e.getMessage());
  }
}
