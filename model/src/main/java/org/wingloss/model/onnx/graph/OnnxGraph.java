package org.wingloss.model.onnx.graph;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wingloss.model.onnx.protobuf.ProtobufMessage;
import org.wingloss.model.weights.Storage;
import org.wingloss.model.weights.Tensor;
import org.wingloss.model.weights.TensorSpec;
import org.wingloss.model.weights.Weights;

/**
 * An ONNX graph under construction. Every node has one output, named after the node; weights become
 * initialisers when a node first asks for them. The numbers of the fields are those of <a
 * href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto3">onnx.proto3</a>.
 */
public sealed class OnnxGraph permits QuantisedGraph {
  /** The operator set: old enough for every runtime of the last five years. */
  public static final int OPERATOR_SET = 13;

  private static final int IR_VERSION = 7;
  private static final int INT64 = 7;
  private static final int FLOAT16 = 10;

  private final String name;
  private final Weights weights;
  private final Storage storage;
  private final List<ProtobufMessage> nodes = new ArrayList<>();
  private final Map<String, ProtobufMessage> initialisers = new LinkedHashMap<>();
  private final List<ProtobufMessage> inputs = new ArrayList<>();
  private final List<ProtobufMessage> outputs = new ArrayList<>();

  /**
   * Starts a graph.
   *
   * @param name the graph's name
   * @param weights where {@link #weight} looks
   */
  public OnnxGraph(String name, Weights weights) {
    this(name, weights, Storage.FLOAT32);
  }

  /** As {@link #OnnxGraph(String, Weights)}, with weights of that many bits. */
  public OnnxGraph(String name, Weights weights, Storage storage) {
    this.name = name;
    this.weights = weights;
    this.storage = storage;
  }

  /** The element types of inputs and outputs. */
  public enum Element {
    /** 32-bit floating point. */
    FLOAT32(1),
    /** Bytes 0 … 255. */
    UINT8(2);

    private final int code;

    Element(int code) {
      this.code = code;
    }

    /** The number of the type in a file. */
    int code() {
      return code;
    }
  }

  /**
   * Declares the graph's input.
   *
   * @param sides numbers for fixed sides, a name for a free one
   */
  public String input(String name, Element element, String... sides) {
    inputs.add(value(name, element, sides));
    return name;
  }

  /** Declares the graph's output, which a node of that name computes. */
  public void output(String name, Element element, String... sides) {
    outputs.add(value(name, element, sides));
  }

  /** Makes a weight an initialiser and returns its name. */
  public String weight(String name) {
    return switch (storage) {
      case FLOAT32 -> constant(name, weights.get(name));
      case FLOAT16 -> halved(name, weights.get(name));
      case INT8 -> throw new IllegalStateException("8 bits are for a QuantisedGraph");
    };
  }

  private String halved(String name, Tensor tensor) {
    String stored = name + ".float16";
    if (!initialisers.containsKey(stored)) {
      raw(stored, FLOAT16, tensor.shape(), tensor.halves());
      node("Cast", name, List.of(stored)).with("to", Element.FLOAT32.code).add();
    }
    return name;
  }

  /** A constant of any type: its numbers as they lie in memory, little-endian. */
  final String raw(String name, int type, List<Integer> shape, byte[] bytes) {
    initialisers.computeIfAbsent(
        name,
        first ->
            new ProtobufMessage()
                .wholes(1, shape.stream().mapToLong(Integer::longValue).toArray())
                .whole(2, type)
                .text(8, name)
                .bytes(9, bytes));
    return name;
  }

  /**
   * An RGB picture as decoded, 0 … 255, as numbers in [0, 1].
   *
   * @param bytes the name of a value of {@link Element#UINT8}
   */
  public String pixels(String bytes) {
    String numbers = node("Cast", "preprocess.cast", List.of(bytes)).with("to", 1).add();
    String white = constant("preprocess.white", Tensor.of(List.of(1), 255f));
    return node("Div", "preprocess.scale", List.of(numbers, white)).add();
  }

