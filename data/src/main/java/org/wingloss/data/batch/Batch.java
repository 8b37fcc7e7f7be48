package org.wingloss.data.batch;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Objects;

/**
 * N samples side by side, as a network takes them. The arrays are shared, not copied: a batch
 * belongs to whoever holds it until it is {@linkplain BatchLoader#recycle recycled}.
 */
public final class Batch {
  private final int inputSize;
  private final int landmarks;
  private final FloatBuffer pixels;
  private final float[] targets;
  private final float[] visible;
  private final int[] samples;

  Batch(int size, int inputSize, int landmarks) {
    this.inputSize = inputSize;
    this.landmarks = landmarks;
    long bytes = 4L * 3 * inputSize * inputSize * size;
    this.pixels =
        ByteBuffer.allocateDirect(Math.toIntExact(bytes))
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    this.targets = new float[2 * landmarks * size];
    this.visible = new float[landmarks * size];
    this.samples = new int[size];
  }

  /**
   * Draws the named samples in the named order, in the calling thread: for evaluating a network on
   * faces that are not augmented.
   *
   * @param seed the seed of augmentation, if the drawer does augment
   */
  public static Batch of(SampleDrawer drawer, int[] samples, long seed) {
    Batch batch = new Batch(samples.length, drawer.inputSize(), drawer.landmarks());
    for (int k = 0; k < samples.length; k++) {
      batch.samples[k] = samples[k];
      drawer.draw(samples[k], Seeds.random(seed, 0, samples[k]), batch.slot(k));
    }
    return batch;
  }

  /** Draws one sample into slot k. */
  void draw(int k, DrawSequence.Draw draw) {
    samples[k] = draw.sample();
    draw.into().accept(slot(k));
  }

  /** Place k of N. */
  Slot slot(int k) {
    return new Slot(k);
  }

  /** The place of one sample, which a {@link SampleDrawer} fills. */
  public final class Slot {
    private final int k;

    private Slot(int k) {
      this.k = k;
    }

    /**
     * Sets the pixels.
     *
     * @param crop S·S·3 values of [0, 1], row by row, interleaved (NHWC)
     * @throws IllegalArgumentException if they are more or fewer
     */
    public void pixels(float[] crop) {
      int values = 3 * inputSize * inputSize;
      if (crop.length != values) {
        throw new IllegalArgumentException(
            "a crop of %1$d x %1$d pixels has %2$d values but got %3$d"
                .formatted(inputSize, values, crop.length));
      }
      pixels.put(k * values, crop);
    }

    /**
     * Sets a landmark.
     *
     * @param i 0 … L − 1
     * @param present whether it has coordinates
     * @param x network pixels; 0 without coordinates
     * @param y likewise
     * @throws IndexOutOfBoundsException if there is no landmark i
     */
    public void landmark(int i, boolean present, double x, double y) {
      Objects.checkIndex(i, landmarks);
      visible[k * landmarks + i] = present ? 1 : 0;
      targets[k * 2 * landmarks + i] = (float) x;
      targets[(k * 2 + 1) * landmarks + i] = (float) y;
    }
  }

  /** N. */
  public int size() {
    return samples.length;
  }

  /** S. */
  public int inputSize() {
    return inputSize;
  }

  /** L. */
  public int landmarks() {
    return landmarks;
  }

  /**
   * N·S·S·3 values of [0, 1], NHWC, in a direct buffer of native byte order. Each call returns a
   * view of the same memory with a position of its own, which is 0.
   */
  public FloatBuffer pixels() {
    return pixels.duplicate();
  }

  /** N times {@code [x1..xL, y1..yL]} in network pixels; 0 where {@link #visible} is 0. */
  public float[] targets() {
    return targets;
  }

  /** N times L: 1 where a landmark has coordinates, else 0. */
  public float[] visible() {
    return visible;
  }

  /** A copy of the sample numbers. */
  public int[] samples() {
    return samples.clone();
  }

  @Override
  public String toString() {
    return "Batch of samples " + Arrays.toString(samples);
  }
}
