package org.wingloss.model.onnx.graph;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import onnx.Onnx;
import org.nd4j.shade.protobuf.ByteString;
import org.wingloss.model.weights.Tensor;
import org.wingloss.model.weights.Weights;

/**
 * An ONNX graph under construction. Every node has one output, named after the node; weights become
 * initialisers when a node first asks for them.
 */
public final class OnnxGraph {
  /** The operator set: old enough for every runtime of the last five years. */
  public static final int OPERATOR_SET = 13;

  private static final int IR_VERSION = 7;

  private final Weights weights;
  private final Onnx.GraphProto.Builder graph = Onnx.GraphProto.newBuilder();
  private final Map<String, Tensor> used = new LinkedHashMap<>();

  /**
   * Starts a graph.
   *
   * @param name the graph's name
   * @param weights where {@link #weight} looks
   */
  public OnnxGraph(String name, Weights weights) {
    this.weights = weights;
    graph.setName(name);
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
  }

  /**
   * Declares the graph's input.
   *
   * @param sides numbers for fixed sides, a name for a free one
   */
  public String input(String name, Element element, String... sides) {
    graph.addInput(value(name, element, sides));
    return name;
  }

  /** Declares the graph's output, which a node of that name computes. */
  public void output(String name, Element element, String... sides) {
    graph.addOutput(value(name, element, sides));
  }

  /** Makes a weight an initialiser and returns its name. */
  public String weight(String name) {
    Tensor tensor = weights.get(name);
    return constant(name, tensor);
  }

  /** Adds a constant of float32. */
  public String constant(String name, Tensor tensor) {
    if (used.putIfAbsent(name, tensor) == null) {
      ByteBuffer bytes =
          ByteBuffer.allocate(Math.multiplyExact(4, tensor.size())).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asFloatBuffer().put(tensor.values());
      Onnx.TensorProto.Builder proto =
          Onnx.TensorProto.newBuilder()
              .setName(name)
              .setDataType(Onnx.TensorProto.DataType.FLOAT_VALUE)
              .setRawData(ByteString.copyFrom(bytes));
      tensor.shape().forEach(proto::addDims);
      graph.addInitializer(proto);
    }
    return name;
  }

  /** Adds a constant vector of int64, as shapes and permutations are given. */
  public String constant(String name, long... values) {
    Onnx.TensorProto.Builder proto =
        Onnx.TensorProto.newBuilder()
            .setName(name)
            .setDataType(Onnx.TensorProto.DataType.INT64_VALUE)
            .addDims(values.length);
    for (long value : values) {
      proto.addInt64Data(value);
    }
    graph.addInitializer(proto);
    return name;
  }

  /**
   * Begins a node; {@link Node#add} ends it.
   *
   * @param operator the ONNX operator
   * @param name the node's and its output's name
   * @param inputs the names of the values it reads
   */
  public Node node(String operator, String name, List<String> inputs) {
    return new Node(
        graph,
        Onnx.NodeProto.newBuilder()
            .setOpType(operator)
            .setName(name)
            .addAllInput(inputs)
            .addOutput(name));
  }

  /** The whole file. */
  public byte[] toBytes(String producer, String version, Map<String, String> metadata) {
    Onnx.ModelProto.Builder model =
        Onnx.ModelProto.newBuilder()
            .setIrVersion(IR_VERSION)
            .setProducerName(producer)
            .setProducerVersion(version)
            .addOpsetImport(
                Onnx.OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPERATOR_SET))
            .setGraph(graph);
    metadata.forEach(
        (key, value) ->
            model.addMetadataProps(
                Onnx.StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
    return model.build().toByteArray();
  }

  private static Onnx.ValueInfoProto value(String name, Element element, String... sides) {
    Onnx.TensorShapeProto.Builder shape = Onnx.TensorShapeProto.newBuilder();
    for (String side : sides) {
      Onnx.TensorShapeProto.Dimension.Builder dimension =
          Onnx.TensorShapeProto.Dimension.newBuilder();
      if (side.chars().allMatch(Character::isDigit)) {
        dimension.setDimValue(Long.parseLong(side));
      } else {
        dimension.setDimParam(side);
      }
      shape.addDim(dimension);
    }
    return Onnx.ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            Onnx.TypeProto.newBuilder()
                .setTensorType(
                    Onnx.TypeProto.Tensor.newBuilder().setElemType(element.code).setShape(shape)))
        .build();
  }

  /** A node under construction. */
  public static final class Node {
    private final Onnx.GraphProto.Builder graph;
    private final Onnx.NodeProto.Builder node;

    private Node(Onnx.GraphProto.Builder graph, Onnx.NodeProto.Builder node) {
      this.graph = graph;
      this.node = node;
    }

    /** Sets an attribute to an integer, or to a list when there are several. */
    public Node with(String name, int... values) {
      Onnx.AttributeProto.Builder attribute = Onnx.AttributeProto.newBuilder().setName(name);
      if (values.length == 1) {
        attribute.setType(Onnx.AttributeProto.AttributeType.INT).setI(values[0]);
      } else {
        attribute.setType(Onnx.AttributeProto.AttributeType.INTS);
        for (int value : values) {
          attribute.addInts(value);
        }
      }
      node.addAttribute(attribute);
      return this;
    }

    /** Sets an attribute to a floating-point number. */
    public Node withNumber(String name, float value) {
      node.addAttribute(
          Onnx.AttributeProto.newBuilder()
              .setName(name)
              .setType(Onnx.AttributeProto.AttributeType.FLOAT)
              .setF(value));
      return this;
    }

    /** Sets an attribute to a text. */
    public Node withText(String name, String value) {
      node.addAttribute(
          Onnx.AttributeProto.newBuilder()
              .setName(name)
              .setType(Onnx.AttributeProto.AttributeType.STRING)
              .setS(ByteString.copyFromUtf8(value)));
      return this;
    }

    /** Adds the node to the graph and returns the name of its output. */
    public String add() {
      graph.addNode(node);
      return node.getOutput(0);
    }
  }
}
