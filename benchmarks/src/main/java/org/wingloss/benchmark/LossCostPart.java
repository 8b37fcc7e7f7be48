package org.wingloss.benchmark;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.djl.training.loss.Loss;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wingloss.loss.LandmarkLoss;
import org.wingloss.loss.Reduction;
import org.wingloss.loss.djl.DjlLandmarkLoss;
import org.wingloss.model.engine.PyTorchEngine;

/**
 * What each loss costs, forward and backward, as a multiple of DJL's own L1 loss. The losses take
 * turns and processor time is counted, not the clock, so that the ratios hold on a machine that is
 * busy with other things; the engine computes on one thread. A row is a loss, a figure a shape,
 * with the microseconds of one step beside the ratio.
 */
record LossCostPart() implements BenchmarkPart {
  private static final String YARDSTICK = "djl-own-l1";
  private static final List<String> OURS =
      List.of("l1", "l2", "smooth-l1", "wing", "rectified-wing", "soft-wing");
  private static final List<Shape> SHAPES = List.of(new Shape(8, 136), new Shape(256, 196));
  private static final int STEPS = 100;

  @Override
  public String name() {
    return "losses";
  }

  @Override
  public String unit() {
    return "× DJL's L1Loss";
  }

  @Override
  public void run(Effort effort, Rows rows) {
    Map<String, Loss> losses = new LinkedHashMap<>();
    losses.put(YARDSTICK, Loss.l1Loss());
    OURS.forEach(
        line ->
            losses.put(line, new DjlLandmarkLoss(LandmarkLoss.parse(line), Reduction.PER_FACE)));
    Map<String, Map<String, Double>> figures = new LinkedHashMap<>();
    losses.keySet().forEach(loss -> figures.put(loss, new LinkedHashMap<>()));
    for (Shape shape : SHAPES) {
      String column = shape.get(0) + "x" + shape.get(1);
      try (NDManager manager = PyTorchEngine.newDefaultManager()) {
        Map<String, Double> micros = measure(losses, shape, manager, effort.of(60, 6));
        micros.forEach(
            (loss, cost) -> {
              figures.get(loss).put(column, cost / micros.get(YARDSTICK));
              figures.get(loss).put(column + "-µs", cost);
            });
      }
    }
    figures.forEach(rows::add);
  }

  private static Map<String, Double> measure(
      Map<String, Loss> losses, Shape shape, NDManager manager, int rounds) {
    NDArray prediction = manager.randomNormal(0, 5, shape, DataType.FLOAT32);
    NDArray target = manager.randomNormal(0, 5, shape, DataType.FLOAT32);
    prediction.setRequiresGradient(true);
    Map<String, double[]> micros = new LinkedHashMap<>();
    for (int round = 0; round < rounds; round++) {
      for (Map.Entry<String, Loss> loss : losses.entrySet()) {
        long start = processorTime();
        for (int step = 0; step < STEPS; step++) {
          step(loss.getValue(), target, prediction, manager);
        }
        double spent = (processorTime() - start) / 1e3 / STEPS;
        micros.computeIfAbsent(loss.getKey(), key -> new double[rounds])[round] = spent;
      }
    }
    Map<String, Double> quartiles = new LinkedHashMap<>();
    micros.forEach((loss, all) -> quartiles.put(loss, quartile(all)));
    return quartiles;
  }

  private static void step(Loss loss, NDArray target, NDArray prediction, NDManager manager) {
    try (NDManager step = manager.newSubManager();
        GradientCollector collector = PyTorchEngine.get().newGradientCollector()) {
      prediction.attach(step);
      target.attach(step);
      collector.backward(loss.evaluate(new NDList(target), new NDList(prediction)));
      prediction.attach(manager);
      target.attach(manager);
    }
  }

  private static long processorTime() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /** The lower quartile: disturbances only ever add. */
  private static double quartile(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 4];
  }
}
