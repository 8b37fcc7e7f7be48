package org.wingloss.cli.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Changes bytes as damage, carelessness and malice do: single bits, runs, lengths, words of text
 * formats, parts of another file. The same random numbers give the same change.
 */
final class Mutator {
  /** Longer results are cut: what is large by itself is a subject of other tests. */
  private static final int LONGEST = 1 << 22;

  /** Changes near the ends, where formats have their heads and tables. */
  private static final int ENDS = 512;

  private static final String NAMES =
      """
      1e999 -1e999 9e307 1e-400 -1 0 -0.0 NaN nan Infinity -inf 2147483647 2147483648 -2147483648
      4294967296 9223372036854775807 9223372036854775808 18446744073709551616 1000000000 1e9 1e12
      1e154 0.1 0x10 1_000 1,5 null ~ true [] {} [null] "" "x" " ' , : ; / .. ../x /etc/passwd C:\\x
      * ? # %s % = ( ) () [ ] { } < > <!-- --> <![CDATA[ &amp; &#0; &lt; !!java.net.URL &a *a | --- ...
      x a é \\u0000 n_points: version:
      """;

  private static final List<String> WORDS =
      Stream.concat(
              Stream.of(NAMES.split("\\s+", -1)).filter(name -> !name.isEmpty()),
              Stream.of(
                  "\n",
                  "\r\n",
                  "\r",
                  "\t",
                  " ",
                  "\0",
                  "\ufeff",
                  "\ud83d\ude00",
                  "\u202e",
                  "- ",
                  "<<: ",
                  "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>"))
          .toList();

  private static final long[] NUMBERS = {
    0,
    1,
    2,
    3,
    7,
    8,
    16,
    127,
    128,
    255,
    256,
    32767,
    32768,
    65535,
    65536,
    0xFFFFFF,
    0x1000000,
    Integer.MAX_VALUE,
    Integer.MAX_VALUE - 7,
    0x80000000L,
    0xFFFFFFFFL,
    0x100000000L,
    -1,
    -2,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    Long.MAX_VALUE / 4,
    1_000_000_000L
  };

  private final RandomGenerator random;

  Mutator(RandomGenerator random) {
    this.random = random;
  }

  /** The bytes after one to a few changes; {@code other} is a file of the same kind. */
  byte[] mutate(byte[] bytes, byte[] other) {
    byte[] changed = bytes;
    do {
      changed = once(changed, other);
    } while (random.nextInt(3) == 0);
    return changed.length > LONGEST ? Arrays.copyOf(changed, LONGEST) : changed;
  }

  private byte[] once(byte[] bytes, byte[] other) {
    int at = position(bytes.length);
    int run = Math.min(length(), bytes.length - at);
    return switch (random.nextInt(16)) {
      case 0 -> flip(bytes, at);
      case 1 -> set(bytes, at, run, (byte) random.nextInt(256));
      case 2 -> set(bytes, at, run, new byte[] {0, 1, 127, -128, -1, ' '}[random.nextInt(6)]);
      case 3 -> noise(bytes, at, run);
      case 4 -> Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
      case 5 -> replace(bytes, at, run, new byte[0]);
      case 6 -> replace(bytes, at, 0, repeated(Arrays.copyOfRange(bytes, at, at + run)));
      case 7 -> replace(bytes, at, bytes.length - at, tail(other));
      case 8 -> replace(bytes, at, run, some(other));
      case 9, 10 -> replace(bytes, at, 0, word());
      case 11, 12 -> replaceWord(bytes, at);
      case 13 -> number(bytes, at);
      case 14 -> line(bytes, at, other);
      default -> random.nextInt(8) == 0 ? replace(bytes, at, 0, large()) : flip(bytes, at);
    };
  }

  /** Anywhere, or near one of the ends. */
  private int position(int length) {
    int near = random.nextInt(Math.min(length, ENDS) + 1);
    return switch (random.nextInt(4)) {
      case 0 -> near;
      case 1 -> length - near;
      default -> random.nextInt(length + 1);
    };
  }

  private int length() {
    return 1 + random.nextInt(1 << random.nextInt(10));
  }

