package org.wingloss.spark;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The processes of a program's executors. */
public final class ExecutorProcesses {
  private static final String MAIN = "org.apache.spark.executor.CoarseGrainedExecutorBackend";
  private static final int MOST_SECONDS = 120;

  private ExecutorProcesses() {}

  /**
   * Waits until one of a program's executors is at work, and kills it as a failing machine would,
   * with all that it started.
   *
   * @param atWork whether an executor is in the middle of a task
   */
  public static void killOneAtWork(Program program, Predicate<ProcessHandle> atWork)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + MOST_SECONDS * 1_000_000_000L;
    while (true) {
      Optional<ProcessHandle> victim = of(program).stream().filter(atWork).findFirst();
      if (victim.isPresent()) {
        List<ProcessHandle> started = victim.get().descendants().toList();
        assertTrue(victim.get().destroyForcibly());
        started.forEach(ProcessHandle::destroyForcibly);
        return;
      }
      assertTrue(program.process().isAlive(), "ended before an executor worked: " + program.text());
      assertTrue(System.nanoTime() < end, "no executor at work: " + program.text());
      Thread.sleep(20);
    }
  }

  private static List<ProcessHandle> of(Program program) {
    return program
        .process()
        .descendants()
        .filter(one -> one.info().commandLine().orElse("").contains(MAIN))
        .toList();
  }
}
