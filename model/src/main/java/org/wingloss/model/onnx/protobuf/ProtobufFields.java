package org.wingloss.model.onnx.protobuf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * The fields of a message that somebody wrote. A view of the file's bytes: a field is looked for
 * when it is asked for, so a file takes no more memory than its bytes, whatever it says. Fields
 * that nobody asks for are passed over. Of a single field that is given twice, the last counts.
 *
 * <p>Bytes that are no such message are an {@link IllegalArgumentException}.
 */
public final class ProtobufFields {
  // The kinds of fields by their code in the file; two more have long been out of use.
  private static final int VARINT = 0;
  private static final int EIGHT_BYTES = 1;
  private static final int BYTES = 2;
  private static final int FOUR_BYTES = 5;

  /** The most texts or messages in one list. */
  private static final int MOST_IN_A_LIST = 1 << 16;

  private final byte[] bytes;
  private final int from;
  private final int to;

  private ProtobufFields(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.from = from;
    this.to = to;
  }

  /**
   * The message that a file holds.
   *
   * @param bytes are kept, not copied
   */
  public static ProtobufFields of(byte[] bytes) {
    return new ProtobufFields(bytes, 0, bytes.length);
  }

  /** One field: a number, or bytes from here to there. */
  private record Field(int kind, long number, int from, int to) {
    int length() {
      return to - from;
    }
  }

  /** Reads numbers and fields one after the other. */
  private final class Cursor {
    private int at;
    private final int end;

    Cursor(int at, int end) {
      this.at = at;
      this.end = end;
    }

    long varint() {
      long value = 0;
      for (int shift = 0; shift < Long.SIZE; shift += 7) {
        if (at >= end) {
          throw truncated();
        }
        byte next = bytes[at++];
        value |= (long) (next & 0x7F) << shift;
        if (next >= 0) {
          return value;
        }
      }
      throw new IllegalArgumentException("a number at byte %d has no end".formatted(at));
    }

    private IllegalArgumentException truncated() {
      return new IllegalArgumentException("a field ends behind byte %d, its end".formatted(end));
    }

    private Field bytes(int kind, long length) {
      if (length < 0 || length > end - at) {
        throw truncated();
      }
      int begin = at;
      at += (int) length;
      return new Field(kind, 0, begin, at);
    }

    Field field(int kind) {
      return switch (kind) {
        case VARINT -> new Field(kind, varint(), at, at);
        case EIGHT_BYTES -> bytes(kind, Long.BYTES);
        case BYTES -> bytes(kind, varint());
        case FOUR_BYTES -> bytes(kind, Integer.BYTES);
        default ->
            throw new IllegalArgumentException(
                "a field before byte %d is of the unknown kind %d".formatted(at, kind));
      };
    }
  }

  private void each(int number, Consumer<Field> use) {
    Cursor cursor = new Cursor(from, to);
    while (cursor.at < to) {
      int tag = (int) cursor.varint();
      Field field = cursor.field(tag & 7);
      if (tag >>> 3 == number) {
        use.accept(field);
      }
    }
  }

  private void each(int number, int kind, Consumer<Field> use) {
    each(
        number,
        field -> {
          if (field.kind() != kind) {
            throw new IllegalArgumentException(
                "field %d is of another kind than expected".formatted(number));
          }
          use.accept(field);
        });
  }

  /** How often a field is given. */
  public int count(int number) {
    int[] count = new int[1];
    each(number, field -> count[0]++);
    return count[0];
  }

  /** Whether one of these fields is given. */
  public boolean hasAny(int... numbers) {
    return Arrays.stream(numbers).anyMatch(number -> count(number) > 0);
  }

  /** A whole number; 0 where there is none. */
  public long whole(int number) {
    long[] last = new long[1];
    each(number, VARINT, field -> last[0] = field.number());
    return last[0];
  }

  /** How many whole numbers a list has. */
  public int wholesCount(int number) {
    int[] count = new int[1];
    eachWhole(number, value -> count[0]++);
    return count[0];
  }

  /**
   * A list of whole numbers, in one field or in a field each.
   *
   * @param most they are counted before they are kept, for each takes eight times its byte
   */
  public long[] wholes(int number, int most) {
    long[] values = new long[atMost(most, wholesCount(number), number)];
    int[] at = new int[1];
    eachWhole(number, value -> values[at[0]++] = value);
    return values;
  }

  private static int atMost(int most, int count, int number) {
    if (count > most) {
      throw new IllegalArgumentException(
          "field %d has %d numbers but at most %d are read".formatted(number, count, most));
    }
    return count;
  }

  private void eachWhole(int number, LongConsumer use) {
    each(
        number,
        field -> {
          if (field.kind() == VARINT) {
            use.accept(field.number());
            return;
          }
          requirePacked(number, field, 1);
          Cursor cursor = new Cursor(field.from(), field.to());
          while (cursor.at < field.to()) {
            use.accept(cursor.varint());
          }
        });
  }

  private static void requirePacked(int number, Field field, int bytes) {
    if (field.kind() != BYTES || field.length() % bytes != 0) {
      throw new IllegalArgumentException("field %d is no list of numbers".formatted(number));
    }
  }

  /** A float32; 0 where there is none. */
  public float number(int number) {
    float[] last = new float[1];
    each(number, FOUR_BYTES, field -> last[0] = buffer(field).getFloat());
    return last[0];
  }

  /** How many float32 a list has. */
  public int numbersCount(int number) {
    int[] count = new int[1];
    each(
        number,
        field -> {
          if (field.kind() != FOUR_BYTES) {
            requirePacked(number, field, Float.BYTES);
          }
          count[0] += field.length() / Float.BYTES;
        });
    return count[0];
  }

  /**
   * A list of float32, in one field or in a field each.
   *
   * @param most see {@link #wholes}
   */
  public float[] numbers(int number, int most) {
    FloatBuffer values = FloatBuffer.allocate(atMost(most, numbersCount(number), number));
    each(number, field -> values.put(buffer(field).asFloatBuffer()));
    return values.array();
  }

  private ByteBuffer buffer(Field field) {
    return ByteBuffer.wrap(bytes, field.from(), field.length()).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** A copy of bytes; none where there is no such field. */
  public byte[] bytes(int number) {
    byte[][] last = {new byte[0]};
    each(number, BYTES, field -> last[0] = Arrays.copyOfRange(bytes, field.from(), field.to()));
    return last[0];
  }

  /** A text; empty where there is none. */
  public String text(int number) {
    return new String(bytes(number), StandardCharsets.UTF_8);
  }

  /** A list of texts. */
  public List<String> texts(int number) {
    return list(number).stream()
        .map(one -> new String(bytes, one.from, one.to - one.from, StandardCharsets.UTF_8))
        .toList();
  }

  /** A message, where there is one. */
  public Optional<ProtobufFields> message(int number) {
    List<ProtobufFields> all = list(number);
    if (all.size() > 1) {
      throw new IllegalArgumentException("field %d is given twice".formatted(number));
    }
    return all.stream().findFirst();
  }

  /** A list of messages. */
  public List<ProtobufFields> messages(int number) {
    return list(number);
  }

  private List<ProtobufFields> list(int number) {
    List<ProtobufFields> all = new ArrayList<>();
    each(
        number,
        BYTES,
        field -> {
          if (all.size() == MOST_IN_A_LIST) {
            throw new IllegalArgumentException(
                "field %d is given more than %d times".formatted(number, MOST_IN_A_LIST));
          }
          all.add(new ProtobufFields(bytes, field.from(), field.to()));
        });
    return all;
  }
}
