package org.wingloss.model.onnx.foreign;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import onnx.Onnx;

/**
 * A node whose attributes are in range, with what is known about its inputs. Everything that does
 * not fit is an {@link IllegalArgumentException}, whose message follows the node's name.
 */
final class OnnxNode {
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

  private final Onnx.NodeProto node;
  private final List<TracedValue> inputs;
  private final Map<String, Onnx.AttributeProto> attributes = new LinkedHashMap<>();
  private double work = 1;

  /**
   * Checks the attributes.
   *
   * @param inputs null for an optional one that is left out
   * @param known the attributes that the operator has
   */
  OnnxNode(Onnx.NodeProto node, List<TracedValue> inputs, Set<String> known) {
    this.node = node;
    this.inputs = inputs;
    for (Onnx.AttributeProto attribute : node.getAttributeList()) {
      if (!known.contains(attribute.getName())) {
        throw new IllegalArgumentException(
            "attribute '%s' is not on the list of those that are read"
                .formatted(attribute.getName()));
      }
      if (attributes.put(attribute.getName(), attribute) != null) {
        throw new IllegalArgumentException(
            "attribute '%s' is given twice".formatted(attribute.getName()));
      }
      check(attribute);
    }
  }

  private static void check(Onnx.AttributeProto attribute) {
    // A graph in an attribute would be a loop or a branch.
    if (attribute.hasG()
        || attribute.hasSparseTensor()
        || attribute.hasTp()
        || attribute.getTensorsCount() > 0
        || attribute.getGraphsCount() > 0
        || attribute.getSparseTensorsCount() > 0
        || attribute.getTypeProtosCount() > 0
        || attribute.getStringsCount() > 0
        || !attribute.getRefAttrName().isEmpty()) {
      throw new IllegalArgumentException(
          "attribute '%s' holds what is not read".formatted(attribute.getName()));
    }
    if (attribute.getIntsCount() > MOST_VALUES || attribute.getFloatsCount() > MOST_VALUES) {
      throw new IllegalArgumentException(
          "attribute '%s' has more than %d values".formatted(attribute.getName(), MOST_VALUES));
    }
    switch (attribute.getName()) {
      case "strides", "kernel_shape", "dilations" -> range(attribute, 1, LARGEST_WINDOW);
      case "pads" -> range(attribute, 0, LARGEST_WINDOW);
      case "group" -> range(attribute, 1, MOST_GROUPS);
      default -> {
        Set<String> texts = TEXTS.get(attribute.getName());
        String text = attribute.getS().toStringUtf8();
        if (texts != null && !texts.contains(text)) {
          throw new IllegalArgumentException(
              "%s must be one of %s".formatted(attribute.getName(), String.join(", ", texts)));
        }
      }
    }
  }

  private static void range(Onnx.AttributeProto attribute, long least, long most) {
    boolean single = attribute.getName().equals("group");
    List<Long> values = single ? List.of(attribute.getI()) : attribute.getIntsList();
    for (long value : values) {
      if (value < least || value > most) {
        throw new IllegalArgumentException(
            "%s must be from %d to %d but is %d"
                .formatted(attribute.getName(), least, most, value));
      }
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

  int inputs() {
    return inputs.size();
  }

  int outputs() {
    return node.getOutputCount();
  }

  boolean has(String attribute) {
    return attributes.containsKey(attribute);
  }

  long whole(String attribute, long otherwise) {
    return has(attribute) ? attributes.get(attribute).getI() : otherwise;
  }

  long[] wholes(String attribute, long... otherwise) {
    return has(attribute)
        ? attributes.get(attribute).getIntsList().stream().mapToLong(Long::longValue).toArray()
        : otherwise;
  }

  List<Float> numbers(String attribute) {
    return attributes.get(attribute).getFloatsList();
  }

  String text(String attribute, String otherwise) {
    return has(attribute) ? attributes.get(attribute).getS().toStringUtf8() : otherwise;
  }

  /** The tensor of a constant. */
  Onnx.TensorProto tensor(String attribute) {
    if (!has(attribute) || !attributes.get(attribute).hasT()) {
      throw new IllegalArgumentException("attribute '%s' is missing".formatted(attribute));
    }
    return attributes.get(attribute).getT();
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
