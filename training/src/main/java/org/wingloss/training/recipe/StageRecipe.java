package org.wingloss.training.recipe;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.wingloss.data.augmentation.Augmentations;
import org.wingloss.data.crop.CropSize;
import org.wingloss.loss.LandmarkLoss;
import org.wingloss.loss.Reduction;
import org.wingloss.model.network.Initialisation;
import org.wingloss.model.network.NetworkSpec;
import org.wingloss.model.weights.Weights;
import org.wingloss.training.optimiser.ExponentialMovingAverage;
import org.wingloss.training.optimiser.Optimiser;
import org.wingloss.training.schedule.LearningRateSchedule;

/**
 * How one network is trained; each component is a key of a recipe, in this order.
 *
 * @param network the network
 * @param precision the arithmetic of the training
 * @param initialWeights their distribution, and pretrained weights, if any
 * @param loss the cost of one coordinate's error, network pixels
 * @param reduction how coordinates and faces become one number
 * @param optimiser momentum and weight decay, or Adam
 * @param schedule the learning-rate schedule
 * @param steps the number of mini-batches, at least 1
 * @param batchSize faces per mini-batch, at least 1; the crops of one may take 1 GiB
 * @param augmentation what is done to every training sample
 * @param ema the EMA of the weights, which is validated and kept
 * @param gradientClipNorm the largest Euclidean norm of the whole gradient; 0 does not clip
 */
public record StageRecipe(
    NetworkSpec network,
    Precision precision,
    InitialWeights initialWeights,
    LandmarkLoss loss,
    Reduction reduction,
    Optimiser optimiser,
    LearningRateSchedule schedule,
    int steps,
    int batchSize,
    Augmentations augmentation,
    @JsonProperty("ema-decay") ExponentialMovingAverage ema,
    double gradientClipNorm) {
  private static final long LARGEST_BATCH = 1L << 30;

  /** Checks the numbers. */
  public StageRecipe {
    if (initialWeights.atMeanShape() && !Initialisation.canBeginAt(network)) {
      throw new IllegalArgumentException(
          ("initial-weights: %s has no last bias that could be the mean shape; write"
                  + " 'initial-weights: %s'")
              .formatted(network.name(), initialWeights.initialisation().label()));
    }
    network.requireBounded(1);
    Recipe.atLeast("steps", 1, steps);
    Recipe.atLeast("batch-size", 1, batchSize);
    requireBatch(batchSize, network.inputSize());
    cropSize(network, augmentation);
    requireClipNorm(gradientClipNorm);
  }

  /** How much of a picture is kept per face: all that the augmentation may look at. */
  public CropSize cropSize() {
    return cropSize(network, augmentation);
  }

  private static CropSize cropSize(NetworkSpec network, Augmentations augmentation) {
    try {
      return new CropSize(network.inputSize(), augmentation.context());
    } catch (IllegalArgumentException e) {
      // Without the cause, whose sentence would be said in place of this one.
      throw new IllegalArgumentException("augmentation: " + e.getMessage());
    }
  }

  /**
   * Refuses a mini-batch whose pictures would take more than 1 GiB.
   *
   * @param side of a picture, pixels
   */
  public static void requireBatch(int batchSize, int side) {
    long most = LARGEST_BATCH / (3L * side * side * Float.BYTES);
    if (batchSize > most) {
      throw new IllegalArgumentException(
          "batch-size must be <= %d for an input of %d pixels but was %d"
              .formatted(most, side, batchSize));
    }
  }

  /** Refuses what is no norm; 0 does not clip. */
  public static void requireClipNorm(double gradientClipNorm) {
    if (!(gradientClipNorm >= 0) || !Double.isFinite(gradientClipNorm)) {
      throw new IllegalArgumentException(
          "gradient-clip-norm must be >= 0 but was " + gradientClipNorm);
    }
  }

  /**
   * As a second stage, once the first is trained: {@code initial-weights:
   * matconvnet(weights=first-stage)} then begins with these weights.
   */
  public StageRecipe after(Weights firstStage) {
    return with(initialWeights.after(firstStage));
  }

  /** As it goes on from a checkpoint, which holds all weights: none are read from elsewhere. */
  public StageRecipe resumed() {
    return with(initialWeights.drawn());
  }

  private StageRecipe with(InitialWeights others) {
    return new StageRecipe(
        network,
        precision,
        others,
        loss,
        reduction,
        optimiser,
        schedule,
        steps,
        batchSize,
        augmentation,
        ema,
        gradientClipNorm);
  }
}
