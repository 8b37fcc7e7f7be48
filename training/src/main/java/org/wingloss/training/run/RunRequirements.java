package org.wingloss.training.run;

import ai.djl.Device;
import java.util.Optional;
import org.wingloss.data.InvalidDataException;
import org.wingloss.model.alignment.Alignment;
import org.wingloss.model.weights.SafeTensors;
import org.wingloss.training.InvalidRecipeException;
import org.wingloss.training.checkpoint.Checkpoint;
import org.wingloss.training.device.ProcessorInstructions;
import org.wingloss.training.recipe.Precision;
import org.wingloss.training.recipe.Recipe;
import org.wingloss.training.recipe.StageRecipe;

/**
 * What a recipe needs of its data and of the machine, to be known before anything is written.
 *
 * @param recipe what is to be done
 * @param data the faces
 */
record RunRequirements(Recipe recipe, TrainingSet data) {
  /** Pictures that are decoded take a quarter more; crops of training faces leave the heap. */
  private static final double MOST_OF_MEMORY = 0.5;

  /**
   * Refuses what would fail later.
   *
   * @param folder of the run
   * @throws InvalidRecipeException if the recipe does not go with the data, a network is too large
   *     to be kept, or none of its initial weights fits it
   * @throws InvalidDataException if memory cannot hold the validation faces, or initial weights
   *     cannot be read
   */
  void check(RunFolder folder) {
    PseudoLabels.requireUsable(recipe, data);
    recipe.second().ifPresent(next -> requireAlignment(next.alignment()));
    if (checkpointBytes() > SafeTensors.MOST_DATA) {
      throw new InvalidRecipeException(
          "network: a checkpoint would have %d MiB but at most %d MiB can be written; take a smaller network"
              .formatted(checkpointBytes() >> 20, SafeTensors.MOST_DATA >> 20));
    }
    ValidationFaces.requireRoom(
        data.trainedOn().text(),
        data.validation().size(),
        recipe.stages().stream().map(stage -> stage.network().inputSize()).toList(),
        0,
        MOST_OF_MEMORY);
    requireWeights(folder, 1, recipe.stage());
    recipe.second().ifPresent(next -> requireWeights(folder, 2, next.stage()));
  }

  /** A stage that goes on from a checkpoint has its weights there. */
  private void requireWeights(RunFolder folder, int number, StageRecipe stage) {
    if (!Checkpoint.exists(folder.checkpoint(recipe, number, "last"))) {
      stage
          .initialWeights()
          .weights()
          .ifPresent(from -> from.requireFit(stage.network(), data.scheme().count()));
    }
  }

  private void requireAlignment(Alignment.Kind alignment) {
    try {
      alignment.requireFits(data.scheme());
    } catch (IllegalArgumentException e) {
      throw new InvalidRecipeException("second-stage.alignment: " + e.getMessage(), e);
    }
  }

  /** What is to be said of the precision on a device, if anything is. */
  Optional<String> remark(Device device) {
    boolean bfloat16 =
        recipe.stages().stream().anyMatch(stage -> stage.precision() == Precision.BFLOAT16);
    return bfloat16 && !device.isGpu() ? ProcessorInstructions.slowBfloat16() : Optional.empty();
  }

  /** The larger stage's: weights, their average and what the update rule keeps, four bytes each. */
  long checkpointBytes() {
    return recipe.stages().stream().mapToLong(this::bytes).max().orElseThrow();
  }

  private long bytes(StageRecipe stage) {
    long arrays = (stage.ema().isKept() ? 2L : 1L) + stage.optimiser().states().size();
    return Float.BYTES * arrays * stage.network().parameters(data.scheme().count());
  }
}
