package org.wingloss.training.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.model.weights.SafeTensors;
import org.wingloss.model.weights.Tensor;
import org.wingloss.model.weights.Weights;
import org.wingloss.training.InvalidRecipeException;
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
}
