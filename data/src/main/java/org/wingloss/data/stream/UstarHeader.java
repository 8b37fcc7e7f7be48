package org.wingloss.data.stream;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.wingloss.data.format.TextFile;

/**
 * The header block of a regular file in a tar: POSIX ustar, without a folder, without extensions.
 *
 * <p>Written by hand because the library for it would make what needs no tar half as heavy again.
 *
 * @param name of the entry, letters, digits, hyphens, underscores and points
 * @param size of its content in bytes
 */
record UstarHeader(String name, long size) {
  /** Everything in a tar begins at a multiple of this. */
  static final int BLOCK = 512;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}");
  private static final int SIZE_AT = 124;
  private static final int SIZE_DIGITS = 11;
  private static final int SUM_AT = 148;
  private static final int SUM_LENGTH = 8;
  private static final int TYPE_AT = 156;
  private static final int MAGIC_AT = 257;
  private static final int PREFIX_AT = 345;
  private static final byte[] MAGIC = "ustar".getBytes(StandardCharsets.US_ASCII);

  /** How many bytes of zeros follow a content of so many bytes. */
  static int padding(long size) {
    return (int) (-size & (BLOCK - 1));
  }

  /** The block: rights 0644, owner 0, time 0. */
  byte[] write() {
    byte[] block = new byte[BLOCK];
    put(block, 0, name);
    put(block, 100, "0000644");
    put(block, 108, "0000000");
    put(block, 116, "0000000");
    put(block, SIZE_AT, octal(size, SIZE_DIGITS));
    put(block, 136, octal(0, 11));
    block[TYPE_AT] = '0';
    put(block, MAGIC_AT, "ustar\00000");
    put(block, 329, "0000000");
    put(block, 337, "0000000");
    put(block, SUM_AT, octal(sum(block, 0), 6) + "\0 ");
    return block;
  }

  /** Whether a block is all zeros, as at the end of a tar. */
  static boolean isEnd(byte[] tar, int at) {
    for (int i = at; i < at + BLOCK; i++) {
      if (tar[i] != 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * Reads the block at a place of a tar.
   *
   * @throws IllegalArgumentException if it is no header, or not that of a regular file
   */
  static UstarHeader read(byte[] tar, int at) {
    if (number(tar, at + SUM_AT, SUM_LENGTH) != sum(tar, at)) {
      throw new IllegalArgumentException("the checksum of the header is wrong");
    }
    if (!Arrays.equals(tar, at + MAGIC_AT, at + MAGIC_AT + MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw new IllegalArgumentException("the header is not that of a ustar archive");
    }
    String name = text(tar, at, 100);
    String prefix = text(tar, at + PREFIX_AT, 155);
    if (!prefix.isEmpty() || !NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "expected a name without a folder, like train-00000-000042.jpg, but found '%s'"
              .formatted(shown(prefix.isEmpty() ? name : prefix + "/" + name)));
    }
    int type = tar[at + TYPE_AT];
    if (type != '0' && type != 0) {
      throw new IllegalArgumentException(
          "%s: expected a regular file (type 0) but found type %s"
              .formatted(name, shown(String.valueOf((char) (type & 0xFF)))));
    }
    return new UstarHeader(name, number(tar, at + SIZE_AT, SIZE_DIGITS + 1));
  }

  /** The sum of all bytes, those of the checksum itself counted as blanks. */
  private static long sum(byte[] tar, int at) {
    long sum = SUM_LENGTH * ' ';
    for (int i = 0; i < BLOCK; i++) {
      sum += i >= SUM_AT && i < SUM_AT + SUM_LENGTH ? 0 : tar[at + i] & 0xFF;
    }
    return sum;
  }

  private static String octal(long value, int digits) {
    String text = Long.toOctalString(value);
    if (text.length() > digits) {
      throw new IllegalArgumentException(value + " does not fit into a tar header");
    }
    return "0".repeat(digits - text.length()) + text;
  }

  private static void put(byte[] block, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, block, at, bytes.length);
  }

  /** An octal number between blanks, ended by a blank or a zero byte. */
  private static long number(byte[] tar, int at, int length) {
    String text = text(tar, at, length).strip();
    if (text.isEmpty() || !text.chars().allMatch(c -> c >= '0' && c <= '7')) {
      throw new IllegalArgumentException(
          "expected an octal number in the header but found '%s'".formatted(shown(text)));
    }
    return Long.parseLong(text, 8);
  }

  private static String text(byte[] tar, int at, int most) {
    int end = at;
    while (end < at + most && tar[end] != 0) {
      end++;
    }
    return new String(tar, at, end - at, StandardCharsets.ISO_8859_1);
  }

  private static String shown(String text) {
    return TextFile.shown(text);
  }
}
