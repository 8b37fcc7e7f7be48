package org.wingloss.training.detector;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.wingloss.data.augmentation.Augmentations;
import org.wingloss.data.detection.DetectionScenes;
import org.wingloss.model.network.DetectionNetwork;
import org.wingloss.training.loop.OptimisedWeights;
import org.wingloss.training.optimiser.ExponentialMovingAverage;
import org.wingloss.training.optimiser.Optimiser;
import org.wingloss.training.recipe.Precision;
import org.wingloss.training.recipe.StageRecipe;
import org.wingloss.training.schedule.LearningRateSchedule;

/**
 * Everything that decides the training of a detector but the photographs; each component is a key
 * of its file.
 *
 * @param network the network
 * @param precision the arithmetic of the training
 * @param optimiser the optimiser
 * @param schedule the learning-rate schedule
 * @param ema the EMA of the weights
 * @param gradientClipNorm the largest Euclidean norm of the whole gradient; 0 does not clip
 * @param steps the number of mini-batches, at least 1
 * @param batchSize scenes per mini-batch, 1 to 1024; those of one may take 1 GiB
 * @param scene the side of scenes, a multiple of {@link DetectionNetwork#STRIDE}
 * @param syntheticFaces how many different ones are rendered, at least 1
 * @param backgrounds see {@link DetectionScenes.Settings}
 * @param photographs see {@link DetectionScenes.Settings}
 * @param augmentation see {@link DetectionScenes.Settings}
 * @param seed decides weights, faces and scenes
 * @param logEvery steps between two lines of the log, at least 1
 * @param checkpointEvery steps between two checkpoints, at least 1
 */
public record DetectorRecipe(
    DetectionNetwork network,
    Precision precision,
    Optimiser optimiser,
    LearningRateSchedule schedule,
    @JsonProperty("ema-decay") ExponentialMovingAverage ema,
    double gradientClipNorm,
    int steps,
    int batchSize,
    int scene,
    int syntheticFaces,
    int backgrounds,
    double photographs,
    Augmentations augmentation,
    long seed,
    int logEvery,
    int checkpointEvery) {
  /** Checks the numbers. */
  public DetectorRecipe {
    within("steps", 1, Integer.MAX_VALUE, steps);
    within("batch-size", 1, 1024, batchSize);
    within("log-every", 1, Integer.MAX_VALUE, logEvery);
    within("checkpoint-every", 1, Integer.MAX_VALUE, checkpointEvery);
    within("synthetic-faces", 1, 1_000_000, syntheticFaces);
    if (scene % DetectionNetwork.STRIDE != 0) {
      throw new IllegalArgumentException(
          "scene must be a multiple of %d but was %d".formatted(DetectionNetwork.STRIDE, scene));
    }
    new DetectionScenes.Settings(scene, backgrounds, photographs, augmentation);
    StageRecipe.requireBatch(batchSize, scene);
    StageRecipe.requireClipNorm(gradientClipNorm);
  }

  private static void within(String key, int least, int most, int value) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s must be %d to %d but was %d".formatted(key, least, most, value));
    }
  }

  /** How a gradient changes the weights. */
  OptimisedWeights.Rule rule() {
    return new OptimisedWeights.Rule(optimiser, ema, gradientClipNorm);
  }

  /** What scenes are made of. */
  DetectionScenes.Settings scenes() {
    return new DetectionScenes.Settings(scene, backgrounds, photographs, augmentation);
  }
}
