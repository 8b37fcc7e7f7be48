package org.wingloss.loss.benchmark;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.djl.training.loss.Loss;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.wingloss.loss.LandmarkLoss;
import org.wingloss.loss.Reduction;
import org.wingloss.loss.djl.DjlLandmarkLoss;
import org.wingloss.loss.nd4j.Nd4jLandmarkLoss;

/** The time of one loss with its gradient; the README says how to run it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
    value = 2,
    jvmArgsAppend = {"-Dai.djl.offline=true", "-DOPT_OUT_TRACKING=true"})
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class LossBenchmark {
  /** DJL's own L1 loss first: the others are measured by it. */
  @Param({"djl-own-l1", "l1", "l2", "smooth-l1", "wing", "rectified-wing", "soft-wing"})
  private String loss;

  /** N × 2L. */
  @Param({"8x136", "256x196"})
  private String shape;

  private LandmarkLoss scalar;
  private Loss djl;
  private Nd4jLandmarkLoss nd4j;
  private NDManager manager;
  private NDArray target;
  private NDArray prediction;
  private INDArray labels;
  private INDArray output;
  private double[] errors;

  /** Errors of a few pixels, normally distributed. */
  @Setup(Level.Trial)
  public void open() {
    long rows = Long.parseLong(shape.split("x", 2)[0]);
    long columns = Long.parseLong(shape.split("x", 2)[1]);
    boolean own = loss.equals("djl-own-l1");
    scalar = LandmarkLoss.parse(own ? "l1" : loss);
    djl = own ? Loss.l1Loss() : new DjlLandmarkLoss(scalar, Reduction.PER_FACE);
    nd4j = new Nd4jLandmarkLoss(scalar);
    manager = NDManager.newBaseManager();
    prediction = manager.randomNormal(0, 5, new Shape(rows, columns), DataType.FLOAT32);
    target = manager.zeros(prediction.getShape());
    prediction.setRequiresGradient(true);
    output = Nd4j.createFromArray(prediction.toFloatArray()).reshape(rows, columns);
    labels = Nd4j.zeros(rows, columns);
    SplittableRandom random = new SplittableRandom(1);
    errors = random.doubles(rows * columns, -15, 15).toArray();
  }

  /** Frees the arrays. */
  @TearDown(Level.Trial)
  public void close() {
    manager.close();
  }

  /** DJL: forward and backward with a manager per step, as a training loop has it. */
  @Benchmark
  public void djl() {
    try (NDManager step = manager.newSubManager();
        GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      prediction.attach(step);
      target.attach(step);
      collector.backward(djl.evaluate(new NDList(target), new NDList(prediction)));
      prediction.attach(manager);
      target.attach(manager);
    }
  }

  /** ND4J: score and gradient. */
  @Benchmark
  public double nd4j() {
    return nd4j.computeGradientAndScore(labels, output, new ActivationIdentity(), null, true)
        .getFirst();
  }

  /** Plain Java: value and derivative of every coordinate. */
  @Benchmark
  public double scalar() {
    double sum = 0;
    for (double error : errors) {
      sum += scalar.value(error) + scalar.derivative(error);
    }
    return sum;
  }

  /** Runs the benchmark; arguments select benchmarks by regular expression. */
  public static void main(String[] args) throws RunnerException {
    OptionsBuilder options = new OptionsBuilder();
    options.include(LossBenchmark.class.getName() + (args.length > 0 ? "\\." + args[0] : ""));
    if (args.length > 1) {
      options.param("loss", args[1].split(","));
    }
    if (args.length > 2) {
      options.param("shape", args[2].split(","));
    }
    new Runner(options.build()).run();
  }
}
