package org.wingloss.data.stream;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.wingloss.data.batch.EpochPermutation;

/**
 * The order in which a stream is drawn, a pure function of the seed. In epoch e the tars are
 * permuted by (seed, e) and divided into windows of W tars, one after the other; within a window
 * the samples are permuted by (seed, e, window). So every sample comes once in every epoch, and no
 * more than a window of tars is needed at once.
 *
 * <p>A window counts its samples by the number of their tar, and window 0 is permuted as a whole
 * epoch of an {@link EpochPermutation}: where one window holds all tars, the order is the same as
 * from a crop store, however the samples are divided into tars.
 */
final class WindowOrder {
  /** Sets the order of the tars apart from that of the samples in a window. */
  private static final long TARS = -1;

  private final int[] samples;
  private final int samplesInAll;
  private final int tarsPerWindow;
  private final long seed;
  private long begunEpoch = -1;
  private int[] starts;

  /**
   * An order.
   *
   * @param samples of each tar
   * @param tarsPerWindow W, at least 1
   */
  WindowOrder(int[] samples, int tarsPerWindow, long seed) {
    if (tarsPerWindow < 1) {
      throw new IllegalArgumentException("a window needs >= 1 tar but was " + tarsPerWindow);
    }
    this.samples = samples.clone();
    this.samplesInAll = Math.toIntExact(Arrays.stream(samples).asLongStream().sum());
    this.tarsPerWindow = Math.min(tarsPerWindow, samples.length);
    this.seed = seed;
  }

  /**
   * Where a draw stands.
   *
   * @param epoch from 0
   * @param position in the epoch
   * @param window counted through all epochs
   * @param index among the draws of the window
   */
  record Place(long epoch, int position, long window, int index) {}

  /** The place of draw number n; ascending numbers divide each epoch once. */
  Place place(long n) {
    long epoch = n / samplesInAll;
    int position = (int) (n % samplesInAll);
    if (epoch != begunEpoch) {
      starts = starts(epoch);
      begunEpoch = epoch;
    }
    int found = Arrays.binarySearch(starts, position);
    int window = found >= 0 ? found : -found - 2;
    return new Place(epoch, position, epoch * starts.length + window, position - starts[window]);
  }

  /** The number of the first draw of each window of an epoch. */
  private int[] starts(long epoch) {
    int[] tars = permutedTars(epoch);
    int[] first = new int[windowsPerEpoch()];
    int draws = 0;
    for (int k = 0; k < tars.length; k++) {
      if (k % tarsPerWindow == 0) {
        first[k / tarsPerWindow] = draws;
      }
      draws += samples[tars[k]];
    }
    return first;
  }

  /** The tars of a window, ascending. */
  int[] tars(long window) {
    int first = (int) (window % windowsPerEpoch()) * tarsPerWindow;
    int[] all = permutedTars(window / windowsPerEpoch());
    int[] tars = Arrays.copyOfRange(all, first, Math.min(first + tarsPerWindow, all.length));
    Arrays.sort(tars);
    return tars;
  }

  /** Whether one window holds all tars. */
  boolean holdsAll() {
    return windowsPerEpoch() == 1;
  }

  /** The samples of a window in the order of its draws, counted from its first tar on. */
  int[] permutation(long window) {
    int count = Arrays.stream(tars(window)).map(tar -> samples[tar]).sum();
    int[] order = IntStream.range(0, count).toArray();
    long epoch = window / windowsPerEpoch();
    long number = window % windowsPerEpoch();
    long[] path = number == 0 ? new long[] {epoch} : new long[] {epoch, number};
    EpochPermutation.shuffle(order, seed, path);
    return order;
  }

  private int[] permutedTars(long epoch) {
    int[] tars = IntStream.range(0, samples.length).toArray();
    EpochPermutation.shuffle(tars, seed, epoch, TARS);
    return tars;
  }

  private int windowsPerEpoch() {
    return (samples.length + tarsPerWindow - 1) / tarsPerWindow;
  }
}
