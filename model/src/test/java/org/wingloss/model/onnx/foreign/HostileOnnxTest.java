package org.wingloss.model.onnx.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.wingloss.model.onnx.foreign.DetectorGraph.append;
import static org.wingloss.model.onnx.foreign.DetectorGraph.assertRefused;
import static org.wingloss.model.onnx.foreign.DetectorGraph.detector;
import static org.wingloss.model.onnx.foreign.DetectorGraph.floats;
import static org.wingloss.model.onnx.foreign.DetectorGraph.node;
import static org.wingloss.model.onnx.foreign.DetectorGraph.whole;
import static org.wingloss.model.onnx.foreign.DetectorGraph.wholes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import onnx.Onnx;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wingloss.data.InvalidDataException;
import org.wingloss.model.onnx.protobuf.ProtobufFields;
import org.wingloss.model.onnx.protobuf.ProtobufMessage;

/** Graphs that would end the process, never end, take all memory or read other files. */
class HostileOnnxTest {
  @TempDir Path folder;

  private void refused(String message, Consumer<Onnx.GraphProto.Builder> change)
      throws IOException {
    assertRefused(folder, message, change);
  }

  @ParameterizedTest
  @CsvSource({
    "conv, strides, 0, 'strides must be from 1 to 4096 but is 0'",
    "conv, strides, 9223372036854775807, strides must be from 1 to 4096",
    "conv, dilations, 0, dilations must be from 1 to 4096 but is 0",
    "conv, pads, -1, pads must be from 0 to 4096 but is -1",
    "conv, kernel_shape, 0, kernel_shape must be from 1 to 4096 but is 0",
    "conv, kernel_shape, 5, kernel_shape differs",
    "deep, group, 0, group must be from 1 to 65536 but is 0",
    "deep, group, 3, does not fit an input of shape",
    "pool, strides, 0, strides must be from 1 to 4096 but is 0",
    "pool, kernel_shape, 0, kernel_shape must be from 1 to 4096 but is 0",
    "pool, kernel_shape, 4096, does not fit a side of",
    "pool, pads, 3, pads must be smaller than the kernel",
    "conv, storage, 1, attribute 'storage' is not on the list",
  })
  void content_attributeOutOfRange_isRefused(String node, String name, long value, String message)
      throws IOException {
    refused(
        message,
        graph -> {
          Onnx.NodeProto.Builder found = node(graph, node);
          int at = 0;
          while (at < found.getAttributeCount() && !found.getAttribute(at).getName().equals(name)) {
            at++;
          }
          if (at < found.getAttributeCount()) {
            found.removeAttribute(at);
          }
          found.addAttribute(
              switch (name) {
                case "group", "storage" -> whole(name, value);
                case "pads" -> wholes(name, value, value, value, value);
                default -> wholes(name, value, value);
              });
        });
  }

  @ParameterizedTest
  @CsvSource({
    "Loop",
    "If",
    "Scan",
    "ConstantOfShape",
    "Expand",
    "Tile",
    "Range",
    "NonZero",
    "Einsum"
  })
  void content_operatorNotOnTheList_isRefused(String operator) throws IOException {
    refused(
        "node 'relu' (%s): the operator is not on the list".formatted(operator),
        graph -> node(graph, "relu").setOpType(operator));
  }

  @Test
  void content_customDomain_isRefused() throws IOException {
    refused("is not on the list", graph -> node(graph, "relu").setDomain("com.microsoft"));
  }

  @Test
  void content_graphInAnAttribute_isRefused() throws IOException {
    refused(
        "attribute 'axis' holds what is not read",
        graph ->
            node(graph, "soft")
                .clearAttribute()
                .addAttribute(
                    Onnx.AttributeProto.newBuilder()
                        .setName("axis")
                        .setType(Onnx.AttributeProto.AttributeType.GRAPH)
                        .setG(Onnx.GraphProto.newBuilder().setName("body"))));
  }

  @ParameterizedTest
  @CsvSource({"/etc/passwd", "../secret.bin", "weights.bin"})
  void content_numbersInAnotherFile_areRefused(String location) throws IOException {
    refused(
        "a constant's numbers lie in another file",
        graph ->
            graph
                .getInitializerBuilder(0)
                .clearRawData()
                .setDataLocation(Onnx.TensorProto.DataLocation.EXTERNAL)
                .addExternalData(
                    Onnx.StringStringEntryProto.newBuilder()
                        .setKey("location")
                        .setValue(location)));
  }

  @Test
  void content_constantOfAnotherSize_isRefused() throws IOException {
    refused("which does not fit", graph -> graph.getInitializerBuilder(0).setDims(0, 400));
    refused("out of range", graph -> graph.getInitializerBuilder(0).setDims(0, 1L << 40));
    refused("out of range", graph -> graph.getInitializerBuilder(0).setDims(0, -4));
    refused("elements of type 8", graph -> graph.getInitializerBuilder(0).setDataType(8));
  }

