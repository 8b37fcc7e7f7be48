package org.wingloss.benchmark.jmh;

import java.util.SplittableRandom;
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
import org.wingloss.data.image.RgbImage;
import org.wingloss.model.inference.NetworkCrop;

/** Cutting a network's input out of a picture, straight or rotated by 20 degrees. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CropBenchmark {
  private static final int PICTURE = 1000;

  /** Sides of box and crop: one tap a pixel, four taps, averages before. */
  @Param({
    "64-64",
    "64-64 rotated",
    "179-128",
    "179-128 rotated",
    "251-128",
    "251-128 rotated",
    "294-128",
    "294-128 rotated",
    "640-128",
    "640-128 rotated"
  })
  public String crop;

  private final RgbImage picture = new RgbImage(PICTURE, PICTURE);
  private int size;
  private AffineMap map;

  /** Lays the box into the middle of the picture. */
  @Setup
  public void place() {
    new SplittableRandom(1).nextBytes(picture.rgb());
    String[] words = crop.split("[- ]", -1);
    size = Integer.parseInt(words[1]);
    double scale = size / Double.parseDouble(words[0]);
    double degrees = words.length > 2 ? 20 : 0;
    double middle = (size - 1) / 2.0;
    map =
        AffineMap.translation(middle, middle)
            .after(AffineMap.scaling(scale, scale))
            .after(AffineMap.rotation(Math.toRadians(degrees), 0, 0))
            .after(AffineMap.translation(-PICTURE / 2.0, -PICTURE / 2.0));
  }

  /** One crop. */
  @Benchmark
  public NetworkCrop cut() {
    return NetworkCrop.of(picture, map, size);
  }
}
