package org.wingloss.benchmark.jmh;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.nd4j.linalg.factory.Nd4j;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.wingloss.data.balance.PoseBalancing;
import org.wingloss.data.balance.PoseBalancingSettings;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.face.Visibility;
import org.wingloss.data.synthetic.SyntheticFaces;

/** Balancing 25,000 shapes of 68 landmarks, with ND4J started and nothing else warmed up. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(3)
public class BalanceBenchmark {
  private static final int SHAPES = 25_000;
  private static final int DRAWN = 250;

  /** The share of landmarks that the shapes lack. */
  @Param({"0", "0.1"})
  public double missing;

  private List<Landmarks> shapes;

  /** Synthetic faces, each many times with two pixels of noise. */
  @Setup
  public void makeShapes() {
    SyntheticFaces faces = new SyntheticFaces(3);
    List<Landmarks> drawn = new ArrayList<>();
    for (int i = 0; i < DRAWN; i++) {
      drawn.add(faces.face(i, 256).landmarks("300w-68"));
    }
    SplittableRandom random = new SplittableRandom(4);
    shapes = new ArrayList<>();
    for (int i = 0; i < SHAPES; i++) {
      double[] vector = drawn.get(i % DRAWN).vector();
      Visibility[] states = new Visibility[vector.length / 2];
      for (int k = 0; k < states.length; k++) {
        states[k] = random.nextDouble() < missing ? Visibility.MISSING : Visibility.VISIBLE;
      }
      for (int k = 0; k < vector.length; k++) {
        vector[k] += 2 * random.nextGaussian();
      }
      shapes.add(Landmarks.of(vector, states));
    }
    Nd4j.create(1).addi(1);
  }

  /** The whole of it: alignment, principal components, coefficients, copies. */
  @Benchmark
  public int[] balance() {
    return PoseBalancing.balance(shapes, PoseBalancingSettings.standard(17)).indices();
  }
}
