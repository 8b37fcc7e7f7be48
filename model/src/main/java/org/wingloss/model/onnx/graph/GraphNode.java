package org.wingloss.model.onnx.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.wingloss.model.onnx.protobuf.ProtobufMessage;

/** A node of an {@link OnnxGraph} under construction. */
public final class GraphNode {
  private static final int FLOAT = 1;
  private static final int INT = 2;
  private static final int STRING = 3;
  private static final int INTS = 7;

  private final OnnxGraph graph;
  private final String operator;
  private final String name;
  private final List<String> inputs;
  private final List<ProtobufMessage> attributes;

  GraphNode(OnnxGraph graph, String operator, String name, List<String> inputs) {
    this(graph, operator, name, inputs, new ArrayList<>());
  }

  private GraphNode(
      OnnxGraph graph,
      String operator,
      String name,
      List<String> inputs,
      List<ProtobufMessage> attributes) {
    this.graph = graph;
    this.operator = operator;
    this.name = name;
    this.inputs = List.copyOf(inputs);
    this.attributes = attributes;
  }

  String operator() {
    return operator;
  }

  String name() {
    return name;
  }

  List<String> inputs() {
    return inputs;
  }

  /** The same node with other inputs. */
  GraphNode reading(List<String> others) {
    return new GraphNode(graph, operator, name, others, attributes);
  }

  ProtobufMessage message() {
    return new ProtobufMessage()
        .texts(1, inputs)
        .texts(2, List.of(name))
        .text(3, name)
        .text(4, operator)
        .messages(5, attributes);
  }

  /** Sets an attribute to an integer, or to a list when there are several. */
  public GraphNode with(String name, int... values) {
    ProtobufMessage attribute = new ProtobufMessage().text(1, name);
    return values.length == 1
        ? attribute(attribute.whole(3, values[0]), INT)
        : attribute(attribute.wholes(8, Arrays.stream(values).asLongStream().toArray()), INTS);
  }

  /** Sets an attribute to a floating-point number. */
  public GraphNode withNumber(String name, float value) {
    return attribute(new ProtobufMessage().text(1, name).number(2, value), FLOAT);
  }

  /** Sets an attribute to a text. */
  public GraphNode withText(String name, String value) {
    return attribute(new ProtobufMessage().text(1, name).text(4, value), STRING);
  }

  private GraphNode attribute(ProtobufMessage attribute, int type) {
    attributes.add(attribute.whole(20, type));
    return this;
  }

  /** Adds the node to the graph and returns the name of its output. */
  public String add() {
    return graph.add(this);
  }
}
