package org.wingloss.model.onnx.foreign;

import java.util.Map;
import java.util.Set;
import org.wingloss.model.onnx.protobuf.ProtobufFields;
import org.wingloss.model.onnx.protobuf.ProtobufMessage;

/**
 * An attribute of a call.
 *
 * @param name of the attribute
 * @param fields of ONNX's AttributeProto
 */
record OnnxAttribute(String name, ProtobufFields fields) {
  private static final int NUMBER = 2;
  private static final int WHOLE = 3;
  private static final int TEXT = 4;
  private static final int TENSOR = 5;
  private static final int NUMBERS = 7;
  private static final int WHOLES = 8;
  private static final int TYPE = 20;

  /**
   * Graphs, which would be loops or branches, sparse tensors, types, references and their lists.
   */
  private static final int[] NOT_READ = {6, 9, 10, 11, 14, 15, 21, 22, 23};

  private static final int MOST_VALUES = 16;
  private static final int LARGEST_WINDOW = 4096;
  private static final int MOST_GROUPS = 65_536;
  private static final Map<String, Set<String>> TEXTS =
      Map.of(
          "auto_pad", Set.of("NOTSET", "VALID", "SAME_UPPER", "SAME_LOWER"),
          "mode", Set.of("nearest", "linear", "cubic"),
          "coordinate_transformation_mode",
              Set.of("half_pixel", "pytorch_half_pixel", "asymmetric", "align_corners"),
          "nearest_mode", Set.of("round_prefer_floor", "round_prefer_ceil", "floor", "ceil"));

  static OnnxAttribute of(ProtobufFields fields) {
    return new OnnxAttribute(fields.text(1), fields);
  }

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if one is out of range or of a kind that is not read
   */
  void check() {
    if (fields.hasAny(NOT_READ)) {
      throw new IllegalArgumentException("attribute '%s' holds what is not read".formatted(name));
    }
    if (fields.wholesCount(WHOLES) > MOST_VALUES || fields.numbersCount(NUMBERS) > MOST_VALUES) {
      throw new IllegalArgumentException(
          "attribute '%s' has more than %d values".formatted(name, MOST_VALUES));
    }
    switch (name) {
      case "strides", "kernel_shape", "dilations" -> range(1, LARGEST_WINDOW, wholes());
      case "pads" -> range(0, LARGEST_WINDOW, wholes());
      case "group" -> range(1, MOST_GROUPS, whole());
      default -> {
        Set<String> texts = TEXTS.get(name);
        if (texts != null && !texts.contains(text())) {
          throw new IllegalArgumentException(
              "%s must be one of %s".formatted(name, String.join(", ", texts)));
        }
      }
    }
  }

  private void range(long least, long most, long... values) {
    for (long value : values) {
      if (value < least || value > most) {
        throw new IllegalArgumentException(
            "%s must be from %d to %d but is %d".formatted(name, least, most, value));
      }
    }
  }

  long whole() {
    return fields.whole(WHOLE);
  }

  long[] wholes() {
    return fields.wholes(WHOLES, MOST_VALUES);
  }

  float[] numbers() {
    return fields.numbers(NUMBERS, MOST_VALUES);
  }

  String text() {
    return fields.text(TEXT);
  }

  /** The tensor of a constant. */
  ProtobufFields tensor() {
    return fields
        .message(TENSOR)
        .orElseThrow(
            () -> new IllegalArgumentException("attribute '%s' is missing".formatted(name)));
  }

  /** What was checked of it. */
  ProtobufMessage written() {
    ProtobufMessage written =
        new ProtobufMessage()
            .text(1, name)
            .number(NUMBER, fields.number(NUMBER))
            .whole(WHOLE, whole())
            .text(TEXT, text());
    if (fields.hasAny(TENSOR)) {
      written.message(TENSOR, OnnxConstant.written(tensor()));
    }
    return written
        .numbers(NUMBERS, numbers())
        .wholes(WHOLES, wholes())
        .whole(TYPE, fields.whole(TYPE));
  }
}
