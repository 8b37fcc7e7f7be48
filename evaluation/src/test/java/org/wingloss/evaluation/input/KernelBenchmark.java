package org.wingloss.evaluation.input;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.format.FaceLine;
import org.wingloss.data.format.JsonLines;
import org.wingloss.data.format.JsonLinesWriter;
import org.wingloss.evaluation.metric.PointErrors;
import org.wingloss.evaluation.statistic.Bootstrap;
import org.wingloss.evaluation.statistic.Interval;
import org.wingloss.evaluation.statistic.WilcoxonSignedRank;

/** The kernels of scoring a million faces. How to run it is in the module's README. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class KernelBenchmark {
  private static final Path FILE = Path.of("benchmark");
  private byte[] line;
  private Landmarks truth;
  private Landmarks prediction;
  private double[] errors;
  private double[] differences;

  /** Draws a face of 68 landmarks with all their digits, 689 errors and a million differences. */
  @Setup
  public void draw() {
    Random random = new Random(1);
    double[] a = random.doubles(136, 20, 230).toArray();
    double[] b = random.doubles(136, 20, 230).toArray();
    truth = Landmarks.of(a);
    prediction = Landmarks.of(b);
    FaceLine face =
        new FaceLine(
            "face",
            java.util.Optional.empty(),
            java.util.Optional.of(truth),
            java.util.Optional.empty(),
            java.util.Set.of());
    line = (JsonLinesWriter.text(face) + "\n").getBytes(StandardCharsets.UTF_8);
    errors = random.doubles(689).toArray();
    differences = random.doubles(1_000_000, -1, 1.01).toArray();
  }

  /** A line of 68 points, straight from bytes. */
  @Benchmark
  public Object parseLine() {
    return CommonFaceLine.parse(Role.TRUTH, line, 0, line.length - 1);
  }

  /** The same line by the strict reader, for comparison. */
  @Benchmark
  public FaceLine parseLineStrictly() {
    return JsonLines.parse(line, 0, line.length - 1, FILE, 1);
  }

  /** The distances of 68 points. */
  @Benchmark
  public double[] pointErrors() {
    return PointErrors.between(truth, prediction);
  }

  /** 10,000 resamples of 689 faces. */
  @Benchmark
  public Interval bootstrap() {
    return Bootstrap.DEFAULT.mean(errors);
  }

  /** The signed-rank test of a million pairs. */
  @Benchmark
  public WilcoxonSignedRank wilcoxon() {
    return WilcoxonSignedRank.of(differences);
  }
}
