package org.wingloss.loss.benchmark;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.djl.training.loss.Loss;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.wingloss.loss.LandmarkLoss;
import org.wingloss.loss.Reduction;
import org.wingloss.loss.djl.DjlLandmarkLoss;

/**
 * What each loss costs, forward and backward, as a multiple of DJL's own L1 loss. The losses take
 * turns and processor time is counted, not the clock, so that the ratios hold on a machine that is
 * busy with other things; the engine computes on one thread.
 */
public final class CostRatio {
  private static final int ROUNDS = 60;
  private static final int STEPS = 100;

  private CostRatio() {}

  /** Prints a table for (8, 136) and (256, 196). */
  public static void main(String[] args) {
    System.setProperty("ai.djl.pytorch.num_threads", "1");
    for (Shape shape : List.of(new Shape(8, 136), new Shape(256, 196))) {
      try (NDManager manager = NDManager.newBaseManager()) {
        print(shape, manager);
      }
    }
  }

  private static void print(Shape shape, NDManager manager) {
    List<Loss> losses = new ArrayList<>(List.of(Loss.l1Loss()));
    for (String line : List.of("l1", "l2", "smooth-l1", "wing", "rectified-wing", "soft-wing")) {
      losses.add(new DjlLandmarkLoss(LandmarkLoss.parse(line), Reduction.PER_FACE));
    }
    NDArray prediction = manager.randomNormal(0, 5, shape, DataType.FLOAT32);
    NDArray target = manager.randomNormal(0, 5, shape, DataType.FLOAT32);
    prediction.setRequiresGradient(true);
    double[][] micros = new double[losses.size()][ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = 0; i < losses.size(); i++) {
        long start = processorTime();
        for (int step = 0; step < STEPS; step++) {
          step(losses.get(i), target, prediction, manager);
        }
        micros[i][round] = (processorTime() - start) / 1e3 / STEPS;
      }
    }
    System.out.printf(Locale.ROOT, "%s%n", shape);
    double own = quartile(micros[0]);
    for (int i = 0; i < losses.size(); i++) {
      double cost = quartile(micros[i]);
      String name = i == 0 ? "DJL's L1Loss" : losses.get(i).getName();
      System.out.printf(Locale.ROOT, "  %-60s %7.1f µs  × %.2f%n", name, cost, cost / own);
    }
  }

  private static void step(Loss loss, NDArray target, NDArray prediction, NDManager manager) {
    try (NDManager step = manager.newSubManager();
        GradientCollector collector = Engine.getInstance().newGradientCollector()) {
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