  private byte[] flip(byte[] bytes, int at) {
    byte[] changed = bytes.clone();
    if (at < changed.length) {
      changed[at] ^= (byte) (1 << random.nextInt(8));
    }
    return changed;
  }

  private static byte[] set(byte[] bytes, int at, int run, byte value) {
    byte[] changed = bytes.clone();
    Arrays.fill(changed, at, at + run, value);
    return changed;
  }

  private byte[] noise(byte[] bytes, int at, int run) {
    byte[] noise = new byte[run];
    random.nextBytes(noise);
    return replace(bytes, at, run, noise);
  }

  private byte[] repeated(byte[] part) {
    int times = 1 + random.nextInt(1 << random.nextInt(8));
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = 0; i < times; i++) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private byte[] tail(byte[] other) {
    return Arrays.copyOfRange(other, position(other.length), other.length);
  }

  private byte[] some(byte[] other) {
    int from = position(other.length);
    return Arrays.copyOfRange(other, from, from + Math.min(length(), other.length - from));
  }

  private byte[] word() {
    return WORDS.get(random.nextInt(WORDS.size())).getBytes(StandardCharsets.UTF_8);
  }

  /** Another word in place of the number or name at a place. */
  private byte[] replaceWord(byte[] bytes, int at) {
    int from = at;
    while (from < bytes.length && !isWord(bytes[from])) {
      from++;
    }
    int to = from;
    while (from > 0 && isWord(bytes[from - 1])) {
      from--;
    }
    while (to < bytes.length && isWord(bytes[to])) {
      to++;
    }
    return replace(bytes, from, to - from, word());
  }

  private static boolean isWord(byte b) {
    return (b >= '0' && b <= '9')
        || (b >= 'a' && b <= 'z')
        || (b >= 'A' && b <= 'Z')
        || b == '.'
        || b == '-';
  }

  /** A number of 1 to 8 bytes over what is there, as lengths, counts and offsets are written. */
  private byte[] number(byte[] bytes, int at) {
    ByteBuffer number = ByteBuffer.allocate(8);
    int size = 1 << random.nextInt(4);
    long value = NUMBERS[random.nextInt(NUMBERS.length)];
    boolean little = random.nextBoolean();
    number.order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN).putLong(value);
    int from = little ? 0 : 8 - size;
    byte[] written = Arrays.copyOfRange(number.array(), from, from + size);
    return replace(bytes, at, Math.min(size, bytes.length - at), written);
  }

  /** A line cut, doubled, or replaced by some line of another file. */
  private byte[] line(byte[] bytes, int at, byte[] other) {
    int from = lineStart(bytes, at);
    int to = lineEnd(bytes, at);
    byte[] line = Arrays.copyOfRange(bytes, from, to);
    int there = position(other.length);
    return switch (random.nextInt(4)) {
      case 0 -> replace(bytes, from, to - from, new byte[0]);
      case 1 -> replace(bytes, from, 0, line);
      case 2 -> replace(bytes, lineStart(bytes, position(bytes.length)), 0, line);
      default ->
          replace(
              bytes,
              from,
              to - from,
              Arrays.copyOfRange(other, lineStart(other, there), lineEnd(other, there)));
    };
  }

  private static int lineStart(byte[] bytes, int at) {
    int from = at;
    while (from > 0 && bytes[from - 1] != '\n') {
      from--;
    }
    return from;
  }

  private static int lineEnd(byte[] bytes, int at) {
    int to = at;
    while (to < bytes.length && bytes[to] != '\n') {
      to++;
    }
    return Math.min(to + 1, bytes.length);
  }

  /** What is small as a file and large to a parser: nesting, digits, blanks. */
  private byte[] large() {
    List<String> parts =
        List.of("[", "{\"a\":", "<a>", "(", "- ", "9", "0", " ", "\n", ",", "\"", "\t", "1,", "a");
    String part = parts.get(random.nextInt(parts.size()));
    return part.repeat(1 << (10 + random.nextInt(11))).getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] replace(byte[] bytes, int at, int run, byte[] by) {
    ByteBuffer all = ByteBuffer.allocate(bytes.length - run + by.length);
    all.put(bytes, 0, at).put(by).put(bytes, at + run, bytes.length - at - run);
    return all.array();
  }
}
