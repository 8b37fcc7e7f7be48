package org.wingloss.model.onnx.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.wingloss.model.onnx.foreign.DetectorGraph.PICTURE;
import static org.wingloss.model.onnx.foreign.DetectorGraph.append;
import static org.wingloss.model.onnx.foreign.DetectorGraph.assertRefused;
import static org.wingloss.model.onnx.foreign.DetectorGraph.detector;
import static org.wingloss.model.onnx.foreign.DetectorGraph.floats;
import static org.wingloss.model.onnx.foreign.DetectorGraph.node;
import static org.wingloss.model.onnx.foreign.DetectorGraph.number;
import static org.wingloss.model.onnx.foreign.DetectorGraph.whole;
import static org.wingloss.model.onnx.foreign.DetectorGraph.wholes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import onnx.Onnx;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wingloss.data.InvalidDataException;

/** Operands on which ONNX Runtime ends the process, or comes to other sizes than the trace. */
class HostileOperandTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"6, 1, 0", "7, 1, 0", "6, -2147483648, -1", "7, -9223372036854775808, -1"})
  void content_wholeNumbersDividedBy0OrMinus1_areRefused(int type, String dividend, String divisor)
      throws IOException {
    assertRefused(
        folder,
        "node 'quotient' (Div): the divisor of whole numbers must be neither 0 nor -1 but is "
            + divisor,
        graph -> {
          graph.addInitializer(number("dividend", type, dividend));
          graph.addInitializer(number("divisor", type, divisor));
          append(graph, "Div", "quotient", "dividend", "divisor");
        });
  }

  /** Numbers stay whole where they are not known. */
  @ParameterizedTest
  @ValueSource(
      strings = {"Identity", "Relu", "Transpose", "Flatten", "Concat", "ReduceMax", "Max", "Split"})
  void content_wholeNumbersDividedByWhatThePictureDecides_areRefused(String between)
      throws IOException {
    assertRefused(
        folder,
        "node 'quotient' (Div): the divisor of whole numbers must be constant",
        graph -> {
          append(graph, "Cast", "cast", "relu").addAttribute(whole("to", 6));
          append(graph, between, "moved", "cast");
          append(graph, "Div", "quotient", "moved", "moved");
        });
  }

  @Test
  void content_quantisedNumbersDivided_areRefused() throws IOException {
    assertRefused(
        folder,
        "node 'quotient' (Div): the divisor of whole numbers must be constant",
        graph -> {
          append(graph, "QuantizeLinear", "bytes", "relu", "variance");
          append(graph, "Div", "quotient", "bytes", "bytes");
        });
  }

  /** ONNX Runtime reads as many numbers as it needs, not as many as there are. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Conv | input kernel wide | input 3 must have the shape [4] but has [3]",
        "BatchNormalization | relu wide wide wide wide | input 2 must have the shape [4] but has",
        "Clip | relu none | input 2 must be a single number but has the shape [0]",
        "Clip | relu one wide | input 3 must be a single number but has the shape [3]",
        "Dropout | relu none | input 2 must be a single number but has the shape [0]",
        "Pad | relu rest none | input 3 must be a single number but has the shape [0]",
        "QuantizeLinear | relu wide | input 2 must have the shape [4] but has [3]",
        "DequantizeLinear | relu one none | input 3 must be a single number but has the shape [0]",
        "Gemm | row column wide | a bias of shape [3] does not fit a product of shape [1, 1]",
        "Div | none one | values of shapes [0] and [1]: one has no numbers",
        "Pow | one none | values of shapes [1] and [0]: one has no numbers",
      })
  void content_sideInputOfAnotherSize_isRefused(String operator, String inputs, String message)
      throws IOException {
    assertRefused(
        folder,
        "node 'reader' (%s): %s".formatted(operator, message),
        graph -> {
          graph.addInitializer(floats("none"));
          graph.addInitializer(floats("one", 1));
          graph.addInitializer(floats("wide", 1, 1, 1));
          append(graph, "Flatten", "row", "relu");
          append(graph, "Transpose", "column", "row");
          append(graph, operator, "reader", inputs.split(" ", -1));
        });
  }

  private TracedValue traced(Consumer<Onnx.GraphProto.Builder> change) throws IOException {
    Onnx.ModelProto.Builder model = detector("32", "48");
    change.accept(model.getGraphBuilder());
    Path file = Files.write(folder.resolve("detector.onnx"), model.build().toByteArray());
    return ForeignOnnx.read(file).trace(PICTURE).get("result");
  }

  /** The last column is empty where ONNX Runtime may come to another number. */
  @ParameterizedTest
  @CsvSource({
    "Mul, 6, 65536, 65536, ",
    "Mul, 7, 65536, 65536, ",
    "Sub, 7, 9007199254740993, 9007199254740992, ",
    "Add, 1, 1e8, 1, 1e8",
    "Div, 1, 1, 3, 0.3333333432674408",
    "Div, 1, 1, 0, ",
    "Pow, 1, 3, 2, ",
    "Add, 6, 65536, 65536, 131072",
    "Sub, 1, 0.5, 3, -2.5",
    "Max, 1, 0.1, 0, 0.10000000149011612",
    "Div, 1, 7, 2, 3.5",
    "Div, 7, 7, 2, 3",
    "Div, 7, -7, 2, -3",
  })
  void trace_arithmetic_isKnownWhereItIsExact(
      String operator, int type, String a, String b, Double result) throws IOException {
    TracedValue traced =
        traced(
            graph -> {
              graph.addInitializer(number("a", type, a));
              graph.addInitializer(number("b", type, b));
              append(graph, operator, "result", "a", "b");
            });
    assertEquals(result == null ? null : List.of(result), traced.content());
  }

  /** From one element type to another; the last column as above. */
  @ParameterizedTest
  @CsvSource({
    "1, -1.5, 7, -1",
    "1, 3e9, 6, ",
    "1, 300, 2, ",
    "1, -1, 2, ",
    "1, 200, 3, ",
    "1, 2, 9, ",
    "1, 2048, 10, 2048",
    "1, 2049, 10, ",
    "2, 300, 1, 44",
    "3, 200, 1, -56",
    "9, 2, 1, ",
    "7, 16777216, 1, 16777216",
    "7, 16777217, 1, 16777216",
    "7, 4294967296, 6, ",
    "7, 9223372036854775807, 7, 9223372036854775807",
  })
  void trace_cast_isKnownWhereItIsExact(int from, String number, int to, Double result)
      throws IOException {
    TracedValue traced =
        traced(
            graph -> {
              graph.addInitializer(number("a", from, number));
              append(graph, "Cast", "result", "a").addAttribute(whole("to", to));
            });
    assertEquals(result == null ? null : List.of(result), traced.content());
  }

  /** In double (1e8 + 1) - 1e8 is a scale of 1; in float32 it is 0. */
  @Test
  void content_scaleThatFloat32RoundsTo0_isRefused() throws IOException {
    assertRefused(
        folder,
        "node 'sized' (Resize): a scale must be above 0 and at most 64.0 but is 0.0",
        graph -> {
          graph.addInitializer(floats("large", 1e8f, 1e8f, 1e8f, 1e8f));
          graph.addInitializer(floats("ones", 1, 1, 1, 1));
          append(graph, "Add", "raised", "large", "ones");
          append(graph, "Sub", "lowered", "raised", "large");
          append(graph, "Resize", "sized", "relu", "", "lowered");
        });
  }

  /** What Shape says of such a value is not the shape that ONNX Runtime computes. */
  @Test
  void content_windowOfTwoSizes_isRefused() throws IOException {
    String padding = "node 'deep' (Conv): auto_pad SAME_UPPER goes with neither pads nor dilations";
    assertRefused(
        folder, padding, graph -> node(graph, "deep").addAttribute(wholes("dilations", 2, 2)));
    assertRefused(
        folder, padding, graph -> node(graph, "deep").addAttribute(wholes("pads", 0, 0, 0, 1)));
    assertRefused(
        folder,
        "node 'pool' (MaxPool): ceil_mode: the last window begins outside a side of 24",
        graph ->
            node(graph, "pool")
                .clearAttribute()
                .addAttribute(wholes("kernel_shape", 1, 1))
                .addAttribute(wholes("strides", 3, 3))
                .addAttribute(whole("ceil_mode", 1)));
  }

  @Test
  void requireBounded_sideThatFloat32Rounds_isRefused() throws IOException {
    Onnx.ModelProto.Builder model = detector("height", "width");
    Onnx.GraphProto.Builder graph = model.getGraphBuilder().clearNode();
    append(graph, "MaxPool", "boxes", "input")
        .addAttribute(wholes("kernel_shape", 1, 1))
        .addAttribute(whole("ceil_mode", 1));
    append(graph, "GlobalAveragePool", "whole", "boxes");
    Path file = Files.write(folder.resolve("detector.onnx"), model.build().toByteArray());
    ForeignOnnx read = ForeignOnnx.read(file);
    read.requireBounded(List.of(1L, 3L, 1L << 23, 1L));
    List<Long> longer = List.of(1L, 3L, (1L << 23) + 1, 1L);
    var thrown = assertThrows(InvalidDataException.class, () -> read.requireBounded(longer));
    assertTrue(
        thrown.getMessage().contains("ceil_mode: a side of 8388609 is longer than 8388608"),
        thrown.getMessage());
  }

  /** ONNX Runtime makes as many parts as the attribute says, and writes past them. */
  @Test
  void content_splitIntoOtherThanItsOutputs_isRefused() throws IOException {
    assertRefused(
        folder,
        "node 'some' (Split): num_outputs is 2 but the node has 3 outputs",
        graph ->
            append(graph, "Split", "some", "relu")
                .addOutput("more")
                .addOutput("last")
                .addAttribute(whole("axis", 1))
                .addAttribute(whole("num_outputs", 2)));
  }
}
