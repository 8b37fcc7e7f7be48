package org.wingloss.benchmark.jmh;

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
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.format.JsonLines;
import org.wingloss.data.format.JsonLinesWriter;
import org.wingloss.data.format.LineBytes;
import org.wingloss.data.format.Role;
import org.wingloss.evaluation.metric.PointErrors;
import org.wingloss.evaluation.statistic.Bootstrap;
import org.wingloss.evaluation.statistic.Interval;
import org.wingloss.evaluation.statistic.WilcoxonSignedRank;

/** The kernels of scoring a million faces. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ScoreBenchmark {
  private LineBytes line;
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
    byte[] text = JsonLinesWriter.text(Face.of("face", truth)).getBytes(StandardCharsets.UTF_8);
    line = new LineBytes(Path.of("benchmark"), text, 0, text.length, () -> 1);
    errors = random.doubles(689).toArray();
    differences = random.doubles(1_000_000, -1, 1.01).toArray();
  }

  /** A line of 68 landmarks. */
  @Benchmark
  public Face parseLine() {
    return JsonLines.of(Role.GROUND_TRUTH).face(line);
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
