package org.wingloss.training.recipe;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.wingloss.data.augmentation.Augmentations;
import org.wingloss.loss.LandmarkLoss;
import org.wingloss.loss.Reduction;
import org.wingloss.model.network.NetworkSpec;
import org.wingloss.training.optimiser.ExponentialMovingAverage;
import org.wingloss.training.optimiser.Optimiser;
import org.wingloss.training.schedule.LearningRateSchedule;

/** A recipe as its file spells it: one component, one key. */
final class RecipeText {
  private RecipeText() {}

  /** Names the key in what its reader complains of. */
  private static <T> T key(String key, Supplier<T> reader) {
    try {
      return reader.get();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("at " + key + ": " + e.getMessage(), e);
    }
  }

  /** The keys that concern the run as a whole. */
  record Common(
      String data,
      String validation,
      String box,
      String balance,
      long seed,
      int logEvery,
      int validateEvery,
      int checkpointEvery,
      int earlyStoppingPatience,
      int stages) {

    static Common of(Recipe recipe) {
      return new Common(
          recipe.data(),
          recipe.validation().label(),
          BoxProtocolLine.line(recipe.box()),
          recipe.balance().line(),
          recipe.seed(),
          recipe.logEvery(),
          recipe.validateEvery(),
          recipe.checkpointEvery(),
          recipe.earlyStoppingPatience(),
          recipe.second().isPresent() ? 2 : 1);
    }

    Recipe recipe(StageRecipe stage, Optional<SecondStage> second) {
      return new Recipe(
          data,
          key("validation", () -> ValidationSplit.of(validation)),
          key("box", () -> BoxProtocolLine.of(box)),
          key("balance", () -> BalancingRecipe.of(balance)),
          seed,
          logEvery,
          validateEvery,
          checkpointEvery,
          earlyStoppingPatience,
          stage,
          second);
    }
  }

  /** The keys that concern one network. */
  record Stage(
      String network,
      String precision,
      String initialWeights,
      String loss,
      String reduction,
      String optimiser,
      String schedule,
      int steps,
      int batchSize,
      List<String> augmentation,
      double emaDecay,
      double gradientClipNorm) {

    static Stage of(StageRecipe stage) {
      return new Stage(
          stage.network().line(),
          stage.precision().label(),
          stage.initialWeights().line(),
          stage.loss().toString(),
          stage.reduction().toString(),
          stage.optimiser().line(),
          stage.schedule().line(),
          stage.steps(),
          stage.batchSize(),
          stage.augmentation().lines(),
          stage.ema().decay(),
          stage.gradientClipNorm());
    }

    StageRecipe recipe() {
      return new StageRecipe(
          key("network", () -> NetworkSpec.of(network)),
          key("precision", () -> Precision.of(precision)),
          key("initial-weights", () -> InitialWeights.of(initialWeights)),
          key("loss", () -> LandmarkLoss.parse(loss)),
          key("reduction", () -> Reduction.parse(reduction)),
          key("optimiser", () -> Optimiser.of(optimiser)),
          key("schedule", () -> LearningRateSchedule.of(schedule)),
          key("augmentation", () -> Augmentations.parse(augmentation)),
          steps,
          batchSize,
          new ExponentialMovingAverage(emaDecay),
          gradientClipNorm);
    }
  }

  /** The keys that a second stage has beside those of its network. */
  record Second(String crops, String alignment, double margin) {
    static Second of(SecondStage second) {
      return new Second(
          second.crops().line(), SecondStage.name(second.alignment()), second.margin());
    }

    SecondStage recipe(StageRecipe stage) {
      return new SecondStage(
          key("crops", () -> SecondStage.Crops.of(crops)),
          key("alignment", () -> SecondStage.kind(alignment)),
          margin,
          stage);
    }
  }
}
