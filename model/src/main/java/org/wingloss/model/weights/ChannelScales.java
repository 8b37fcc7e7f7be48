package org.wingloss.model.weights;

import java.util.Arrays;

/**
 * The scales with which a tensor is held in signed bytes, one for each of its first side (output
 * channels): the largest magnitude of a channel becomes 127. Rounding what was rounded before
 * changes nothing.
 */
public final class ChannelScales {
  private static final int LARGEST = 127;

  private final float[] scales;

  private ChannelScales(float[] scales) {
    this.scales = scales;
  }

  /** The scales for a tensor of at least one side. */
  public static ChannelScales of(Tensor tensor) {
    int channels = tensor.shape().get(0);
    int each = tensor.size() / channels;
    float[] scales = new float[channels];
    for (int i = 0; i < tensor.size(); i++) {
      scales[i / each] = Math.max(scales[i / each], Math.abs(tensor.get(i)) / LARGEST);
    }
    for (int channel = 0; channel < channels; channel++) {
      // A channel without weights, or with some that no scale of float32 could bring to 127.
      if (scales[channel] < Float.MIN_NORMAL) {
        scales[channel] = 1;
      }
    }
    return new ChannelScales(scales);
  }

  /** Scales that were read. */
  static ChannelScales of(float... scales) {
    return new ChannelScales(scales.clone());
  }

  /** The same where they are larger than others. */
  public ChannelScales atLeast(float... others) {
    float[] larger = scales.clone();
    for (int i = 0; i < larger.length; i++) {
      larger[i] = Math.max(larger[i], others[i]);
    }
    return new ChannelScales(larger);
  }

  /** A copy of the scales. */
  public float[] values() {
    return scales.clone();
  }

  /** The tensor in whole numbers −127 … 127. */
  public byte[] bytes(Tensor tensor) {
    int each = tensor.size() / scales.length;
    byte[] bytes = new byte[tensor.size()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Math.rint((double) tensor.get(i) / scales[i / each]);
    }
    return bytes;
  }

  /** The numbers that bytes stand for. */
  float[] widened(byte[] bytes) {
    int each = bytes.length / scales.length;
    float[] values = new float[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      values[i] = bytes[i] * scales[i / each];
    }
    return values;
  }

  @Override
  public String toString() {
    return "ChannelScales" + Arrays.toString(scales);
  }
}
