package org.wingloss.training.recipe;

import org.wingloss.data.augmentation.Augmentations;
import org.wingloss.loss.LandmarkLoss;
import org.wingloss.loss.Reduction;
import org.wingloss.model.network.Initialisation;
import org.wingloss.model.network.NetworkSpec;
import org.wingloss.training.optimiser.Optimiser;
import org.wingloss.training.schedule.LearningRateSchedule;

/**
 * How one network is trained.
 *
 * @param network the network
 * @param precision the arithmetic of the training
 * @param start how its weights begin
 * @param loss the cost of one coordinate's error, network pixels
 * @param reduction how coordinates and faces become one number
 * @param optimiser the update rule
 * @param schedule the learning rate
 * @param augmentation what happens to every draw
 * @param steps the number of mini-batches, at least 1
 * @param batchSize faces per mini-batch, at least 1
 * @param average decay of the running average of the weights that is evaluated and kept, 0 (no
 *     average) to below 1
 * @param clipNorm the largest Euclidean norm of the whole gradient; 0 does not clip
 */
public record StageRecipe(
    NetworkSpec network,
    Precision precision,
    InitialWeights start,
    LandmarkLoss loss,
    Reduction reduction,
    Optimiser optimiser,
    LearningRateSchedule schedule,
    Augmentations augmentation,
    int steps,
    int batchSize,
    double average,
    double clipNorm) {
  /** Checks the numbers. */
  public StageRecipe {
    if (start.atMeanShape() && !Initialisation.canBeginAt(network)) {
      throw new IllegalArgumentException(
          "start: %s has no last bias that could be the mean shape; write 'start: %s'"
              .formatted(network.name(), start.initialisation().label()));
    }
    Recipe.atLeast("steps", 1, steps);
    Recipe.atLeast("batch-size", 1, batchSize);
    if (!(average >= 0 && average < 1)) {
      throw new IllegalArgumentException("average must be >= 0 and < 1 but was " + average);
    }
    if (!(clipNorm >= 0) || !Double.isFinite(clipNorm)) {
      throw new IllegalArgumentException("clip-norm must be >= 0 but was " + clipNorm);
    }
  }
}