  /** A byte each in the file, but eight where they are read. */
  @Test
  void constant_ofManyNumbersListedOneByOne_isRefused() {
    int count = OnnxConstant.MOST_LISTED + 1;
    byte[] tensor =
        new ProtobufMessage().wholes(1, count).whole(2, 3).bytes(5, new byte[count]).toBytes();
    var thrown =
        assertThrows(
            IllegalArgumentException.class, () -> OnnxConstant.of(ProtobufFields.of(tensor)));
    assertEquals(
        "a constant lists 16777217 numbers one by one but at most 16777216 are read so; store raw"
            + " bytes",
        thrown.getMessage());
  }

  /** The code of texts, and one that ONNX does not know. */
  @ParameterizedTest
  @ValueSource(longs = {8, 99})
  void content_castToWhatIsNoNumber_isRefused(long type) throws IOException {
    refused(
        "node 'relu' (Cast): elements of type %d are not read".formatted(type),
        graph -> node(graph, "relu").setOpType("Cast").addAttribute(whole("to", type)));
  }

  /** ONNX Runtime computes what hangs on no input when it loads a graph. */
  @Test
  void contentOfAnySize_operatorNotOnTheList_isRefused() throws IOException {
    Onnx.ModelProto.Builder model = detector("height", "width");
    Path file = Files.write(folder.resolve("any.onnx"), model.build().toByteArray());
    assertTrue(ForeignOnnx.read(file).contentOfAnySize().length > 0);
    node(model.getGraphBuilder(), "relu").setOpType("Loop");
    Files.write(file, model.build().toByteArray());
    ForeignOnnx hostile = ForeignOnnx.read(file);
    var thrown = assertThrows(InvalidDataException.class, hostile::contentOfAnySize);
    assertTrue(
        thrown.getMessage().contains("node 'relu' (Loop): the operator is not on the list"),
        thrown.getMessage());
  }

  /** 40 times joined with itself: a kilobyte that would become petabytes. */
  @Test
  void content_valueThatDoubles_isRefused() throws IOException {
    refused(
        "a value may have at most 67108864 numbers",
        graph -> {
          String last = "half";
          for (int i = 0; i < 40; i++) {
            append(graph, "Concat", "double" + i, last, last).addAttribute(whole("axis", 1));
            last = "double" + i;
          }
        });
  }

  @Test
  void content_muchWork_isRefused() throws IOException {
    refused(
        "multiply-adds but at most",
        graph -> {
          String last = "conv";
          for (int i = 0; i < 3; i++) {
            append(graph, "Resize", "up" + i, last, "", "large");
            last = "up" + i;
          }
          for (int i = 0; i < 3000; i++) {
            append(graph, "Relu", "again" + i, last);
            last = "again" + i;
          }
          graph.addInitializer(floats("large", 1, 1, 4, 4));
        });
  }

  @Test
  void content_hugeScale_isRefused() throws IOException {
    refused(
        "a scale must be above 0 and at most 64.0",
        graph -> {
          graph.addInitializer(floats("huge", 1, 1, 1e9f, 1e9f));
          node(graph, "up").setInput(2, "huge");
        });
  }

  @Test
  void content_scaleThatThePictureDecides_isRefused() throws IOException {
    refused("the scale must be constant", graph -> node(graph, "up").setInput(2, "relu"));
  }

  @Test
  void content_ringOrGapInTheGraph_isRefused() throws IOException {
    refused("nothing before it computes 'sum'", graph -> node(graph, "relu").setInput(0, "sum"));
    refused("nothing computes the output", graph -> graph.getOutputBuilder(0).setName("nobody"));
    refused("is there twice", graph -> node(graph, "relu").setOutput(0, "conv"));
  }

  @Test
  void read_partsThatAreNotRead_areRefused() throws IOException {
    assertRefused(
        folder,
        "functions or training graphs",
        detector("32", "48").addFunctions(Onnx.FunctionProto.newBuilder().setName("f")));
    assertRefused(folder, "number of sparse constants is 1", sparse(detector("32", "48")));
    assertRefused(folder, "IR version is 99", detector("32", "48").setIrVersion(99));
    Onnx.ModelProto.Builder operators = detector("32", "48");
    operators.getOpsetImportBuilder(0).setVersion(999);
    assertRefused(folder, "version of operators is 999", operators);
    Onnx.ModelProto.Builder inputs = detector("32", "48");
    inputs.getGraphBuilder().addInput(inputs.getGraph().getInput(0).toBuilder().setName("second"));
    assertRefused(folder, "number of inputs is 2", inputs);
    assertRefused(folder, "it holds no graph", Onnx.ModelProto.newBuilder().setIrVersion(7));
  }

  private static Onnx.ModelProto.Builder sparse(Onnx.ModelProto.Builder model) {
    model.getGraphBuilder().addSparseInitializer(Onnx.SparseTensorProto.getDefaultInstance());
    return model;
  }
}
