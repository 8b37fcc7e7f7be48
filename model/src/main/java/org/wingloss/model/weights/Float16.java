package org.wingloss.model.weights;

/** Numbers of 16 bits (IEEE 754 binary16), as files keep them: half the bytes of float32. */
public final class Float16 {
  private static final int INFINITY = 0x7C00;

  /** The smallest float32 that rounds to infinity. */
  private static final float TOO_LARGE = 65520f;

  /** 2^-14, below which the numbers of 16 bits lie evenly. */
  private static final float SMALLEST_NORMAL = 0x1p-14f;

  /** By how much the exponent's bias of float32 is larger. */
  private static final int BIASES = 127 - 15;

  private Float16() {}

  /** The nearest number of 16 bits; of two as near, the even one. */
  public static short bits(float value) {
    int sign = (Float.floatToRawIntBits(value) >>> 16) & 0x8000;
    float size = Math.abs(value);
    if (Float.isNaN(value)) {
      return (short) (sign | INFINITY | 0x200);
    }
    if (size >= TOO_LARGE) {
      return (short) (sign | INFINITY);
    }
    if (size < SMALLEST_NORMAL) {
      // Multiples of 2^-24; rint rounds halves to even.
      return (short) (sign | (int) Math.rint(size * 0x1p24));
    }
    int bits = Float.floatToRawIntBits(size);
    int rounded = bits + 0xFFF + ((bits >>> 13) & 1);
    return (short) (sign | ((rounded >>> 13) - (BIASES << 10)));
  }

  /** The number as float32, exactly. */
  public static float value(short bits) {
    int exponent = (bits >>> 10) & 0x1F;
    int fraction = bits & 0x3FF;
    float size =
        switch (exponent) {
          case 0 -> fraction * 0x1p-24f;
          case 0x1F -> fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
          default -> Float.intBitsToFloat(((exponent + BIASES) << 23) | (fraction << 13));
        };
    return bits < 0 ? -size : size;
  }
}
