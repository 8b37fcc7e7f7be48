package org.wingloss.training.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.model.file.ModelFile;
import org.wingloss.model.weights.SafeTensors;
import org.wingloss.model.weights.Tensor;
import org.wingloss.model.weights.Weights;
import org.wingloss.training.InvalidRecipeException;
import org.wingloss.training.recipe.RecipeFile;
import org.wingloss.training.recipe.StageRecipe;

/** A training that begins with the weights of a file. */
class PretrainedStateTest {
  private static final SyntheticDrawer FACES = new SyntheticDrawer(6, 32, 1);
  private static final double[] MEAN = FACES.meanShape().vector();

  @Test
  void begin_weightsFromAFile_takesThoseThatFit(@TempDir Path folder) throws IOException {
    Weights others;
    StageRecipe plain = Trainings.recipe("ema-decay=0.5").stage();
    try (TrainingState state = new TrainingState(plain, MEAN, 9, List.of(Device.cpu()))) {
      others = state.best();
    }
    Map<String, Tensor> backbone = new LinkedHashMap<>(others.tensors());
    backbone.keySet().removeIf(name -> name.startsWith("fc2"));
    Path file = folder.resolve("backbone.safetensors");
    Files.write(file, SafeTensors.write(new Weights(backbone), Map.of()));
    StageRecipe recipe =
        Trainings.recipe(
                "ema-decay=0.5", "initial-weights=matconvnet(at=mean-shape,weights=" + file + ")")
            .stage();
    try (TrainingState state = new TrainingState(recipe, MEAN, 1, List.of(Device.cpu()));
        TrainingState fresh = new TrainingState(plain, MEAN, 1, List.of(Device.cpu()))) {
      for (String name : others.tensors().keySet()) {
        Weights expected = name.startsWith("fc2") ? fresh.best() : others;
        assertEquals(expected.get(name), state.best().get(name), name);
        assertEquals(expected.get(name), state.tensors().get("weights/" + name), name);
      }
    }
    Files.write(
        file, SafeTensors.write(new Weights(Map.of("x", Tensor.of(List.of(1), 1))), Map.of()));
    var thrown =
        assertThrows(
            InvalidRecipeException.class,
            () -> new TrainingState(recipe, MEAN, 1, List.of(Device.cpu())));
    assertTrue(thrown.getMessage().contains("no tensor fits"), thrown.getMessage());
  }

  @Test
  void begin_builtInWeightsForOtherLandmarks_takesAllButTheLastLayer() {
    StageRecipe recipe =
        RecipeFile.read("own-hourglass-wing", List.of("data=jsonl:mtfl-5", "ema-decay=0")).stage();
    double[] shape = new SyntheticDrawer(5, 128, 1).meanShape().vector();
    Weights builtIn = ModelFile.standard().weights();
    try (TrainingState state = new TrainingState(recipe, shape, 1, List.of(Device.cpu()))) {
      List<String> taken = new ArrayList<>(builtIn.tensors().keySet());
      taken.removeIf(name -> !builtIn.get(name).equals(state.best().get(name)));
      List<String> rest = new ArrayList<>(builtIn.tensors().keySet());
      rest.removeAll(taken);
      assertEquals(List.of("maps.weight", "maps.bias"), rest);
      assertEquals(List.of(5, 64, 3, 3), state.best().get("maps.weight").shape());
    }
  }

  @Test
  void begin_builtInWeightsForAnotherNetwork_isRefused() {
    StageRecipe recipe = Trainings.recipe("initial-weights=matconvnet(weights=built-in)").stage();
    var thrown =
        assertThrows(
            InvalidRecipeException.class,
            () -> new TrainingState(recipe, MEAN, 1, List.of(Device.cpu())));
    assertTrue(
        thrown.getMessage().startsWith("built-in: no tensor fits the network cnn6"),
        thrown.getMessage());
  }
}
