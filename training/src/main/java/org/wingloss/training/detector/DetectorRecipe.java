package org.wingloss.training.detector;

import java.util.List;
import java.util.function.Supplier;
import org.wingloss.data.augmentation.Augmentations;
import org.wingloss.model.network.DetectionNetwork;
import org.wingloss.training.loop.OptimisedWeights;
import org.wingloss.training.optimiser.ExponentialMovingAverage;
import org.wingloss.training.optimiser.Optimiser;
import org.wingloss.training.recipe.Precision;
import org.wingloss.training.schedule.LearningRateSchedule;

/**
 * Everything that decides the training of a detector but the photographs.
 *
 * @param network the network
 * @param precision the arithmetic of the training
 * @param rule the optimiser, the EMA and the clipping
 * @param schedule the learning-rate schedule
 * @param steps the number of mini-batches, at least 1
 * @param batchSize scenes per mini-batch, 1 to 1024
 * @param scenes what is drawn
 * @param seed decides weights, faces and scenes
 * @param logEvery steps between two lines of the log, at least 1
 * @param checkpointEvery steps between two checkpoints, at least 1
 */
public record DetectorRecipe(
    DetectionNetwork network,
    Precision precision,
    OptimisedWeights.Rule rule,
    LearningRateSchedule schedule,
    int steps,
    int batchSize,
    Scenes scenes,
    long seed,
    int logEvery,
    int checkpointEvery) {
  /** Checks the numbers. */
  public DetectorRecipe {
    within("steps", 1, Integer.MAX_VALUE, steps);
    within("batch-size", 1, 1024, batchSize);
    within("log-every", 1, Integer.MAX_VALUE, logEvery);
    within("checkpoint-every", 1, Integer.MAX_VALUE, checkpointEvery);
  }

  /**
   * What is drawn.
   *
   * @param side of a scene, pixels, a multiple of {@link DetectionNetwork#STRIDE}
   * @param faces how many different synthetic faces are rendered
   * @param photographs the share of a scene's faces that come from photographs, where there are any
   * @param augmentation changes the pixels of whole scenes
   */
  public record Scenes(int side, int faces, double photographs, Augmentations augmentation) {
    /** Checks the numbers. */
    public Scenes {
      within("scene", DetectionNetwork.STRIDE, 1024, side);
      if (side % DetectionNetwork.STRIDE != 0) {
        throw new IllegalArgumentException(
            "scene must be a multiple of %d but was %d".formatted(DetectionNetwork.STRIDE, side));
      }
      within("synthetic-faces", 1, 1_000_000, faces);
      if (!(photographs >= 0 && photographs <= 1)) {
        throw new IllegalArgumentException("photographs must be 0 to 1 but was " + photographs);
      }
    }
  }

  private static void within(String key, int least, int most, int value) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s must be %d to %d but was %d".formatted(key, least, most, value));
    }
  }

  /** A recipe as its file spells it. */
  record Text(
      String network,
      String precision,
      String optimiser,
      String schedule,
      double emaDecay,
      double gradientClipNorm,
      int steps,
      int batchSize,
      int scene,
      int syntheticFaces,
      double photographs,
      List<String> augmentation,
      long seed,
      int logEvery,
      int checkpointEvery) {
    DetectorRecipe recipe() {
      return new DetectorRecipe(
          key("network", () -> DetectionNetwork.of(network)),
          key("precision", () -> Precision.of(precision)),
          new OptimisedWeights.Rule(
              key("optimiser", () -> Optimiser.of(optimiser)),
              new ExponentialMovingAverage(emaDecay),
              gradientClipNorm),
          key("schedule", () -> LearningRateSchedule.of(schedule)),
          steps,
          batchSize,
          new Scenes(
              scene,
              syntheticFaces,
              photographs,
              key("augmentation", () -> Augmentations.parse(augmentation))),
          seed,
          logEvery,
          checkpointEvery);
    }

    private static <T> T key(String key, Supplier<T> reader) {
      try {
        return reader.get();
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("at " + key + ": " + e.getMessage(), e);
      }
    }
  }

  /** As its file spells it, complete. */
  Text text() {
    return new Text(
        network.line(),
        precision.label(),
        rule.optimiser().line(),
        schedule.line(),
        rule.ema().decay(),
        rule.gradientClipNorm(),
        steps,
        batchSize,
        scenes.side(),
        scenes.faces(),
        scenes.photographs(),
        scenes.augmentation().lines(),
        seed,
        logEvery,
        checkpointEvery);
  }
}
