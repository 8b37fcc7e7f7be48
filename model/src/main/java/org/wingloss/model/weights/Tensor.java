package org.wingloss.model.weights;

import ai.onnxruntime.platform.Fp16Conversions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;

/** A float32 tensor in row-major order. Values never change; arrays are copied in and out. */
public final class Tensor {
  private final List<Integer> shape;
  private final float[] values;

  private Tensor(List<Integer> shape, float[] values) {
    this.shape = shape;
    this.values = values;
  }

  /**
   * A tensor.
   *
   * @param shape its sides, each at least 1; no sides for a scalar
   * @param values one value per element, last side fastest
   */
  public static Tensor of(List<Integer> shape, float... values) {
    return wrap(shape, values.clone());
  }

  /** Keeps the array: for readers that have just filled it. */
  static Tensor wrap(List<Integer> shape, float[] values) {
    long size = 1;
    for (int side : shape) {
      if (side < 1) {
        throw new IllegalArgumentException("a tensor's sides must be >= 1 but were " + shape);
      }
      size = Math.multiplyExact(size, side);
    }
    if (size != values.length) {
      throw new IllegalArgumentException(
          "a tensor of shape %s needs %d values but got %d".formatted(shape, size, values.length));
    }
    return new Tensor(List.copyOf(shape), values);
  }

  /** The sides. */
  public List<Integer> shape() {
    return shape;
  }

  /** The number of elements. */
  public int size() {
    return values.length;
  }

  /** A copy of the values. */
  public float[] values() {
    return values.clone();
  }

  /** Puts the values into a buffer. */
  public void copyTo(FloatBuffer buffer) {
    buffer.put(values);
  }

  /** The values rounded to 16 bits (IEEE 754 binary16), little-endian. */
  public byte[] halves() {
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(Short.BYTES, values.length))
            .order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      bytes.putShort(Fp16Conversions.floatToFp16(value));
    }
    return bytes.array();
  }

  /** Element {@code i} in row-major order. */
  public float get(int i) {
    return values[i];
  }

  /** Whether no value is infinite or NaN. */
  public boolean isFinite() {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Tensor that
        && shape.equals(that.shape)
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * shape.hashCode() + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "Tensor" + shape;
  }
}
