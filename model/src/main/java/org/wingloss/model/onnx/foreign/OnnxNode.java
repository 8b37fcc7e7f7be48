package org.wingloss.model.onnx.foreign;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wingloss.data.format.TextFile;
import org.wingloss.model.onnx.protobuf.ProtobufFields;

/**
 * A node whose attributes are in range, with what is known about its inputs. Everything that does
 * not fit is an {@link IllegalArgumentException}, whose message follows the node's name.
 */
final class OnnxNode {
  private final OnnxCall call;
  private final List<TracedValue> inputs;
  private final Map<String, OnnxAttribute> attributes = new LinkedHashMap<>();
  private double work = 1;

  /**
   * Checks the attributes.
   *
   * @param inputs null for an optional one that is left out
   * @param known the attributes that the operator has
   */
  OnnxNode(OnnxCall call, List<TracedValue> inputs, Set<String> known) {
    this.call = call;
    this.inputs = inputs;
    for (OnnxAttribute attribute : call.attributes()) {
      if (!known.contains(attribute.name())) {
        throw new IllegalArgumentException(
            "attribute '%s' is not on the list of those that are read"
                .formatted(TextFile.shown(attribute.name())));
      }
      if (attributes.put(attribute.name(), attribute) != null) {
        throw new IllegalArgumentException(
            "attribute '%s' is given twice".formatted(attribute.name()));
      }
      attribute.check();
    }
  }

  /** An input that must be there. */
  TracedValue input(int i) {
    TracedValue value = optional(i);
    if (value == null) {
      throw new IllegalArgumentException("input %d is missing".formatted(i + 1));
    }
    return value;
  }

  /** An input, or null. */
  TracedValue optional(int i) {
    return i < inputs.size() ? inputs.get(i) : null;
  }

  /** Refuses an input of another shape: ONNX Runtime need not look. */
  void requireShape(int i, List<Long> shape) {
    if (!input(i).shape().equals(shape)) {
      throw new IllegalArgumentException(
          "input %d must have the shape %s but has %s".formatted(i + 1, shape, input(i).shape()));
    }
  }

  /** Refuses an optional input that is not one number: ONNX Runtime reads the first unasked. */
  void requireSingle(int i) {
    TracedValue value = optional(i);
    if (value != null && !value.isSingle()) {
      throw new IllegalArgumentException(
          "input %d must be a single number but has the shape %s".formatted(i + 1, value.shape()));
    }
  }

  int inputs() {
    return inputs.size();
  }

  int outputs() {
    return call.outputs().size();
  }

  boolean has(String attribute) {
    return attributes.containsKey(attribute);
  }

  long whole(String attribute, long otherwise) {
    return has(attribute) ? attributes.get(attribute).whole() : otherwise;
  }

  long[] wholes(String attribute, long... otherwise) {
    return has(attribute) ? attributes.get(attribute).wholes() : otherwise;
  }

  List<Double> numbers(String attribute) {
    List<Double> numbers = new ArrayList<>();
    for (float number : attributes.get(attribute).numbers()) {
      numbers.add((double) number);
    }
    return numbers;
  }

  String text(String attribute, String otherwise) {
    return has(attribute) ? attributes.get(attribute).text() : otherwise;
  }

  /** The tensor of a constant. */
  ProtobufFields tensor(String attribute) {
    if (!has(attribute)) {
      throw new IllegalArgumentException("attribute '%s' is missing".formatted(attribute));
    }
    return attributes.get(attribute).tensor();
  }

  /** Axes that older files give as an attribute and newer ones as a constant input. */
  long[] axes(String attribute, int input) {
    if (has(attribute)) {
      return wholes(attribute);
    }
    return optional(input) == null ? new long[0] : input(input).wholes(attribute);
  }

  /** Says how many multiply-adds or comparisons one number of the output takes. */
  void takes(double perNumber) {
    work = perNumber;
  }

  double work() {
    return work;
  }
}
