package org.wingloss.model.onnx.foreign;

import ai.onnxruntime.platform.Fp16Conversions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.wingloss.model.onnx.protobuf.ProtobufFields;
import org.wingloss.model.onnx.protobuf.ProtobufMessage;

/** The check of a constant: its numbers are in the file, as many as its shape says. */
final class OnnxConstant {
  private static final int SIDES = 1;
  private static final int TYPE = 2;
  private static final int SEGMENT = 3;
  private static final int FLOATS = 4;
  private static final int INTS = 5;
  private static final int LONGS = 7;
  private static final int NAME = 8;
  private static final int RAW = 9;
  private static final int EXTERNAL = 13;
  private static final int LOCATION = 14;

  /**
   * Of a constant that lists its numbers one by one, not as raw bytes: 128 MiB as they are read.
   */
  static final int MOST_LISTED = 1 << 24;

  private OnnxConstant() {}

  /** The element types that are read, by their code in the file. */
  enum Element {
    FLOAT(1, 4, FLOATS),
    UINT8(2, 1, INTS),
    INT8(3, 1, INTS),
    INT32(6, 4, INTS),
    INT64(7, 8, LONGS),
    BOOL(9, 1, INTS),
    FLOAT16(10, 2, INTS);

    private final int code;
    private final int bytes;
    private final int list;

    /**
     * A type.
     *
     * @param list the field in which its numbers are listed one by one
     */
    Element(int code, int bytes, int list) {
      this.code = code;
      this.bytes = bytes;
      this.list = list;
    }

    static Element of(long code) {
      for (Element element : values()) {
        if (element.code == code) {
          return element;
        }
      }
      throw new IllegalArgumentException(
          ("elements of type %d are not read; known: float32, float16, uint8, int8, int32, int64,"
                  + " bool")
              .formatted(code));
    }

    boolean isWhole() {
      return this != FLOAT && this != FLOAT16;
    }

    /**
     * A number without its fraction where the type is whole, and rounded where it is float32: a
     * sum, product or quotient of two of them that was computed in double is so the one that is
     * computed in float32.
     */
    double cut(double number) {
      return this == FLOAT
          ? (float) number
          : !isWhole() ? number : number < 0 ? Math.ceil(number) : Math.floor(number);
    }

    /**
     * Whether a result of this type is this very number, which was {@linkplain #cut cut}, neither
     * rounded nor wrapped around. Whole numbers beyond int32 are no sizes, and what is true may be
     * any byte.
     */
    boolean holds(double number) {
      return switch (this) {
        case FLOAT -> Double.isFinite(number);
        case FLOAT16 -> Double.isFinite(number) && rounded(number) == number;
        case INT32, INT64 -> Math.abs(number) <= Integer.MAX_VALUE;
        case UINT8 -> number >= 0 && number <= 0xFF;
        case INT8 -> number >= Byte.MIN_VALUE && number <= Byte.MAX_VALUE;
        case BOOL -> false;
      };
    }

    private static double rounded(double number) {
      return Fp16Conversions.fp16ToFloat(Fp16Conversions.floatToFp16((float) number));
    }

    /** How many numbers are listed one by one. */
    int listedCount(ProtobufFields tensor) {
      return this == FLOAT ? tensor.numbersCount(list) : tensor.wholesCount(list);
    }

    /** Few numbers that are listed one by one. */
    double[] listed(ProtobufFields tensor) {
      if (this == FLOAT) {
        float[] values = tensor.numbers(list, TracedValue.MOST_KNOWN);
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
      }
      return Arrays.stream(tensor.wholes(list, TracedValue.MOST_KNOWN))
          .mapToDouble(this::number)
          .toArray();
    }

    private double number(long listed) {
      return switch (this) {
        case FLOAT16 -> Fp16Conversions.fp16ToFloat((short) listed);
        case INT64 -> (double) listed;
        case UINT8 -> (int) listed & 0xFF;
        case INT8 -> (byte) listed;
        default -> (int) listed;
      };
    }

    ProtobufMessage write(ProtobufFields tensor, ProtobufMessage message) {
      return this == FLOAT
          ? message.numbers(list, tensor.numbers(list, MOST_LISTED))
          : message.wholes(list, tensor.wholes(list, MOST_LISTED));
    }

    double raw(ByteBuffer bytes) {
      return switch (this) {
        case FLOAT -> bytes.getFloat();
        case INT64 -> bytes.getLong();
        case INT32 -> bytes.getInt();
        case INT8 -> bytes.get();
        case UINT8, BOOL -> bytes.get() & 0xFF;
        case FLOAT16 -> Fp16Conversions.fp16ToFloat(bytes.getShort());
      };
    }
  }

  static String name(ProtobufFields tensor) {
    return tensor.text(NAME);
  }

  /**
   * What the constant is.
   *
   * @param tensor the fields of ONNX's TensorProto
   * @throws IllegalArgumentException if its numbers lie elsewhere or do not fit its shape
   */
  static TracedValue of(ProtobufFields tensor) {
    if (tensor.hasAny(EXTERNAL) || tensor.whole(LOCATION) != 0) {
      throw new IllegalArgumentException(
          "a constant's numbers lie in another file, which is not read");
    }
    if (tensor.hasAny(SEGMENT)) {
      throw new IllegalArgumentException("a constant comes in segments, which are not read");
    }
    Element element = Element.of(tensor.whole(TYPE));
    TracedValue value = TracedValue.of(Arrays.stream(sides(tensor)).boxed().toList(), element);
    byte[] raw = tensor.bytes(RAW);
    int count = element.listedCount(tensor);
    boolean fits =
        raw.length > 0
            ? count == 0 && raw.length == value.count() * element.bytes
            : count == value.count();
    if (!fits) {
      throw new IllegalArgumentException(
          "a constant of shape %s holds %d listed numbers and %d bytes, which does not fit"
              .formatted(value.shape(), count, raw.length));
    }
    if (count > MOST_LISTED) {
      throw new IllegalArgumentException(
          "a constant lists %d numbers one by one but at most %d are read so; store raw bytes"
              .formatted(count, MOST_LISTED));
    }
    if (value.count() > TracedValue.MOST_KNOWN || element == Element.BOOL) {
      return value;
    }
    ByteBuffer bytes = ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN);
    double[] listed = element.listed(tensor);
    List<Double> content = new ArrayList<>();
    for (int i = 0; i < value.count(); i++) {
      content.add(raw.length > 0 ? element.raw(bytes) : listed[i]);
    }
    return new TracedValue(value.shape(), content, element);
  }

  private static long[] sides(ProtobufFields tensor) {
    return tensor.wholes(SIDES, TracedValue.MOST_SIDES);
  }

  /** What was checked of it. */
  static ProtobufMessage written(ProtobufFields tensor) {
    Element element = Element.of(tensor.whole(TYPE));
    ProtobufMessage written =
        new ProtobufMessage().wholes(SIDES, sides(tensor)).whole(TYPE, element.code);
    element.write(tensor, written).text(NAME, name(tensor));
    byte[] raw = tensor.bytes(RAW);
    return raw.length == 0 ? written : written.bytes(RAW, raw);
  }
}
