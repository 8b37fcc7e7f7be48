package org.wingloss.model.onnx.foreign;

import java.util.List;
import java.util.Optional;
import org.wingloss.data.format.TextFile;
import org.wingloss.model.onnx.protobuf.ProtobufFields;
import org.wingloss.model.onnx.protobuf.ProtobufMessage;

/**
 * An input or output as a file declares it: ONNX's ValueInfoProto.
 *
 * @param name of the value
 * @param element the code of its element type; 0 where the file does not say
 * @param sides 0 for one that the file leaves free
 */
record DeclaredValue(String name, long element, List<Long> sides) {
  private static final int NAME = 1;
  private static final int TYPE = 2;
  private static final int TENSOR = 1;
  private static final int ELEMENT = 1;
  private static final int SHAPE = 2;
  private static final int SIDE = 1;

  /** Sequences, maps, sparse tensors and optional values. */
  private static final int[] NO_TENSORS = {4, 5, 8, 9};

  static DeclaredValue of(ProtobufFields value) {
    Optional<ProtobufFields> type = value.message(TYPE);
    if (type.isPresent() && type.get().hasAny(NO_TENSORS)) {
      throw new IllegalArgumentException(
          "its value '%s' is no tensor".formatted(TextFile.shown(value.text(NAME))));
    }
    Optional<ProtobufFields> tensor = type.flatMap(one -> one.message(TENSOR));
    List<ProtobufFields> sides =
        tensor
            .flatMap(one -> one.message(SHAPE))
            .map(shape -> shape.messages(SIDE))
            .orElse(List.of());
    return new DeclaredValue(
        value.text(NAME),
        tensor.map(one -> one.whole(ELEMENT)).orElse(0L),
        sides.stream().map(side -> Math.max(0, side.whole(1))).toList());
  }

  /**
   * Refuses another shape; any side fits one that the file leaves free.
   *
   * @throws IllegalArgumentException naming both
   */
  void requireShape(List<Long> needed) {
    boolean fits = sides.size() == needed.size();
    for (int i = 0; fits && i < sides.size(); i++) {
      fits = sides.get(i) == 0 || sides.get(i).equals(needed.get(i));
    }
    if (!fits) {
      throw new IllegalArgumentException(
          "its input has the shape %s where %s is needed".formatted(sides, needed));
    }
  }

  /** Without a shape. */
  ProtobufMessage written() {
    return written(new ProtobufMessage().whole(ELEMENT, element));
  }

  /** With the shape that was checked; a side of 0 is left free. */
  ProtobufMessage written(List<Long> checked) {
    ProtobufMessage shape = new ProtobufMessage();
    checked.forEach(side -> shape.message(SIDE, new ProtobufMessage().whole(1, side)));
    return written(new ProtobufMessage().whole(ELEMENT, element).message(SHAPE, shape));
  }

  private ProtobufMessage written(ProtobufMessage tensor) {
    return new ProtobufMessage()
        .text(NAME, name)
        .message(TYPE, new ProtobufMessage().message(TENSOR, tensor));
  }
}
