package org.wingloss.model.onnx.foreign;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import onnx.Onnx;

/** The check of a constant: its numbers are in the file, as many as its shape says. */
final class OnnxConstant {
  private OnnxConstant() {}

  /** The element types that are read, by their code in the file. */
  private enum Element {
    FLOAT(1, 4),
    UINT8(2, 1),
    INT8(3, 1),
    INT32(6, 4),
    INT64(7, 8),
    BOOL(9, 1);

    private final int code;
    private final int bytes;

    Element(int code, int bytes) {
      this.code = code;
      this.bytes = bytes;
    }

    static Element of(int code) {
      for (Element element : values()) {
        if (element.code == code) {
          return element;
        }
      }
      throw new IllegalArgumentException(
          "a constant has elements of type %d; known: float32, uint8, int8, int32, int64, bool"
              .formatted(code));
    }

    int listed(Onnx.TensorProto tensor) {
      return switch (this) {
        case FLOAT -> tensor.getFloatDataCount();
        case INT64 -> tensor.getInt64DataCount();
        case UINT8, INT8, INT32, BOOL -> tensor.getInt32DataCount();
      };
    }

    double listed(Onnx.TensorProto tensor, int i) {
      return switch (this) {
        case FLOAT -> tensor.getFloatData(i);
        case INT64 -> tensor.getInt64Data(i);
        case UINT8, INT8, INT32, BOOL -> tensor.getInt32Data(i);
      };
    }

    double raw(ByteBuffer bytes) {
      return switch (this) {
        case FLOAT -> bytes.getFloat();
        case INT64 -> bytes.getLong();
        case INT32 -> bytes.getInt();
        case INT8 -> bytes.get();
        case UINT8, BOOL -> bytes.get() & 0xFF;
      };
    }
  }

  /**
   * What the constant is.
   *
   * @throws IllegalArgumentException if its numbers lie elsewhere or do not fit its shape
   */
  static TracedValue of(Onnx.TensorProto tensor) {
    if (tensor.getExternalDataCount() > 0
        || tensor.getDataLocation() != Onnx.TensorProto.DataLocation.DEFAULT) {
      throw new IllegalArgumentException(
          "a constant's numbers lie in another file, which is not read");
    }
    if (tensor.hasSegment()) {
      throw new IllegalArgumentException("a constant comes in segments, which are not read");
    }
    Element element = Element.of(tensor.getDataType());
    TracedValue value = TracedValue.of(tensor.getDimsList());
    long raw = tensor.getRawData().size();
    int listed = element.listed(tensor);
    boolean fits =
        raw > 0 ? listed == 0 && raw == value.count() * element.bytes : listed == value.count();
    if (!fits) {
      throw new IllegalArgumentException(
          "a constant of shape %s holds %d listed numbers and %d bytes, which does not fit"
              .formatted(value.shape(), listed, raw));
    }
    if (value.count() > TracedValue.MOST_KNOWN) {
      return value;
    }
    ByteBuffer bytes = tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    List<Double> content = new ArrayList<>();
    for (int i = 0; i < value.count(); i++) {
      content.add(raw > 0 ? element.raw(bytes) : element.listed(tensor, i));
    }
    return new TracedValue(value.shape(), content, element != Element.FLOAT);
  }
}
