package org.wingloss.data.batch;

import java.util.SplittableRandom;

/**
 * The samples of a drawer, epoch after epoch. Draw number d belongs to epoch e = d / n at position
 * p = d mod n of a permutation of the n entries that depends on (seed, e) alone, and its
 * augmentation depends on (seed, e, p); a batch may straddle epochs, so that no draw is ever
 * dropped.
 */
public final class EpochPermutation implements DrawSequence {
  private final SampleDrawer drawer;
  private final int[] order;
  private final long seed;
  private long permutedEpoch = -1;
  private int[] permuted;

  /**
   * Prepares the sequence.
   *
   * @param order the samples of an epoch; a balanced epoch names some more than once. Copied.
   * @param seed decides the permutations and the augmentation
   * @throws IllegalArgumentException on an empty order or a sample that the drawer lacks
   */
  public EpochPermutation(SampleDrawer drawer, int[] order, long seed) {
    if (order.length == 0) {
      throw new IllegalArgumentException(
          "the number of samples in an epoch must be >= 1 but was 0");
    }
    for (int sample : order) {
      if (sample < 0 || sample >= drawer.samples()) {
        throw new IllegalArgumentException(
            "sample must be in 0 to %d but was %d".formatted(drawer.samples() - 1, sample));
      }
    }
    this.drawer = drawer;
    this.order = order.clone();
    this.seed = seed;
  }

  @Override
  public int inputSize() {
    return drawer.inputSize();
  }

  @Override
  public int landmarks() {
    return drawer.landmarks();
  }

  /** Numbers asked for in ascending order shuffle each epoch once. */
  @Override
  public Draw draw(long n) {
    long epoch = n / order.length;
    int position = (int) (n % order.length);
    int sample = epoch(epoch)[position];
    return new Draw(sample, slot -> drawer.draw(sample, Seeds.random(seed, epoch, position), slot));
  }

  private int[] epoch(long epoch) {
    if (epoch != permutedEpoch) {
      permuted = order.clone();
      shuffle(permuted, seed, epoch);
      permutedEpoch = epoch;
    }
    return permuted;
  }

  /**
   * Puts the entries of an epoch, or of a part of one, into their order at random.
   *
   * @param path the epoch, and the part of it
   */
  public static void shuffle(int[] entries, long seed, long... path) {
    SplittableRandom random = Seeds.shuffling(seed, path);
    for (int i = entries.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int moved = entries[i];
      entries[i] = entries[j];
      entries[j] = moved;
    }
  }
}
