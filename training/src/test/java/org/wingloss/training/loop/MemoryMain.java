package org.wingloss.training.loop;

import ai.djl.Device;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.wingloss.data.batch.Batch;
import org.wingloss.data.batch.BatchLoader;
import org.wingloss.training.recipe.StageRecipe;

/** Takes so many steps and prints by how many KiB resident memory grew after the first quarter. */
public final class MemoryMain {
  private MemoryMain() {}

  /** One argument, the number of steps. */
  public static void main(String[] arguments) throws IOException {
    int steps = Integer.parseInt(arguments[0]);
    SyntheticDrawer faces = new SyntheticDrawer(6, 32, 1);
    StageRecipe recipe = Trainings.recipe("gradient-clip-norm=5").stage();
    try (TrainingState state =
            new TrainingState(recipe, faces.meanShape().vector(), 1, List.of(Device.cpu()));
        BatchLoader loader = new BatchLoader(faces, new int[] {0, 1, 2, 3, 4, 5}, 4, 1, 1, 0)) {
      long before = 0;
      for (int step = 0; step < steps; step++) {
        if (step == steps / 4) {
          before = residentKibibytes();
        }
        Batch batch = loader.next();
        state.step(batch, 1e-4, step, step % 20 == 0);
        state.forwardPass(step + 1).forward(Trainings.crops(batch));
        loader.recycle(batch);
      }
      System.out.println("grown " + (residentKibibytes() - before));
    }
  }

  /** The heap breathes; a full collection makes two measurements comparable. */
  private static long residentKibibytes() throws IOException {
    System.gc();
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }
}
