package org.wingloss.model.weights;

import ai.onnxruntime.platform.Fp16Conversions;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One line of the header of a safetensors file: where a tensor lies. */
record StoredTensor(String name, String type, List<Integer> shape, long begin, long end) {
  private static final Map<String, Integer> BYTES =
      Map.ofEntries(
          Map.entry("BOOL", 1),
          Map.entry("U8", 1),
          Map.entry("I8", 1),
          Map.entry("I16", 2),
          Map.entry("U16", 2),
          Map.entry("F16", 2),
          Map.entry("BF16", 2),
          Map.entry("I32", 4),
          Map.entry("U32", 4),
          Map.entry("F32", 4),
          Map.entry("I64", 8),
          Map.entry("U64", 8),
          Map.entry("F64", 8));

  static StoredTensor of(String tensor, JsonNode node, String file) {
    JsonNode offsets = node.path("data_offsets");
    if (!node.isObject()
        || node.size() != 3
        || !node.path("dtype").isTextual()
        || !node.path("shape").isArray()
        || offsets.size() != 2
        || !offsets.path(0).canConvertToExactIntegral()
        || !offsets.path(1).canConvertToExactIntegral()) {
      throw SafeTensors.problem(
          file, "tensor '%s' needs dtype, shape and data_offsets".formatted(tensor));
    }
    List<Integer> shape = new ArrayList<>();
    long size = 1;
    for (JsonNode side : node.path("shape")) {
      if (!side.canConvertToInt() || !side.isIntegralNumber() || side.intValue() < 1) {
        throw SafeTensors.problem(file, "tensor '%s' has the side %s".formatted(tensor, side));
      }
      shape.add(side.intValue());
      size = size > SafeTensors.LARGEST_FILE ? size : size * side.intValue();
    }
    Integer bytes = BYTES.get(node.path("dtype").textValue());
    long begin = offsets.path(0).longValue();
    long end = offsets.path(1).longValue();
    if (bytes == null) {
      throw SafeTensors.problem(
          file, "tensor '%s' has the unknown type %s".formatted(tensor, node.path("dtype")));
    }
    if (begin < 0 || end < begin || end - begin != size * bytes) {
      throw SafeTensors.problem(
          file,
          "tensor '%s' of shape %s lies at bytes %d to %d, which does not fit its shape"
              .formatted(tensor, shape, begin, end));
    }
    return new StoredTensor(tensor, node.path("dtype").textValue(), shape, begin, end);
  }

  static final String SCALE = ".scale";

  /** Whether this tensor holds the scales of that one, which is of 8 bits. */
  boolean scales(StoredTensor tensor) {
    return tensor.type.equals(Storage.INT8.type())
        && type.equals(Storage.FLOAT32.type())
        && name.equals(tensor.name + SCALE)
        && !tensor.shape.isEmpty()
        && shape.equals(tensor.shape.subList(0, 1));
  }

  boolean isFloat() {
    return type.equals(Storage.FLOAT32.type()) || type.equals(Storage.FLOAT16.type());
  }

  /** A tensor of 32 or 16 bits as float32. */
  Tensor tensor(ByteBuffer data) {
    return Tensor.wrap(shape, type.equals(Storage.FLOAT32.type()) ? floats(data) : widened(data));
  }

  /** A tensor of 8 bits as float32. */
  Tensor scaled(ByteBuffer data, ChannelScales scales) {
    byte[] bytes = new byte[Math.toIntExact(end - begin)];
    part(data).get(bytes);
    return Tensor.wrap(shape, scales.widened(bytes));
  }

  float[] floats(ByteBuffer data) {
    float[] values = new float[Math.toIntExact((end - begin) / Float.BYTES)];
    part(data).asFloatBuffer().get(values);
    return values;
  }

  private float[] widened(ByteBuffer data) {
    ShortBuffer bits = part(data).asShortBuffer();
    float[] values = new float[bits.remaining()];
    for (int i = 0; i < values.length; i++) {
      values[i] = Fp16Conversions.fp16ToFloat(bits.get(i));
    }
    return values;
  }

  private ByteBuffer part(ByteBuffer data) {
    return data.slice((int) begin, (int) (end - begin)).order(ByteOrder.LITTLE_ENDIAN);
  }
}
