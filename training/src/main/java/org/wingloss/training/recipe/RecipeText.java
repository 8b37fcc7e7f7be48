package org.wingloss.training.recipe;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.wingloss.data.augmentation.Augmentations;
import org.wingloss.loss.LandmarkLoss;
import org.wingloss.loss.Reduction;
import org.wingloss.model.network.NetworkSpec;
import org.wingloss.training.optimiser.Optimiser;
import org.wingloss.training.schedule.Schedule;

/** A recipe as its file spells it: one component, one key. */
@JsonPropertyOrder({
  "data",
  "validation",
  "box",
  "balance",
  "seed",
  "network",
  "start",
  "loss",
  "reduction",
  "optimiser",
  "schedule",
  "steps",
  "batch-size",
  "augmentation",
  "average",
  "clip-norm",
  "log-every",
  "validate-every",
  "checkpoint-every",
  "early-stop",
  "stages"
})
record RecipeText(
    String data,
    String validation,
    String box,
    String balance,
    long seed,
    String network,
    String start,
    String loss,
    String reduction,
    String optimiser,
    String schedule,
    int steps,
    int batchSize,
    List<String> augmentation,
    double average,
    double clipNorm,
    int logEvery,
    int validateEvery,
    int checkpointEvery,
    int earlyStop,
    int stages) {

  static RecipeText of(Recipe recipe) {
    StageRecipe stage = recipe.stage();
    return new RecipeText(
        recipe.data(),
        recipe.validation().label(),
        Boxes.line(recipe.box()),
        recipe.balance().line(),
        recipe.seed(),
        stage.network().line(),
        stage.start().line(),
        stage.loss().toString(),
        stage.reduction().toString(),
        stage.optimiser().line(),
        stage.schedule().line(),
        stage.steps(),
        stage.batchSize(),
        stage.augmentation().lines(),
        stage.average(),
        stage.clipNorm(),
        recipe.logEvery(),
        recipe.validateEvery(),
        recipe.checkpointEvery(),
        recipe.earlyStop(),
        recipe.second().isPresent() ? 2 : 1);
  }

  StageRecipe stage() {
    return new StageRecipe(
        key("network", () -> NetworkSpec.of(network)),
        key("start", () -> Start.of(start)),
        key("loss", () -> LandmarkLoss.parse(loss)),
        key("reduction", () -> Reduction.parse(reduction)),
        key("optimiser", () -> Optimiser.of(optimiser)),
        key("schedule", () -> Schedule.of(schedule)),
        key("augmentation", () -> Augmentations.parse(augmentation)),
        steps,
        batchSize,
        average,
        clipNorm);
  }

  Recipe recipe(Optional<SecondStage> second) {
    return new Recipe(
        data,
        key("validation", () -> Validation.of(validation)),
        key("box", () -> Boxes.of(box)),
        key("balance", () -> Balance.of(balance)),
        seed,
        logEvery,
        validateEvery,
        checkpointEvery,
        earlyStop,
        stage(),
        second);
  }

  /** Names the key in what its reader complains of. */
  static <T> T key(String key, Supplier<T> reader) {
    try {
      return reader.get();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("at " + key + ": " + e.getMessage(), e);
    }
  }
}
