package org.wingloss.data.synthetic;

import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
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

/**
 * Faces in the wild drawn per second on one core; the goal at 256 pixels is 200. How to run it is
 * in the module's README.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 4, time = 3)
public class SyntheticFacesBenchmark {
  @Param({"64", "128", "256"})
  private int size;

  private final SyntheticFaces faces = new SyntheticFaces(1);
  private long next;
  private long first;
  private long started;

  /** Notes the thread's processor time. */
  @Setup(Level.Iteration)
  public void start() {
    first = next;
    started = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /** Prints the rate per second of processor time, which a busy machine changes least. */
  @TearDown(Level.Iteration)
  public void stop() {
    long used = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - started;
    System.out.printf("[%.0f per processor second] ", (next - first) * 1e9 / used);
  }

  /** One face. */
  @Benchmark
  public SyntheticFace face() {
    return faces.face(next++, size);
  }
}
