package org.wingloss.benchmark.jmh;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.djl.training.loss.Loss;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.DoubleStream;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.wingloss.loss.LandmarkLoss;
import org.wingloss.loss.Reduction;
import org.wingloss.loss.djl.DjlLandmarkLoss;
import org.wingloss.loss.nd4j.Nd4jLandmarkLoss;

/**
 * The time of one loss with its gradient. Engines have a state each: ND4J sets the OpenMP threads
 * of whoever starts it, and DJL's operations would run on all of them.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class LossBenchmark {
  /** What is measured, on what. */
  @State(Scope.Thread)
  public static class Case {
    @Param({"l1", "wing"})
    private String loss;

    /** N × 2L. */
    @Param({"8x136", "256x196"})
    private String shape;

    private LandmarkLoss landmarkLoss() {
      return LandmarkLoss.parse(loss);
    }

    private long rows() {
      return Long.parseLong(shape.split("x", 2)[0]);
    }

    private long columns() {
      return Long.parseLong(shape.split("x", 2)[1]);
    }
  }

  /** Errors of a few pixels, normally distributed. */
  @State(Scope.Thread)
  public static class Djl {
    private Loss loss;
    private NDManager manager;
    private NDArray target;
    private NDArray prediction;

    /** Makes the arrays. */
    @Setup(Level.Trial)
    public void open(Case given) {
      loss = new DjlLandmarkLoss(given.landmarkLoss(), Reduction.PER_FACE);
      manager = NDManager.newBaseManager();
      Shape shape = new Shape(given.rows(), given.columns());
      prediction = manager.randomNormal(0, 5, shape, DataType.FLOAT32);
      target = manager.randomNormal(0, 5, shape, DataType.FLOAT32);
      prediction.setRequiresGradient(true);
    }

    /** Frees the arrays. */
    @TearDown(Level.Trial)
    public void close() {
      manager.close();
    }
  }

  /** The same errors for ND4J. */
  @State(Scope.Thread)
  public static class Nd4jArrays {
    private Nd4jLandmarkLoss loss;
    private INDArray labels;
    private INDArray output;

    /** Makes the arrays. */
    @Setup(Level.Trial)
    public void open(Case given) {
      loss = new Nd4jLandmarkLoss(given.landmarkLoss());
      output = Nd4j.randn(given.rows(), given.columns()).muli(5);
      labels = Nd4j.randn(given.rows(), given.columns()).muli(5);
    }
  }

  /** The same errors for plain Java. */
  @State(Scope.Thread)
  public static class Errors {
    private LandmarkLoss loss;
    private double[] values;

    /** Draws the errors. */
    @Setup(Level.Trial)
    public void open(Case given) {
      loss = given.landmarkLoss();
      Random random = new Random(1);
      values =
          DoubleStream.generate(() -> 7 * random.nextGaussian())
              .limit(given.rows() * given.columns())
              .toArray();
    }
  }

  /** DJL: forward and backward with a manager per step, as a training loop has it. */
  @Benchmark
  public void djl(Djl state) {
    try (NDManager step = state.manager.newSubManager();
        GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      state.prediction.attach(step);
      state.target.attach(step);
      collector.backward(
          state.loss.evaluate(new NDList(state.target), new NDList(state.prediction)));
      state.prediction.attach(state.manager);
      state.target.attach(state.manager);
    }
  }

  /** ND4J: score and gradient. */
  @Benchmark
  public double nd4j(Nd4jArrays state) {
    return state
        .loss
        .computeGradientAndScore(state.labels, state.output, new ActivationIdentity(), null, true)
        .getFirst();
  }

  /** Plain Java: value and derivative of every coordinate. */
  @Benchmark
  public double scalar(Errors state) {
    double sum = 0;
    for (double error : state.values) {
      sum += state.loss.value(error) + state.loss.derivative(error);
    }
    return sum;
  }
}
