package org.wingloss.training.recipe;

import java.util.List;
import java.util.Optional;
import org.wingloss.data.crop.BoxProtocol;

/**
 * Everything that decides a training but the data themselves and the machine. Two runs of one
 * recipe on the same data, machine and number of threads give the same weights.
 *
 * @param data the kind of data set, see {@link org.wingloss.data.dataset.DatasetReader}; its split
 *     {@code train} is read
 * @param validation which faces are held out of training
 * @param box how a face becomes a crop
 * @param balance how the training faces are balanced by pose
 * @param seed decides the initial weights, the order and the augmentation
 * @param logEvery steps between two lines of the log, at least 1
 * @param validateEvery steps between two validations, at least 1
 * @param checkpointEvery steps between two checkpoints, at least 1
 * @param earlyStoppingPatience early stopping: validations without a better one after which a stage
 *     ends; 0 never
 * @param stage the only stage, or the first
 * @param second the second stage, if there is one
 */
public record Recipe(
    String data,
    ValidationSplit validation,
    BoxProtocol box,
    BalancingRecipe balance,
    long seed,
    int logEvery,
    int validateEvery,
    int checkpointEvery,
    int earlyStoppingPatience,
    StageRecipe stage,
    Optional<SecondStage> second) {
  /** Checks the numbers. */
  public Recipe {
    atLeast("log-every", 1, logEvery);
    atLeast("validate-every", 1, validateEvery);
    atLeast("checkpoint-every", 1, checkpointEvery);
    atLeast("early-stopping-patience", 0, earlyStoppingPatience);
    if (earlyStoppingPatience > 0 && validation == ValidationSplit.NONE) {
      throw new IllegalArgumentException("early-stopping-patience needs a validation");
    }
    if (stage.initialWeights().fromFirstStage()) {
      throw new IllegalArgumentException(
          "initial-weights: only a second stage can begin with weights=first-stage");
    }
    if (second.isPresent()
        && second.get().stage().initialWeights().fromFirstStage()
        && !second.get().stage().network().equals(stage.network())) {
      throw new IllegalArgumentException(
          "second-stage: initial-weights: weights=first-stage needs the network of the first stage, %s, but it is %s"
              .formatted(stage.network().line(), second.get().stage().network().line()));
    }
  }

  /** The only stage, or both in their order. */
  public List<StageRecipe> stages() {
    return second.map(next -> List.of(stage, next.stage())).orElse(List.of(stage));
  }

  static void atLeast(String name, int least, int value) {
    if (value < least) {
      throw new IllegalArgumentException(name + " must be >= " + least + " but was " + value);
    }
  }
}
