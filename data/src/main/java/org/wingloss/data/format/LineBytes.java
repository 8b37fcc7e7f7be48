package org.wingloss.data.format;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.LongSupplier;
import org.wingloss.data.InvalidDataException;

/** One line of a file, in UTF-8 and without its line end. */
public final class LineBytes {
  /** Longer lines are refused: 10,000 landmarks with all their digits need less than 1 MiB. */
  public static final int LONGEST = 1 << 24;

  private static final int BLOCK = 1 << 16;

  private final Path file;
  private final byte[] bytes;
  private final int from;
  private final int to;
  private final LongSupplier number;

  /**
   * A line in an array, which is not copied.
   *
   * @param file for messages
   * @param bytes holds the line at {@code from} to {@code to} (exclusive)
   * @param number the line's number, counted from 1; asked for only when a message needs it
   */
  public LineBytes(Path file, byte[] bytes, int from, int to, LongSupplier number) {
    this.file = file;
    this.bytes = bytes;
    this.from = from;
    this.to = to;
    this.number = number;
  }

  /** The line in an array without the white space around it, which is not copied. */
  public static LineBytes trimmed(Path file, byte[] bytes, int from, int to, LongSupplier number) {
    int start = from;
    int end = to;
    while (end > start && isSpace(bytes[end - 1])) {
      end--;
    }
    while (start < end && isSpace(bytes[start])) {
      start++;
    }
    return new LineBytes(file, bytes, start, end, number);
  }

  private static boolean isSpace(byte b) {
    return b >= 0 && b <= ' ';
  }

  /** Where the line begins in its array. */
  public int from() {
    return from;
  }

  /** How many bytes it has. */
  public int length() {
    return to - from;
  }

  /**
   * The number of the line in which a place of a file lies, counted from 1.
   *
   * @param in the file from its beginning
   * @param offset the place, bytes
   */
  public static long numberAt(InputStream in, long offset) throws IOException {
    byte[] bytes = new byte[BLOCK];
    long line = 1;
    long left = offset;
    while (left > 0) {
      int read = in.read(bytes, 0, (int) Math.min(BLOCK, left));
      if (read < 0) {
        break;
      }
      for (int i = 0; i < read; i++) {
        line += bytes[i] == '\n' ? 1 : 0;
      }
      left -= read;
    }
    return line;
  }

  /** What is said of a line that is longer than {@link #LONGEST}. */
  public static InvalidDataException tooLong(Path file, long number) {
    return InvalidDataException.at(
        file, number, "is longer than %d MiB: expected one face a line".formatted(LONGEST >> 20));
  }

  /**
   * The first byte of a key's value, or 0 where the key is not found.
   *
   * @param key with its quotes
   */
  byte valueBegin(byte[] key) {
    for (int at = from; at <= to - key.length; at++) {
      if (bytes[at] == key[0] && Arrays.equals(bytes, at, at + key.length, key, 0, key.length)) {
        int value = at + key.length;
        while (value < to && (isSpace(bytes[value]) || bytes[value] == ':')) {
          value++;
        }
        return value < to ? bytes[value] : 0;
      }
    }
    return 0;
  }

  JsonParser json() throws IOException {
    return FaceJson.MAPPER.createParser(bytes, from, to - from);
  }

  TextRow row() {
    return TextRow.commas(text(), file, number);
  }

  /** The text; an error if it is not UTF-8. */
  private String text() {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, from, to - from))
          .toString();
    } catch (CharacterCodingException e) {
      throw wrong("is not text (UTF-8)");
    }
  }

  InvalidDataException wrong(String problem) {
    return InvalidDataException.at(file, number.getAsLong(), problem);
  }
}
