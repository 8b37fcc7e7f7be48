package org.wingloss.data.batch;

import java.nio.FloatBuffer;
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
   * @param pixels receives S·S·3 values of [0, 1], row by row, interleaved (NHWC)
   * @param pixelOffset where in {@code pixels}
   * @param targets receives {@code [x1..xL, y1..yL]} in network pixels; 0 where a landmark has no
   *     coordinates
   * @param targetOffset where in {@code targets}
   * @param visible receives L values: 1 where a landmark has coordinates, else 0
   * @param visibleOffset where in {@code visible}
   */
  void draw(
      int sample,
      RandomGenerator random,
      FloatBuffer pixels,
      int pixelOffset,
      float[] targets,
      int targetOffset,
      float[] visible,
      int visibleOffset);
}
