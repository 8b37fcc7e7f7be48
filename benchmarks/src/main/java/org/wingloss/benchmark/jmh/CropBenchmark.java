package org.wingloss.benchmark.jmh;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.RgbImage;
import org.wingloss.model.inference.NetworkCrop;

/** Cutting a network's input out of a picture, straight and rotated as a second stage does it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CropBenchmark {
  private static final Box BOX = new Box(100, 100, 316, 316);

  private final RgbImage image = new RgbImage(432, 432);

  /** Random pixels. */
  public CropBenchmark() {
    new SplittableRandom(1).nextBytes(image.rgb());
  }

  /** For CNN-6. */
  @Benchmark
  public NetworkCrop straight64() {
    return NetworkCrop.of(image, AffineMap.boxToSquare(BOX, 64), 64);
  }

  /** For a network of 128 pixels. */
  @Benchmark
  public NetworkCrop straight128() {
    return NetworkCrop.of(image, AffineMap.boxToSquare(BOX, 128), 128);
  }

  /** The same, of a head that is tilted by 15 degrees. */
  @Benchmark
  public NetworkCrop rotated128() {
    AffineMap upright = AffineMap.rotation(Math.toRadians(15), 208, 208);
    return NetworkCrop.of(image, AffineMap.boxToSquare(BOX, 128).after(upright), 128);
  }
}
