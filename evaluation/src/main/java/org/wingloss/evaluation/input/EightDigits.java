package org.wingloss.evaluation.input;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Eight ASCII digits as one number, in a handful of operations on one word. */
final class EightDigits {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private EightDigits() {}

  /** The number at {@code from}, or −1 when one of the eight bytes is no digit. */
  static long parse(byte[] bytes, int from) {
    long word = (long) LONGS.get(bytes, from) - 0x3030303030303030L;
    // A byte below '0' borrows and one above '9' carries: either sets its upper half.
    if (((word | (word + 0x0606060606060606L)) & 0xF0F0F0F0F0F0F0F0L) != 0) {
      return -1;
    }
    // Pairs, then fours, then eight; the first digit is in the lowest byte.
    word = (word * 10 + (word >>> 8)) & 0x00FF00FF00FF00FFL;
    word = (word * 100 + (word >>> 16)) & 0x0000FFFF0000FFFFL;
    return (word * 10_000 + (word >>> 32)) & 0xFFFFFFFFL;
  }
}
