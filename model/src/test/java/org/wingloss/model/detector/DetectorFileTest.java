package org.wingloss.model.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import onnx.Onnx;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.image.RgbImage;
import org.wingloss.model.onnx.graph.OnnxGraph;
import org.wingloss.model.weights.Tensor;
import org.wingloss.model.weights.Weights;

/** Files with a known detector's names that are something else: a sentence, and nothing is run. */
class DetectorFileTest {
  private static final int INT64 = 7;
  private static final int DOUBLE = 11;

  @TempDir Path folder;

  /** YuNet of 2021 on 64 pixels, which finds nothing. */
  private static Onnx.ModelProto.Builder detector() throws IOException {
    OnnxGraph graph = new OnnxGraph("detector", new Weights(Map.of()));
    String input = graph.input("input", OnnxGraph.Element.FLOAT32, "1", "3", "64", "64");
    int cells = 235;
    Map<String, Integer> values = Map.of("loc", 14, "conf", 2, "iou", 1);
    for (String name : List.of("loc", "conf", "iou")) {
      int each = values.get(name);
      Tensor zeros = Tensor.of(List.of(1, cells, each), new float[cells * each]);
      String constant = graph.constant(name + ".constant", zeros);
      graph.node("Identity", name, List.of(constant)).add();
      graph.output(name, OnnxGraph.Element.FLOAT32, "1", "235", Integer.toString(each));
    }
    String kernel = graph.constant("kernel", Tensor.of(List.of(1, 3, 1, 1), 1, 1, 1));
    graph.node("Conv", "seen", List.of(input, kernel)).with("group", 1).add();
    return Onnx.ModelProto.parseFrom(graph.toBytes("test", "1", Map.of())).toBuilder();
  }

  private List<FaceDetector.Detection> detections(Onnx.ModelProto.Builder model)
      throws IOException {
    Path file = folder.resolve("detector.onnx");
    Files.write(file, model.build().toByteArray());
    try (FaceDetector detector = FaceDetector.open(file)) {
      return detector.detect(new RgbImage(64, 64));
    }
  }

  private void refused(String message, Onnx.ModelProto.Builder model) {
    var thrown = assertThrows(InvalidDataException.class, () -> detections(model));
    assertTrue(thrown.getMessage().contains(message), thrown.getMessage());
    assertEquals(1, thrown.getMessage().lines().count(), thrown.getMessage());
  }

  @Test
  void detect_soundFile_findsNothing() throws IOException {
    assertEquals(List.of(), detections(detector()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2 32 | 'loc' should have 1624 numbers but has 3290",
        "2 5000 | an input side of 5000 pixels is too large",
        "1 1 | should have shape (1, 3, height, width)",
        "0 2 | its input has the shape [2, 3, 64, 64] where [1, 3, 64, 64] is needed",
      })
  void open_inputOfAnotherSize_isRefused(String change, String message) throws IOException {
    String[] sideAndValue = change.split(" ", -1);
    Onnx.ModelProto.Builder model = detector();
    model
        .getGraphBuilder()
        .getInputBuilder(0)
        .getTypeBuilder()
        .getTensorTypeBuilder()
        .getShapeBuilder()
        .getDimBuilder(Integer.parseInt(sideAndValue[0]))
        .setDimValue(Long.parseLong(sideAndValue[1]));
    refused(message, model);
  }

  /** Names come from the file: they must not write lines of their own. */
  @Test
  void open_namesWithControlCharacters_areShownOnOneLine() throws IOException {
    Onnx.ModelProto.Builder layout = detector();
    layout.getGraphBuilder().getOutputBuilder(0).setName("lo\nc");
    layout.getGraphBuilder().getNodeBuilder(0).setOutput(0, "lo\nc");
    refused("but found lo?c, conf, iou", layout);
    Onnx.ModelProto.Builder input = detector();
    input.getGraphBuilder().getNodeBuilder(3).setInput(0, "in\nput");
    input.getGraphBuilder().getInputBuilder(0).setName("in\nput");
    input
        .getGraphBuilder()
        .getInputBuilder(0)
        .getTypeBuilder()
        .getTensorTypeBuilder()
        .getShapeBuilder()
        .getDimBuilder(1)
        .setDimValue(1);
    refused("input 'in?put' should have shape", input);
    Onnx.ModelProto.Builder type = detector();
    type.getGraphBuilder().getNodeBuilder(3).setOutput(0, "se\nen");
    type.getGraphBuilder()
        .addOutput(type.getGraphBuilder().getOutput(0).toBuilder().setName("se\nen"));
    type.getGraphBuilder()
        .getOutputBuilder(3)
        .getTypeBuilder()
        .getTensorTypeBuilder()
        .setElemType(DOUBLE);
    refused("is not a usable ONNX file", type);
  }

  @Test
  void open_groupOfZero_isRefused() throws IOException {
    Onnx.ModelProto.Builder model = detector();
    model.getGraphBuilder().getNodeBuilder(3).getAttributeBuilder(0).setI(0);
    refused("node 'seen' (Conv): group must be from 1 to 65536 but is 0", model);
  }

  /** What comes out is no tensor of float32. */
  private enum Output {
    OF_DOUBLES("node 'iou' (Cast): elements of type 11 are not read"),
    OF_WHOLE_NUMBERS("'iou' should have 235 numbers but has none"),
    SAID_TO_BE_OF_DOUBLES("is not a usable ONNX file"),
    A_SEQUENCE("node 'iou' (SequenceConstruct): the operator is not on the list"),
    SAID_TO_BE_A_SEQUENCE("its value 'iou' is no tensor");

    private final String message;

    Output(String message) {
      this.message = message;
    }

    Onnx.ModelProto.Builder model() throws IOException {
      Onnx.ModelProto.Builder model = detector();
      Onnx.NodeProto.Builder node = model.getGraphBuilder().getNodeBuilder(2);
      Onnx.TypeProto.Builder type = model.getGraphBuilder().getOutputBuilder(2).getTypeBuilder();
      switch (this) {
        case OF_DOUBLES -> node.setOpType("Cast").addAttribute(attribute("to", DOUBLE));
        case OF_WHOLE_NUMBERS -> {
          node.setOpType("Cast").addAttribute(attribute("to", INT64));
          type.getTensorTypeBuilder().setElemType(INT64);
        }
        case SAID_TO_BE_OF_DOUBLES -> type.getTensorTypeBuilder().setElemType(DOUBLE);
        case A_SEQUENCE -> node.setOpType("SequenceConstruct");
        case SAID_TO_BE_A_SEQUENCE -> {
          Onnx.TypeProto.Builder one = type.clone();
          type.getSequenceTypeBuilder().setElemType(one);
        }
      }
      return model;
    }

    private static Onnx.AttributeProto attribute(String name, long value) {
      return Onnx.AttributeProto.newBuilder()
          .setName(name)
          .setType(Onnx.AttributeProto.AttributeType.INT)
          .setI(value)
          .build();
    }
  }

  @ParameterizedTest
  @EnumSource
  void detect_outputThatIsNoFloat32_isRefused(Output output) throws IOException {
    refused(output.message, output.model());
  }
}
