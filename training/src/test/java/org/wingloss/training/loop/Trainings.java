package org.wingloss.training.loop;

import ai.djl.Device;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.wingloss.data.batch.Batch;
import org.wingloss.data.batch.DrawSequence;
import org.wingloss.data.batch.EpochPermutation;
import org.wingloss.data.batch.SampleDrawer;
import org.wingloss.data.face.Landmarks;
import org.wingloss.training.recipe.Recipe;
import org.wingloss.training.recipe.RecipeFile;

/** Small trainings for tests. */
final class Trainings {
  static final String TINY = "cnn6(input=32,widths=4-4-8-8-16,hidden=24)";

  private Trainings() {}

  /** A small recipe with further overrides. */
  static Recipe recipe(String... overrides) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "network=" + TINY,
                "steps=40",
                "batch-size=4",
                "ema-decay=0.9",
                "schedule=cosine(from=2e-3,to=1e-5)",
                "log-every=1",
                "validate-every=10",
                "checkpoint-every=7"));
    all.addAll(List.of(overrides));
    return RecipeFile.read("300w-cnn6-wing", all);
  }

  static Trainer trainer(
      Recipe recipe, SyntheticDrawer drawer, Path folder, int loaders, BooleanSupplier stop) {
    return trainer(recipe, drawer, folder, loaders, stop, Optional.empty());
  }

  static Trainer trainer(
      Recipe recipe,
      SyntheticDrawer drawer,
      Path folder,
      int loaders,
      BooleanSupplier stop,
      Optional<Validation> validation) {
    return trainer(recipe, drawer, drawer.meanShape(), folder, loaders, stop, validation);
  }

  static Trainer trainer(
      Recipe recipe,
      SampleDrawer drawer,
      Landmarks meanShape,
      Path folder,
      int loaders,
      BooleanSupplier stop,
      Optional<Validation> validation) {
    Trainer.Faces faces =
        new Trainer.Faces(
            () ->
                new Closing(
                    new EpochPermutation(
                        drawer, IntStream.range(0, drawer.samples()).toArray(), recipe.seed())),
            meanShape,
            i -> "face " + i);
    Trainer.Place place =
        new Trainer.Place(
            List.of(Device.cpu()),
            loaders,
            folder.resolve("metrics.jsonl"),
            folder.resolve("tensorboard"),
            0,
            Map.of(),
            folder.resolve("last.safetensors"),
            folder.resolve("best.safetensors"));
    return new Trainer(
        recipe, recipe.stage(), faces, place, validation, TrainingListener.NONE, stop);
  }

  /** The pictures of a batch, one by one. */
  static List<float[]> crops(Batch batch) {
    List<float[]> crops = new ArrayList<>();
    for (int n = 0; n < batch.size(); n++) {
      float[] crop = new float[3 * batch.inputSize() * batch.inputSize()];
      batch.pixels().get(n * crop.length, crop);
      crops.add(crop);
    }
    return crops;
  }

  /** Draws that end when they are closed, as those of a stream do. */
  private static final class Closing implements DrawSequence {
    private final DrawSequence draws;
    private boolean closed;

    Closing(DrawSequence draws) {
      this.draws = draws;
    }

    @Override
    public int inputSize() {
      return draws.inputSize();
    }

    @Override
    public int landmarks() {
      return draws.landmarks();
    }

    @Override
    public Draw draw(long n) {
      if (closed) {
        throw new IllegalStateException("the draws are closed");
      }
      return draws.draw(n);
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
