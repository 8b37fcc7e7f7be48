package org.wingloss.model.onnx.protobuf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/**
 * A message under construction. Add its fields in the order of their numbers, as the writers of
 * others do; a number that is 0, a text or a list that is empty is left out, as proto3 says. The
 * generated classes of ONNX would do the same, but they take 0.2 s to start and come with a library
 * of 12 MB.
 */
public final class ProtobufMessage {
  private static final int VARINT = 0;
  private static final int EIGHT_BYTES = 1;
  private static final int BYTES = 2;
  private static final int FOUR_BYTES = 5;

  // The parts are joined once at the very end: weights have tens of megabytes.
  private final List<Part> parts = new ArrayList<>();
  private long length;

  private record Part(int length, Consumer<ByteBuffer> content) {}

  /** Adds a whole number. */
  public ProtobufMessage whole(int field, long value) {
    return value == 0 ? this : tag(field, VARINT).part(varint(value));
  }

  /** Adds a list of whole numbers. */
  public ProtobufMessage wholes(int field, long... values) {
    if (values.length == 0) {
      return this;
    }
    long bytes = 0;
    for (long value : values) {
      bytes += varintLength(value);
    }
    // One part for all: a part for each would take a hundred times its bytes.
    ByteBuffer packed = ByteBuffer.allocate(Math.toIntExact(bytes));
    for (long value : values) {
      putVarint(value, packed);
    }
    return bytes(field, packed.array());
  }

  /** Adds a float32. */
  public ProtobufMessage number(int field, float value) {
    return Float.floatToRawIntBits(value) == 0 ? this : oneOf(field, value);
  }

  /** Adds a float32 that is one of several kinds of value: 0 is a value too. */
  public ProtobufMessage oneOf(int field, float value) {
    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    return tag(field, FOUR_BYTES).part(bytes.putFloat(value).array());
  }

  /** Adds a float64. */
  public ProtobufMessage real(int field, double value) {
    ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    return value == 0 ? this : tag(field, EIGHT_BYTES).part(bytes.putDouble(value).array());
  }

  /** Adds a text. */
  public ProtobufMessage text(int field, String value) {
    return value.isEmpty() ? this : bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds a list of texts, the empty ones too. */
  public ProtobufMessage texts(int field, Collection<String> values) {
    values.forEach(value -> bytes(field, value.getBytes(StandardCharsets.UTF_8)));
    return this;
  }

  /**
   * Adds bytes.
   *
   * @param value is kept, not copied
   */
  public ProtobufMessage bytes(int field, byte[] value) {
    return tag(field, BYTES).part(varint(value.length)).part(value);
  }

  /** Adds a list of float32. */
  public ProtobufMessage numbers(int field, float... values) {
    return values.length == 0 ? this : floats(field, values.length, buffer -> buffer.put(values));
  }

  /**
   * Adds float32 as they lie in memory: a list of them, or bytes that ONNX calls raw data.
   *
   * @param values puts its {@code count} values once the message is written
   */
  public ProtobufMessage floats(int field, int count, Consumer<FloatBuffer> values) {
    int bytes = Math.multiplyExact(Float.BYTES, count);
    return tag(field, BYTES)
        .part(varint(bytes))
        .part(
            new Part(
                bytes,
                buffer -> {
                  values.accept(buffer.asFloatBuffer());
                  buffer.position(buffer.position() + bytes);
                }));
  }

  /** Adds a message, the empty one too. */
  public ProtobufMessage message(int field, ProtobufMessage value) {
    tag(field, BYTES).part(varint(value.length));
    value.parts.forEach(this::part);
    return this;
  }

  /** Adds a list of messages. */
  public ProtobufMessage messages(int field, Collection<ProtobufMessage> values) {
    values.forEach(value -> message(field, value));
    return this;
  }

  private ProtobufMessage tag(int field, int type) {
    return part(varint(((long) field << 3) | type));
  }

  private ProtobufMessage part(byte[] bytes) {
    return part(new Part(bytes.length, buffer -> buffer.put(bytes)));
  }

  private ProtobufMessage part(Part part) {
    parts.add(part);
    length += part.length();
    return this;
  }

  private static byte[] varint(long value) {
    ByteBuffer bytes = ByteBuffer.allocate(varintLength(value));
    putVarint(value, bytes);
    return bytes.array();
  }

  /** Seven bits a byte, the lowest first; the eighth bit says that more follow. */
  private static void putVarint(long value, ByteBuffer bytes) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes.put((byte) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    bytes.put((byte) rest);
  }

  /** The bytes of a number: 1 to 10. */
  private static int varintLength(long value) {
    int bits = Math.max(1, Long.SIZE - Long.numberOfLeadingZeros(value));
    return (bits + 6) / 7;
  }

  /**
   * The message without a frame, as a file begins with it.
   *
   * @throws ArithmeticException if it has 2 GiB or more
   */
  public byte[] toBytes() {
    return written(ByteBuffer.allocate(Math.toIntExact(length))).array();
  }

  /** As {@link #toBytes}, in memory that native code reads without a copy. */
  public ByteBuffer toDirectBuffer() {
    return written(ByteBuffer.allocateDirect(Math.toIntExact(length)));
  }

  private ByteBuffer written(ByteBuffer buffer) {
    buffer.order(ByteOrder.LITTLE_ENDIAN);
    parts.forEach(part -> part.content().accept(buffer));
    return buffer.flip();
  }
}
