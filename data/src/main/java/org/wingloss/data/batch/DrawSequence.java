package org.wingloss.data.batch;

import java.util.function.Consumer;

/**
 * What a training draws, without end: draw number n is the same to the bit whatever was drawn
 * before it, in any number of threads.
 */
public interface DrawSequence extends AutoCloseable {
  /** S: the side of the network input in pixels. */
  int inputSize();

  /** L. */
  int landmarks();

  /**
   * Draw number n. One thread asks, for ascending numbers without a gap, from whichever first one;
   * each draw that it gets is carried out once, unless the sequence is closed before.
   */
  Draw draw(long n);

  /**
   * One sample under its augmentation, still to be drawn, by any thread.
   *
   * @param sample the sample's number
   * @param into draws it: pixels and all L landmarks
   */
  record Draw(int sample, Consumer<Batch.Slot> into) {}

  /** Frees what the draws need. */
  @Override
  default void close() {}
}
