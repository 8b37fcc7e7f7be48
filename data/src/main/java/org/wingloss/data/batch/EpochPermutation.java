package org.wingloss.data.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Which samples a step draws. Draw number d = step · batchSize + k belongs to epoch e = d / n at
 * position p = d mod n of a permutation of the n entries that depends on (seed, e) alone; a batch
 * may straddle epochs, so that no draw is ever dropped.
 */
final class EpochPermutation {
  /** Sets the permutations of an epoch apart from the draws in it. */
  private static final long SHUFFLE = -1;

  private final int[] order;
  private final int batchSize;
  private final long seed;
  private long permutedEpoch = -1;
  private int[] permuted;

  EpochPermutation(int[] order, int batchSize, long seed) {
    this.order = order.clone();
    this.batchSize = batchSize;
    this.seed = seed;
  }

  /** The draws of one step. Steps asked for in ascending order shuffle each epoch once. */
  List<Draw> step(long step) {
    List<Draw> draws = new ArrayList<>(batchSize);
    for (int k = 0; k < batchSize; k++) {
      long draw = step * batchSize + k;
      long epoch = draw / order.length;
      int position = (int) (draw % order.length);
      draws.add(new Draw(epoch(epoch)[position], epoch, position));
    }
    return draws;
  }

  private int[] epoch(long epoch) {
    if (epoch != permutedEpoch) {
      permuted = order.clone();
      SplittableRandom random = Seeds.random(seed, SHUFFLE, epoch);
      for (int i = permuted.length - 1; i > 0; i--) {
        int j = random.nextInt(i + 1);
        int moved = permuted[i];
        permuted[i] = permuted[j];
        permuted[j] = moved;
      }
      permutedEpoch = epoch;
    }
    return permuted;
  }

  /** A sample, and the epoch and the position in it that seed its augmentation. */
  record Draw(int sample, long epoch, int position) {}
}
