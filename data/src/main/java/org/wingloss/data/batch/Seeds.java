package org.wingloss.data.batch;

import java.util.SplittableRandom;

/**
 * Random generators named by what they are for. A generator depends on the numbers alone, never on
 * what was drawn before, which makes a run independent of threads and of where it resumed.
 */
public final class Seeds {
  private static final long SHUFFLE = -1;

  private Seeds() {}

  /**
   * A fresh generator for, say, (seed, epoch, position).
   *
   * @param seed the run's seed
   * @param path what the generator is for; the order matters
   */
  public static SplittableRandom random(long seed, long... path) {
    long state = mixed(seed);
    for (long step : path) {
      state = mixed(state ^ mixed(step + 0x9E3779B97F4A7C15L));
    }
    return new SplittableRandom(state);
  }

  /** A generator that sets the order of what the path names apart from the draws in it. */
  static SplittableRandom shuffling(long seed, long... path) {
    long[] whole = new long[path.length + 1];
    whole[0] = SHUFFLE;
    System.arraycopy(path, 0, whole, 1, path.length);
    return random(seed, whole);
  }

  /** Stafford's variant 13 of the 64-bit finaliser of MurmurHash3: every bit moves every other. */
  private static long mixed(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
