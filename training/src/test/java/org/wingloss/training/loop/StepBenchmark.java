package org.wingloss.training.loop;

import ai.djl.Device;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.wingloss.data.batch.Batch;
import org.wingloss.data.batch.BatchLoader;
import org.wingloss.data.batch.CropDrawer;
import org.wingloss.data.crop.BoxCrop;
import org.wingloss.data.crop.CropSize;
import org.wingloss.data.crop.CropStore;
import org.wingloss.data.dataset.DatasetReader;
import org.wingloss.data.face.Face;
import org.wingloss.training.recipe.Recipe;
import org.wingloss.training.recipe.RecipeFile;

/**
 * How fast CNN-6 trains: the bare step on one batch again and again, and the whole road with
 * augmentation in a loader thread, in turns so that a busy machine disturbs both alike. Started by
 * {@code benchmarks/run}.
 */
public final class StepBenchmark {
  private static final int TURNS = 6;

  private StepBenchmark() {}

  /** Arguments: the 300-W folder, the batch size, faces per turn, and overrides of the recipe. */
  public static void main(String[] arguments) {
    int batchSize = Integer.parseInt(arguments[1]);
    int steps = Integer.parseInt(arguments[2]) / batchSize;
    List<String> overrides = List.of(arguments).subList(3, arguments.length);
    Recipe recipe = RecipeFile.read("300w-cnn6-wing", overrides);
    DatasetReader reader = DatasetReader.of("300w");
    List<Face> faces = reader.read(Path.of(arguments[0]), "train");
    int size = recipe.stage().network().inputSize();
    CropStore store =
        CropStore.inMemory(
            faces,
            new BoxCrop(recipe.box()),
            new CropSize(size, recipe.stage().augmentation().context()),
            2);
    CropDrawer drawer = new CropDrawer(store, recipe.stage().augmentation(), reader.scheme());
    int[] order = IntStream.range(0, faces.size()).toArray();
    double[] mean = new double[2 * reader.scheme().count()];
    double bare = 0;
    double whole = 0;
    try (TrainingState state = new TrainingState(recipe.stage(), mean, 1, List.of(Device.cpu()));
        BatchLoader loader = new BatchLoader(drawer, order, batchSize, 1, 1, 0)) {
      Batch one = loader.next();
      for (int turn = -1; turn < TURNS; turn++) {
        double bareRate = rate(steps, batchSize, step -> state.step(one, 1e-4, step, true));
        double wholeRate =
            rate(
                steps,
                batchSize,
                step -> {
                  Batch batch = loader.next();
                  state.step(batch, 1e-4, step, step % 20 == 0);
                  loader.recycle(batch);
                });
        bare += turn < 0 ? 0 : bareRate / TURNS;
        whole += turn < 0 ? 0 : wholeRate / TURNS;
      }
    }
    System.out.printf(
        Locale.ROOT,
        "batch %d: bare step %.0f faces/s, end to end %.0f faces/s (%.1f %%); drawing alone %.3f ms"
            + " of processor time a face%n",
        batchSize,
        bare,
        whole,
        100 * whole / bare,
        drawing(drawer, faces.size()));
  }

  /** One step. */
  @FunctionalInterface
  private interface Step {
    void take(long step);
  }

  private static double rate(int steps, int batchSize, Step step) {
    long begun = System.nanoTime();
    for (int i = 0; i < steps; i++) {
      step.take(i);
    }
    return (double) steps * batchSize / ((System.nanoTime() - begun) / 1e9);
  }

  /** Milliseconds of this thread's processor time per face. */
  private static double drawing(CropDrawer drawer, int faces) {
    int[] some = IntStream.range(0, Math.min(256, faces)).toArray();
    Batch.of(drawer, some, 1);
    long begun = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    for (int i = 0; i < 4; i++) {
      Batch.of(drawer, some, i);
    }
    long spent = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begun;
    return spent / 1e6 / (4 * some.length);
  }
}
