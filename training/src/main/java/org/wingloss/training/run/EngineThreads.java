package org.wingloss.training.run;

/** The threads among which the engine divides one operation. */
public final class EngineThreads {
  private static final String PROPERTY = "ai.djl.pytorch.num_threads";

  private EngineThreads() {}

  /** How many there are: what {@link #set} said, else one per processor. */
  public static int count() {
    return Integer.getInteger(PROPERTY, Runtime.getRuntime().availableProcessors());
  }

  /** Decides before the engine starts; afterwards it is too late. */
  public static void set(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be >= 1 but was " + threads);
    }
    System.setProperty(PROPERTY, Integer.toString(threads));
  }
}
