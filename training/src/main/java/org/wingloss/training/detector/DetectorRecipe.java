package org.wingloss.training.detector;

import java.util.List;
import java.util.function.Supplier;
import org.wingloss.data.augmentation.Augmentations;
import org.wingloss.data.detection.DetectionScenes;
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
   * @param faces how many different synthetic faces are rendered, at least 1
   * @param settings of the scenes, whose side is a multiple of {@link DetectionNetwork#STRIDE}
   */
  public record Scenes(int faces, DetectionScenes.Settings settings) {
    /** Checks the numbers. */
    public Scenes {
      within("synthetic-faces", 1, 1_000_000, faces);
      if (settings.side() % DetectionNetwork.STRIDE != 0) {
        throw new IllegalArgumentException(
            "scene must be a multiple of %d but was %d"
                .formatted(DetectionNetwork.STRIDE, settings.side()));
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
      int backgrounds,
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
              syntheticFaces,
              new DetectionScenes.Settings(
                  scene,
                  backgrounds,
                  photographs,
                  key("augmentation", () -> Augmentations.parse(augmentation)))),
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
        scenes.settings().side(),
        scenes.faces(),
        scenes.settings().backgrounds(),
        scenes.settings().photographs(),
        scenes.settings().augmentations().lines(),
        seed,
        logEvery,
        checkpointEvery);
  }
}