  /** Pixels that are numbers in [0, 1] already. */
  public String unitPixels(String input) {
    return input;
  }

  /** Declares a further output, a value of float32 of whatever shape. */
  public void expose(String name) {
    ProtobufMessage tensor = new ProtobufMessage().whole(1, Element.FLOAT32.code);
    outputs.add(
        new ProtobufMessage().text(1, name).message(2, new ProtobufMessage().message(1, tensor)));
  }

  /** Adds a constant of float32. */
  public String constant(String name, Tensor tensor) {
    initialisers.computeIfAbsent(
        name,
        first ->
            new ProtobufMessage()
                .wholes(1, tensor.shape().stream().mapToLong(Integer::longValue).toArray())
                .whole(2, Element.FLOAT32.code)
                .text(8, name)
                .floats(9, tensor.size(), tensor::copyTo));
    return name;
  }

  /** Adds a constant vector of int64, as shapes and permutations are given. */
  public String constant(String name, long... values) {
    initialisers.put(
        name,
        new ProtobufMessage()
            .wholes(1, values.length)
            .whole(2, INT64)
            .wholes(7, values)
            .text(8, name));
    return name;
  }

  /**
   * Begins a node; {@link GraphNode#add} ends it.
   *
   * @param operator the ONNX operator
   * @param name the node's and its output's name
   * @param inputs the names of the values it reads
   */
  public final GraphNode node(String operator, String name, List<String> inputs) {
    return new GraphNode(this, operator, name, inputs);
  }

  /** Begins a node that reads a value and a layer's weights. */
  public final GraphNode node(String operator, String name, String input, List<TensorSpec> read) {
    List<String> inputs = new ArrayList<>(List.of(input));
    read.forEach(tensor -> inputs.add(weight(tensor.name())));
    return node(operator, name, inputs);
  }

  /** Adds a node that gives a value another shape. */
  public final String reshape(String name, String input, long... shape) {
    return node("Reshape", name, List.of(input, constant(name + ".shape", shape))).add();
  }

  /** Adds a node that puts a value's axes into another order. */
  public final String transpose(String name, String input, int... order) {
    return node("Transpose", name, List.of(input)).with("perm", order).add();
  }

  /** Adds a finished node and returns the name of the value that stands for its output. */
  String add(GraphNode node) {
    nodes.add(node.message());
    return node.name();
  }

  /** The whole file. */
  public byte[] toBytes(String producer, String version, Map<String, String> metadata) {
    return file(producer, version, metadata).toBytes();
  }

  /** The graph in a file without metadata, which ONNX Runtime reads without a copy. */
  public ByteBuffer toDirectBuffer() {
    return file("", "", Map.of()).toDirectBuffer();
  }

  private ProtobufMessage file(String producer, String version, Map<String, String> metadata) {
    ProtobufMessage graph =
        new ProtobufMessage()
            .messages(1, nodes)
            .text(2, name)
            .messages(5, initialisers.values())
            .messages(11, inputs)
            .messages(12, outputs);
    ProtobufMessage model =
        new ProtobufMessage()
            .whole(1, IR_VERSION)
            .text(2, producer)
            .text(3, version)
            .message(7, graph)
            .message(8, new ProtobufMessage().whole(2, OPERATOR_SET));
    metadata.forEach(
        (key, value) -> model.message(14, new ProtobufMessage().text(1, key).text(2, value)));
    return model;
  }

  private static ProtobufMessage value(String name, Element element, String... sides) {
    ProtobufMessage shape = new ProtobufMessage();
    for (String side : sides) {
      boolean fixed = side.chars().allMatch(Character::isDigit);
      shape.message(
          1,
          fixed
              ? new ProtobufMessage().whole(1, Long.parseLong(side))
              : new ProtobufMessage().text(2, side));
    }
    ProtobufMessage tensor = new ProtobufMessage().whole(1, element.code).message(2, shape);
    return new ProtobufMessage().text(1, name).message(2, new ProtobufMessage().message(1, tensor));
  }
}
