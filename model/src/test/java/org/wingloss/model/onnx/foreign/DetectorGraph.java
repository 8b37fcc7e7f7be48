package org.wingloss.model.onnx.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import onnx.Onnx;
import org.wingloss.data.InvalidDataException;
import org.wingloss.model.onnx.graph.OnnxGraph;
import org.wingloss.model.weights.Tensor;
import org.wingloss.model.weights.Weights;

/** A graph with the operators of the known detectors, for tests that change it. */
final class DetectorGraph {
  /** The shape of a small picture. */
  static final List<Long> PICTURE = List.of(1L, 3L, 32L, 48L);

  private DetectorGraph() {}

  /** With the change, the detector for {@link #PICTURE} must be refused in one line. */
  static void assertRefused(Path folder, String message, Consumer<Onnx.GraphProto.Builder> change)
      throws IOException {
    Onnx.ModelProto.Builder model = detector("32", "48");
    change.accept(model.getGraphBuilder());
    assertRefused(folder, message, model);
  }

  static void assertRefused(Path folder, String message, Onnx.ModelProto.Builder model)
      throws IOException {
    Path file = Files.write(folder.resolve("detector.onnx"), model.build().toByteArray());
    var thrown =
        assertThrows(InvalidDataException.class, () -> ForeignOnnx.read(file).content(PICTURE));
    assertTrue(thrown.getMessage().contains(message), thrown.getMessage());
    assertTrue(thrown.getMessage().startsWith(file + ": "), thrown.getMessage());
    assertEquals(1, thrown.getMessage().lines().count(), thrown.getMessage());
  }

  /** Sides are numbers, or names where they are free. */
  static Onnx.ModelProto.Builder detector(String height, String width) throws IOException {
    OnnxGraph graph = new OnnxGraph("detector", new Weights(Map.of()));
    String x = graph.input("input", OnnxGraph.Element.FLOAT32, "1", "3", height, width);
    String kernel = graph.constant("kernel", ones(4, 3, 3, 3));
    String conv =
        graph
            .node("Conv", "conv", List.of(x, kernel))
            .with("strides", 2, 2)
            .with("pads", 1, 1, 1, 1)
            .add();
    String relu = graph.node("Relu", "relu", List.of(conv)).add();
    String pool =
        graph
            .node("MaxPool", "pool", List.of(relu))
            .with("kernel_shape", 2, 2)
            .with("strides", 2, 2)
            .add();
    String depth = graph.constant("depth", ones(4, 1, 3, 3));
    String deep =
        graph
            .node("Conv", "deep", List.of(pool, depth))
            .with("group", 4)
            .withText("auto_pad", "SAME_UPPER")
            .add();
    String variance = graph.constant("variance", ones(1));
    String scales = graph.constant("scales", Tensor.of(List.of(4), 1, 1, 2, 2));
    String up =
        graph.node("Resize", "up", List.of(deep, "", scales)).withText("mode", "nearest").add();
    String sum = graph.node("Add", "sum", List.of(up, relu)).add();
    String score = graph.node("Sigmoid", "score", List.of(sum)).add();
    String rows = graph.node("Transpose", "rows", List.of(score)).with("perm", 0, 2, 3, 1).add();
    String shape = graph.node("Shape", "shape", List.of(rows)).add();
    String first = graph.constant("first", 0L);
    String batch = graph.node("Gather", "batch", List.of(shape, first)).with("axis", 0).add();
    String rest = graph.constant("rest", -1L, 4L);
    String target = graph.node("Concat", "target", List.of(batch, rest)).with("axis", 0).add();
    String cells = graph.node("Reshape", "cells", List.of(rows, target)).add();
    String soft = graph.node("Softmax", "soft", List.of(cells)).with("axis", 2).add();
    String from = graph.constant("from", 2L);
    String to = graph.constant("to", Long.MAX_VALUE);
    String axis = graph.constant("axis", -1L);
    String half = graph.node("Slice", "half", List.of(soft, from, to, axis)).add();
    String grown = graph.node("Exp", "grown", List.of(half)).add();
    String scaled = graph.node("Mul", "scaled", List.of(grown, variance)).add();
    String both = graph.node("Concat", "both", List.of(half, scaled)).with("axis", 2).add();
    graph.node("Identity", "boxes", List.of(both)).add();
    graph.node("GlobalAveragePool", "whole", List.of(deep)).add();
    graph.output("boxes", OnnxGraph.Element.FLOAT32, "1", "cells", "4");
    graph.output("whole", OnnxGraph.Element.FLOAT32, "1", "4", "1", "1");
    return Onnx.ModelProto.parseFrom(graph.toBytes("test", "1", Map.of())).toBuilder();
  }

  private static Tensor ones(int... shape) {
    float[] values = new float[Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
    Arrays.fill(values, 0.1f);
    return Tensor.of(Arrays.stream(shape).boxed().toList(), values);
  }

  static Onnx.NodeProto.Builder node(Onnx.GraphProto.Builder graph, String name) {
    return graph.getNodeBuilderList().stream()
        .filter(node -> node.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Adds a node whose output has the node's name. */
  static Onnx.NodeProto.Builder append(
      Onnx.GraphProto.Builder graph, String operator, String name, String... inputs) {
    return graph
        .addNodeBuilder()
        .setOpType(operator)
        .setName(name)
        .addAllInput(List.of(inputs))
        .addOutput(name);
  }

  static Onnx.AttributeProto whole(String name, long value) {
    return Onnx.AttributeProto.newBuilder()
        .setName(name)
        .setType(Onnx.AttributeProto.AttributeType.INT)
        .setI(value)
        .build();
  }

  static Onnx.AttributeProto wholes(String name, long... values) {
    return Onnx.AttributeProto.newBuilder()
        .setName(name)
        .setType(Onnx.AttributeProto.AttributeType.INTS)
        .addAllInts(LongStream.of(values).boxed().toList())
        .build();
  }

  /** One number of any type, listed. */
  static Onnx.TensorProto number(String name, int type, String value) {
    Onnx.TensorProto.Builder tensor =
        Onnx.TensorProto.newBuilder().setName(name).setDataType(type).addDims(1);
    return switch (type) {
      case Onnx.TensorProto.DataType.FLOAT_VALUE ->
          tensor.addFloatData(Float.parseFloat(value)).build();
      case Onnx.TensorProto.DataType.INT64_VALUE ->
          tensor.addInt64Data(Long.parseLong(value)).build();
      default -> tensor.addInt32Data(Integer.parseInt(value)).build();
    };
  }

  static Onnx.TensorProto floats(String name, float... values) {
    Onnx.TensorProto.Builder tensor =
        Onnx.TensorProto.newBuilder()
            .setName(name)
            .setDataType(Onnx.TensorProto.DataType.FLOAT_VALUE)
            .addDims(values.length);
    for (float value : values) {
      tensor.addFloatData(value);
    }
    return tensor.build();
  }
}
