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

  private OnnxConstant() {}

  /** The element types that are read, by their code in the file. */
  private enum Element {
    FLOAT(1, 4),
    UINT8(2, 1),
    INT8(3, 1),
    INT32(6, 4),
    INT64(7, 8),
    BOOL(9, 1),
    FLOAT16(10, 2);

    private final int code;
    private final int bytes;

    Element(int code, int bytes) {
      this.code = code;
      this.bytes = bytes;
    }

    static Element of(ProtobufFields tensor) {
      long code = tensor.whole(TYPE);
      for (Element element : values()) {
        if (element.code == code) {
          return element;
        }
      }
      throw new IllegalArgumentException(
          ("a constant has elements of type %d; known: float32, float16, uint8, int8, int32, int64,"
                  + " bool")
              .formatted(code));
    }

    /** The numbers that are listed one by one. */
    double[] listed(ProtobufFields tensor) {
      return switch (this) {
        case FLOAT -> {
          float[] values = tensor.numbers(FLOATS);
          yield IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
        }
        case INT64 -> Arrays.stream(tensor.wholes(LONGS)).asDoubleStream().toArray();
        case UINT8, INT8, INT32, BOOL ->
            Arrays.stream(tensor.wholes(INTS)).mapToDouble(value -> (int) value).toArray();
        case FLOAT16 ->
            Arrays.stream(tensor.wholes(INTS))
                .mapToDouble(value -> Fp16Conversions.fp16ToFloat((short) value))
                .toArray();
      };
    }

    ProtobufMessage write(ProtobufFields tensor, ProtobufMessage message) {
      return switch (this) {
        case FLOAT -> message.numbers(FLOATS, tensor.numbers(FLOATS));
        case INT64 -> message.wholes(LONGS, tensor.wholes(LONGS));
        case UINT8, INT8, INT32, BOOL, FLOAT16 -> message.wholes(INTS, tensor.wholes(INTS));
      };
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
    Element element = Element.of(tensor);
    TracedValue value = TracedValue.of(TracedValue.sides(tensor.wholes(SIDES)));
    byte[] raw = tensor.bytes(RAW);
    double[] listed = element.listed(tensor);
    boolean fits =
        raw.length > 0
            ? listed.length == 0 && raw.length == value.count() * element.bytes
            : listed.length == value.count();
    if (!fits) {
      throw new IllegalArgumentException(
          "a constant of shape %s holds %d listed numbers and %d bytes, which does not fit"
              .formatted(value.shape(), listed.length, raw.length));
    }
    if (value.count() > TracedValue.MOST_KNOWN) {
      return value;
    }
    ByteBuffer bytes = ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN);
    List<Double> content = new ArrayList<>();
    for (int i = 0; i < value.count(); i++) {
      content.add(raw.length > 0 ? element.raw(bytes) : listed[i]);
    }
    boolean whole = element != Element.FLOAT && element != Element.FLOAT16;
    return new TracedValue(value.shape(), content, whole);
  }

  /** What was checked of it. */
  static ProtobufMessage written(ProtobufFields tensor) {
    Element element = Element.of(tensor);
    ProtobufMessage written =
        new ProtobufMessage().wholes(SIDES, tensor.wholes(SIDES)).whole(TYPE, element.code);
    element.write(tensor, written).text(NAME, name(tensor));
    byte[] raw = tensor.bytes(RAW);
    return raw.length == 0 ? written : written.bytes(RAW, raw);
  }
}
