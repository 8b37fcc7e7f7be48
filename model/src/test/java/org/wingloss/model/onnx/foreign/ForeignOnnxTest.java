package org.wingloss.model.onnx.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.wingloss.model.onnx.foreign.DetectorGraph.PICTURE;
import static org.wingloss.model.onnx.foreign.DetectorGraph.append;
import static org.wingloss.model.onnx.foreign.DetectorGraph.detector;
import static org.wingloss.model.onnx.foreign.DetectorGraph.floats;
import static org.wingloss.model.onnx.foreign.DetectorGraph.node;
import static org.wingloss.model.onnx.foreign.DetectorGraph.whole;
import static org.wingloss.model.onnx.foreign.DetectorGraph.wholes;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import onnx.Onnx;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.shade.protobuf.ByteString;
import org.nd4j.shade.protobuf.UnknownFieldSet;
import org.wingloss.data.InvalidDataException;
import org.wingloss.model.file.Models;
import org.wingloss.model.network.NetworkSpec;
import org.wingloss.model.network.Networks;
import org.wingloss.model.onnx.OnnxExport;
import org.wingloss.model.onnx.OnnxSession;
import org.wingloss.model.weights.Weights;

/** Which files of others are run, and with what content. */
class ForeignOnnxTest {
  private static final List<Long> ONES = List.of(1L, 1L, 1L, 1L, 1L);

  @TempDir Path folder;

  static Stream<NetworkSpec> networks() {
    return Networks.oneOfEach();
  }

  @ParameterizedTest
  @MethodSource("networks")
  void trace_ourNetworks_outputHasTwoNumbersPerLandmark(NetworkSpec network) throws Exception {
    Weights weights = Models.weights(network, 5, 1);
    byte[] onnx =
        OnnxExport.write(Models.description(network, Models.FIVE), weights, OnnxExport.Form.FLOAT);
    long side = network.inputSize();
    ForeignOnnx file = ForeignOnnx.read(Files.write(folder.resolve("a.onnx"), onnx));
    List<Long> sides = List.of(1L, 3L, side, side);
    assertEquals(List.of(1L, 10L), file.trace(sides).get(OnnxExport.OUTPUT).shape());
    assertSameShapes(file, sides);
  }

  /** The operators of the known detectors, in one graph whose picture may have any size. */
  @Test
  void content_detectorsOperators_haveTheShapesOfOnnxRuntime() throws Exception {
    ForeignOnnx file = ForeignOnnx.read(write(detector("height", "width")));
    assertEquals(List.of(1L, 3L, 0L, 0L), file.inputShape());
    assertSameShapes(file, PICTURE);
    assertSameShapes(file, List.of(1L, 3L, 64L, 40L));
  }

  /** Attributes that say yes or no, with other numbers. */
  @Test
  void content_flagsThatAreNeither0Nor1_haveTheShapesOfOnnxRuntime() throws Exception {
    Onnx.ModelProto.Builder model = detector("32", "48");
    Onnx.GraphProto.Builder graph = model.getGraphBuilder();
    append(graph, "MaxPool", "floored", "relu")
        .addAttribute(wholes("kernel_shape", 2, 2))
        .addAttribute(wholes("strides", 5, 5))
        .addAttribute(whole("ceil_mode", 2));
    append(graph, "ReduceMean", "dropped", "relu")
        .addAttribute(wholes("axes", 2))
        .addAttribute(whole("keepdims", 2));
    append(graph, "Flatten", "row", "whole");
    append(graph, "Gemm", "square", "row", "row").addAttribute(whole("transA", Long.MIN_VALUE));
    for (String name : List.of("floored", "dropped", "square")) {
      graph.addOutput(graph.getOutput(0).toBuilder().setName(name));
    }
    assertSameShapes(ForeignOnnx.read(write(model)), PICTURE);
  }

  /** ONNX Runtime makes one operator of the two, whose output has a side less. */
  @Test
  void content_operatorsThatAreOftenFused_haveTheShapesOfOnnxRuntime() throws Exception {
    Onnx.ModelProto.Builder model = detector("32", "48");
    Onnx.GraphProto.Builder graph = model.getGraphBuilder();
    graph.addInitializer(floats("two", 2).toBuilder().clearDims().addAllDims(ONES));
    append(graph, "Mul", "doubled", "whole", "two");
    append(graph, "MatMul", "product", "doubled", "whole");
    graph.addOutput(graph.getOutput(0).toBuilder().setName("product"));
    assertSameShapes(ForeignOnnx.read(write(model)), PICTURE);
  }

  private static void assertSameShapes(ForeignOnnx file, List<Long> sides) throws Exception {
    long[] shape = sides.stream().mapToLong(Long::longValue).toArray();
    int count = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    Map<String, List<Long>> expected = new HashMap<>();
    try (OnnxSession session = OnnxSession.openForeign(file.content(sides), 1)) {
      session.run(
          file.input(),
          environment ->
              OnnxTensor.createTensor(environment, FloatBuffer.wrap(new float[count]), shape),
          outputs -> {
            for (Map.Entry<String, OnnxValue> output : outputs) {
              long[] found = ((OnnxTensor) output.getValue()).getInfo().getShape();
              expected.put(output.getKey(), Arrays.stream(found).boxed().toList());
            }
            return null;
          });
    }
    Map<String, TracedValue> traced = file.trace(sides);
    expected.forEach((name, found) -> assertEquals(found, traced.get(name).shape(), name));
    assertEquals(file.outputs(), expected.keySet());
  }

  private Path write(Onnx.ModelProto.Builder model) throws IOException {
    return Files.write(folder.resolve("detector.onnx"), model.build().toByteArray());
  }

  @Test
  void read_largeFile_isRefusedWithoutReadingOn() throws IOException {
    Path file = folder.resolve("large.onnx");
    try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
      out.setLength(1L << 32);
    }
    var thrown = assertThrows(InvalidDataException.class, () -> ForeignOnnx.read(file));
    assertTrue(thrown.getMessage().contains("has more than 67108864 bytes"), thrown.getMessage());
  }

  /** A field of a later version could mean to ONNX Runtime what nobody checked. */
  @Test
  void content_fieldThatIsNotKnown_doesNotReachOnnxRuntime() throws IOException {
    UnknownFieldSet later =
        UnknownFieldSet.newBuilder()
            .addField(
                77,
                UnknownFieldSet.Field.newBuilder()
                    .addLengthDelimited(ByteString.copyFromUtf8("later"))
                    .build())
            .build();
    Onnx.ModelProto.Builder model = detector("32", "48").setUnknownFields(later);
    node(model.getGraphBuilder(), "relu").setUnknownFields(later);
    byte[] content = ForeignOnnx.read(write(model)).content(PICTURE);
    Onnx.ModelProto seen = Onnx.ModelProto.parseFrom(content);
    assertTrue(seen.getUnknownFields().asMap().isEmpty());
    assertTrue(
        seen.getGraph().getNodeList().stream()
            .allMatch(node -> node.getUnknownFields().asMap().isEmpty()));
  }

  @Test
  void content_anotherShapeThanTheFileFixes_isRefused() throws IOException {
    ForeignOnnx file = ForeignOnnx.read(write(detector("32", "48")));
    var thrown =
        assertThrows(InvalidDataException.class, () -> file.content(List.of(1L, 3L, 48L, 32L)));
    assertTrue(
        thrown.getMessage().contains("[1, 3, 32, 48] where [1, 3, 48, 32] is needed"),
        thrown.getMessage());
  }
}
