package org.wingloss.benchmark.jmh;

import java.util.List;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.synthetic.SyntheticFaces;
import org.wingloss.model.detector.FaceDetector;

/** The built-in detector on a decoded picture with one synthetic face. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class DetectorBenchmark {
  /** Of the picture, pixels. */
  @Param({"250", "500", "1500"})
  public int side;

  private RgbImage image;
  private FaceDetector detector;

  /** Renders the picture. */
  @Setup
  public void open() {
    image = new SyntheticFaces(5).face(0, side).image();
    detector = FaceDetector.standard();
  }

  /** Frees the engine's memory. */
  @TearDown
  public void close() {
    detector.close();
  }

  /** All faces of the picture. */
  @Benchmark
  public List<FaceDetector.Detection> detect() {
    return detector.detect(image);
  }
}
