package org.wingloss.data.image;

import java.util.concurrent.TimeUnit;
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
import org.wingloss.data.geometry.AffineMap;

/**
 * Crops for a network, straight and rotated; docs/throughput.md has the figures, and data/README.md
 * how a benchmark is run.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class WarpBenchmark {
  private static final double CENTRE = 500;

  /** Sides of the box and of the crop: one tap, four taps, averages before. */
  @Param({"64-64", "179-128", "251-128", "294-128", "640-128"})
  public String sides;

  /** Of the head. */
  @Param({"0", "20"})
  public double degrees;

  private final RgbImage picture = TestPictures.noise(1000, 1000, 1);
  private int size;
  private AffineMap map;
  private float[] crop;

  /** Lays the box into the middle of the picture. */
  @Setup
  public void place() {
    String[] both = sides.split("-", 2);
    size = Integer.parseInt(both[1]);
    double scale = size / Double.parseDouble(both[0]);
    double middle = (size - 1) / 2.0;
    crop = new float[3 * size * size];
    map =
        AffineMap.translation(middle, middle)
            .after(AffineMap.scaling(scale, scale))
            .after(AffineMap.rotation(Math.toRadians(degrees), 0, 0))
            .after(AffineMap.translation(-CENTRE, -CENTRE));
  }

  /** One crop. */
  @Benchmark
  public float[] crop() {
    Warp.toFloats(picture, map, size, crop, 0);
    return crop;
  }
}
