package org.wingloss.training.loop;

/** Measures how fast a loop goes; validations and checkpoints do not count. */
public final class Pace {
  private final int batchSize;
  private final double before;
  private long begun = System.nanoTime();
  private double counted;
  private long steps;
  private double lapCounted;
  private long lapSteps;

  /**
   * Starts the clock.
   *
   * @param before seconds that count already
   */
  public Pace(int batchSize, double before) {
    this.batchSize = batchSize;
    this.before = before;
  }

  /** Counts a step. */
  public void step() {
    steps++;
  }

  /** Seconds of training so far, those of an interrupted run included. */
  public double seconds() {
    return before + counted + (System.nanoTime() - begun) / 1e9;
  }

  /** Faces per second since the last lap. */
  public double lap() {
    double total = counted + (System.nanoTime() - begun) / 1e9;
    double rate = (steps - lapSteps) * batchSize / Math.max(1e-9, total - lapCounted);
    lapCounted = total;
    lapSteps = steps;
    return Math.rint(rate * 10) / 10;
  }

  void pause() {
    counted += (System.nanoTime() - begun) / 1e9;
    begun = System.nanoTime();
  }

  void resume() {
    begun = System.nanoTime();
  }
}
