package org.wingloss.model.onnx.foreign;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.wingloss.data.format.TextFile;
import org.wingloss.model.onnx.protobuf.ProtobufFields;
import org.wingloss.model.onnx.protobuf.ProtobufMessage;

/**
 * A call of an operator as a file has it, which nobody has checked: ONNX's NodeProto.
 *
 * @param name of the node
 * @param domain of the operator; empty for ONNX's own
 * @param operator the operator's name
 * @param inputs names of values; empty for an optional one that is left out
 * @param outputs names of values
 * @param attributes the operator's parameters
 */
record OnnxCall(
    String name,
    String domain,
    String operator,
    List<String> inputs,
    List<String> outputs,
    List<OnnxAttribute> attributes) {
  static OnnxCall of(ProtobufFields node) {
    return new OnnxCall(
        node.text(3),
        node.text(7),
        node.text(4),
        node.texts(1),
        node.texts(2),
        node.messages(5).stream().map(OnnxAttribute::of).toList());
  }

  /**
   * What is known about the inputs; null for one that is left out.
   *
   * @throws IllegalArgumentException if nothing is known about one
   */
  List<TracedValue> inputsAmong(Map<String, TracedValue> values) {
    List<TracedValue> known = new ArrayList<>();
    for (String input : inputs) {
      if (!input.isEmpty() && !values.containsKey(input)) {
        throw new IllegalArgumentException(
            "nothing before it computes '%s'".formatted(TextFile.shown(input)));
      }
      known.add(input.isEmpty() ? null : values.get(input));
    }
    return known;
  }

  ProtobufMessage written() {
    return new ProtobufMessage()
        .texts(1, inputs)
        .texts(2, outputs)
        .text(3, name)
        .text(4, operator)
        .messages(5, attributes.stream().map(OnnxAttribute::written).toList())
        .text(7, domain);
  }
}
