package org.wingloss.benchmark;

import ai.djl.Device;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import org.wingloss.data.batch.Batch;
import org.wingloss.data.batch.BatchLoader;
import org.wingloss.data.batch.CropDrawer;
import org.wingloss.data.crop.BoxCrop;
import org.wingloss.data.crop.CropSize;
import org.wingloss.data.crop.CropStore;
import org.wingloss.model.engine.PyTorchEngine;
import org.wingloss.model.network.NetworkSpec;
import org.wingloss.training.loop.TrainingState;
import org.wingloss.training.recipe.Recipe;
import org.wingloss.training.recipe.RecipeFile;

/**
 * Faces per second of the bare training step, forward, loss, backward and update, on one thread:
 * ours, and the same network in Python PyTorch where that is installed, in turns. {@code
 * end-to-end} adds augmentation in a loader thread, which takes a second core. {@code roofline} is
 * what the step would take if it were nothing but large matrix products.
 *
 * @param root the clone
 * @param python an interpreter, perhaps with PyTorch
 */
record TrainingPart(Path root, String python) implements BenchmarkPart {
  private static final int LANDMARKS = SyntheticPictures.SCHEME.count();
  private static final double SHORTEST_TURN = 2;

  @Override
  public String name() {
    return "training";
  }

  @Override
  public String unit() {
    return "faces/s";
  }

  @Override
  public void run(Effort effort, Rows rows) throws IOException {
    String threads = System.getProperty("ai.djl.pytorch.num_threads");
    if (!"1".equals(threads)) {
      throw new IllegalStateException("the engine must have one thread but has " + threads);
    }
    List<String> networks =
        effort == Effort.FULL ? List.of("cnn6", "hourglass", "cnn7") : List.of("cnn6");
    List<Integer> batches = effort == Effort.FULL ? List.of(8, 32) : List.of(8);
    double matrices = Roofline.multiplyAddsPerSecond(PyTorchEngine::newDefaultManager);
    try (SyntheticPictures pictures = new SyntheticPictures(effort.of(256, 32), 256, 0.95)) {
      for (String network : networks) {
        for (int batch : batches) {
          Map<String, Double> products = new LinkedHashMap<>(Map.of("float32", matrices));
          Map<String, Double> figures = measure(effort, pictures, network, batch, products);
          double cost = Roofline.stepMultiplyAdds(NetworkSpec.of(network), LANDMARKS);
          products.forEach((precision, rate) -> figures.put("roofline-" + precision, rate / cost));
          rows.add(network + " " + batch, figures);
        }
      }
    }
  }

  /**
   * One row.
   *
   * @param products multiply-adds per second of matrix products by precision; the better one stays
   */
  private Map<String, Double> measure(
      Effort effort,
      SyntheticPictures pictures,
      String network,
      int batch,
      Map<String, Double> products)
      throws IOException {
    Map<String, DoubleSupplier> sides = new LinkedHashMap<>();
    try (Ours float32 = new Ours(pictures, network, batch, "float32");
        Ours bfloat16 = new Ours(pictures, network, batch, "bfloat16");
        PeerProcess peer = PeerProcess.start(python, root, network, batch, effort == Effort.FULL)) {
      sides.put("ours-float32", () -> float32.bare(SHORTEST_TURN));
      sides.put("ours-bfloat16", () -> bfloat16.bare(SHORTEST_TURN));
      sides.put("end-to-end-float32", () -> float32.endToEnd(SHORTEST_TURN));
      sides.put("end-to-end-bfloat16", () -> bfloat16.endToEnd(SHORTEST_TURN));
      for (String variant : peer.variants()) {
        sides.put(variant, () -> peer.measure(variant, SHORTEST_TURN));
      }
      Map<String, Double> figures = inTurns(sides, effort.of(5, 1));
      peer.matrices().forEach((precision, rate) -> products.merge(precision, rate, Math::max));
      best(figures, "float32");
      best(figures, "bfloat16");
      return figures;
    }
  }

  private static void best(Map<String, Double> figures, String precision) {
    figures.entrySet().stream()
        .filter(side -> side.getKey().startsWith("pytorch-") && side.getKey().endsWith(precision))
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getValue)
        .ifPresent(
            rate -> {
              figures.put("best-peer-" + precision, rate);
              figures.put("ratio-" + precision, figures.get("ours-" + precision) / rate);
            });
  }

  /** The median of each side's rates, after a turn that does not count. */
  private static Map<String, Double> inTurns(Map<String, DoubleSupplier> sides, int turns) {
    Map<String, double[]> rates = new LinkedHashMap<>();
    for (int turn = -1; turn < turns; turn++) {
      for (Map.Entry<String, DoubleSupplier> side : sides.entrySet()) {
        double rate = side.getValue().getAsDouble();
        if (turn >= 0) {
          rates.computeIfAbsent(side.getKey(), key -> new double[turns])[turn] = rate;
        }
      }
    }
    Map<String, Double> medians = new LinkedHashMap<>();
    rates.forEach(
        (side, all) -> {
          Arrays.sort(all);
          medians.put(side, all[turns / 2]);
        });
    return medians;
  }

  /** Our training of one network. */
  private static final class Ours implements AutoCloseable {
    private final TrainingState state;
    private final BatchLoader loader;
    private final Batch one;
    private long step;

    Ours(SyntheticPictures pictures, String network, int batch, String precision) {
      List<String> settings =
          new ArrayList<>(List.of("network=" + network, "precision=" + precision));
      settings.add("initial-weights=matconvnet");
      settings.addAll(List.of("ema-decay=0", "loss=wing(w=10,epsilon=2)", "batch-size=" + batch));
      Recipe recipe = RecipeFile.read("300w-cnn6-wing", settings);
      CropSize size =
          new CropSize(
              recipe.stage().network().inputSize(), recipe.stage().augmentation().context());
      CropStore store = CropStore.inMemory(pictures.faces(), new BoxCrop(recipe.box()), size, 2);
      CropDrawer drawer =
          new CropDrawer(store, recipe.stage().augmentation(), SyntheticPictures.SCHEME);
      int[] order = IntStream.range(0, pictures.faces().size()).toArray();
      state =
          new TrainingState(recipe.stage(), new double[2 * LANDMARKS], 1, List.of(Device.cpu()));
      loader = new BatchLoader(drawer, order, batch, 1, 1, 0);
      one = loader.next();
    }

    /** The same batch again and again. */
    double bare(double seconds) {
      return rate(seconds, () -> state.step(one, 1e-4, step++, step % 20 == 0));
    }

    /** Fresh batches, augmented by the loader's thread. */
    double endToEnd(double seconds) {
      return rate(
          seconds,
          () -> {
            Batch batch = loader.next();
            state.step(batch, 1e-4, step++, step % 20 == 0);
            loader.recycle(batch);
          });
    }

    private double rate(double seconds, Runnable work) {
      long begun = System.nanoTime();
      long steps = 0;
      double spent;
      do {
        work.run();
        steps++;
        spent = (System.nanoTime() - begun) / 1e9;
      } while (spent < seconds);
      return steps * one.size() / spent;
    }

    @Override
    public void close() {
      loader.close();
      state.close();
    }
  }
}
