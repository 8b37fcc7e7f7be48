package org.wingloss.data.batch;

import java.util.random.RandomGenerator;

/**
 * Draws training samples: pixels and targets of one face under random augmentation. Every call
 * depends on its arguments alone, so that any number of threads may draw at once.
 */
public interface SampleDrawer {
  /** The number of different samples; sample numbers run from 0. */
  int samples();

  /** S: the side of the network input in pixels. */
  int inputSize();

  /** L. */
  int landmarks();

  /**
   * Draws one sample.
   *
   * @param sample 0 … {@link #samples()} − 1
   * @param random the only source of chance
   * @param slot receives the pixels and all L landmarks
   */
  void draw(int sample, RandomGenerator random, Batch.Slot slot);
}
