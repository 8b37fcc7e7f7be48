package org.wingloss.model.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import onnx.Onnx;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.format.StrictJson;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.io.Sha256;
import org.wingloss.model.file.ModelFile;
import org.wingloss.model.file.ModelZip;
import org.wingloss.model.file.Models;
import org.wingloss.model.network.NetworkSpec;
import org.wingloss.model.onnx.graph.OnnxGraph;
import org.wingloss.model.weights.Tensor;
import org.wingloss.model.weights.TensorSpec;
import org.wingloss.model.weights.Weights;

/**
 * Somebody's model whose ONNX file is another graph, with the hash to go with it. The landmarks are
 * those of the network's line and the weights: the graph in the file is not run.
 */
class OnnxNetworkTest {
  @TempDir Path folder;
  private Path model;
  private Landmarks expected;

  @BeforeEach
  void writeModel() {
    model = folder.resolve("model");
    ModelFile.write(
        model, Models.description(Models.SMALL, Models.FIVE), Models.weights(Models.SMALL, 5, 1));
    expected = landmarks(model);
  }

  /** Graphs that gave other numbers, ended the process, never ended, or took all memory. */
  private enum Graph {
    OTHER_NUMBERS,
    STRIDE_OF_ZERO,
    GROUP_OF_ZERO,
    ENDLESS_LOOP,
    CONSTANT_OF_FIVE_GIGABYTES,
    ANOTHER_INPUT_SIZE,
    OUTPUT_OF_DOUBLES,
    OUTPUT_OF_A_SEQUENCE,
    NO_OUTPUT,
    NO_GRAPH;

    byte[] content() throws IOException {
      String side = this == ANOTHER_INPUT_SIZE ? "16" : "32";
      OnnxGraph graph = new OnnxGraph("foreign", new Weights(Map.of()));
      String image = graph.input("image", OnnxGraph.Element.FLOAT32, "N", "3", side, side);
      String numbers = graph.constant("numbers", Tensor.of(List.of(1, 10), new float[10]));
      graph.output("landmarks", OnnxGraph.Element.FLOAT32, "N", "10");
      String kernel = graph.constant("kernel", Tensor.of(List.of(1, 3, 1, 1), 1, 1, 1));
      switch (this) {
        case STRIDE_OF_ZERO ->
            graph.node("Conv", "landmarks", List.of(image, kernel)).with("strides", 0, 0).add();
        case GROUP_OF_ZERO ->
            graph.node("Conv", "landmarks", List.of(image, kernel)).with("group", 0).add();
        case CONSTANT_OF_FIVE_GIGABYTES -> {
          String shape = graph.constant("shape", 1, 5L << 28);
          graph.node("ConstantOfShape", "landmarks", List.of(shape)).add();
        }
        case ENDLESS_LOOP -> graph.node("Loop", "landmarks", List.of("", "", numbers)).add();
        case OUTPUT_OF_DOUBLES ->
            graph.node("Cast", "landmarks", List.of(numbers)).with("to", 11).add();
        case OUTPUT_OF_A_SEQUENCE ->
            graph.node("SequenceConstruct", "landmarks", List.of(numbers)).add();
        case NO_OUTPUT -> graph.node("Identity", "other", List.of(numbers)).add();
        default -> graph.node("Identity", "landmarks", List.of(numbers)).add();
      }
      Onnx.ModelProto.Builder file = parsed(graph);
      Onnx.TypeProto.Builder output = file.getGraphBuilder().getOutputBuilder(0).getTypeBuilder();
      switch (this) {
        case ENDLESS_LOOP ->
            file.getGraphBuilder().getNodeBuilder(0).addAttribute(attribute("body", body()));
        case OUTPUT_OF_DOUBLES -> output.getTensorTypeBuilder().setElemType(11);
        case OUTPUT_OF_A_SEQUENCE -> {
          Onnx.TypeProto.Builder one = output.clone();
          output.getSequenceTypeBuilder().setElemType(one);
        }
        default -> {}
      }
      return this == NO_GRAPH ? new byte[0] : file.build().toByteArray();
    }

    /** A loop's body that always wants to go on. */
    private static Onnx.GraphProto body() throws IOException {
      OnnxGraph body = new OnnxGraph("body", new Weights(Map.of()));
      body.input("turn", OnnxGraph.Element.FLOAT32);
      body.input("on", OnnxGraph.Element.FLOAT32);
      body.input("numbers_in", OnnxGraph.Element.FLOAT32, "1", "10");
      body.node("Identity", "on_out", List.of("on")).add();
      body.node("Identity", "numbers_out", List.of("numbers_in")).add();
      body.output("on_out", OnnxGraph.Element.FLOAT32);
      body.output("numbers_out", OnnxGraph.Element.FLOAT32, "1", "10");
      Onnx.GraphProto.Builder graph = parsed(body).getGraphBuilder();
      graph.getInputBuilder(0).getTypeBuilder().getTensorTypeBuilder().setElemType(7);
      graph.getInputBuilder(1).getTypeBuilder().getTensorTypeBuilder().setElemType(9);
      graph.getOutputBuilder(0).getTypeBuilder().getTensorTypeBuilder().setElemType(9);
      return graph.build();
    }
  }

  private static Onnx.ModelProto.Builder parsed(OnnxGraph graph) throws IOException {
    return Onnx.ModelProto.parseFrom(graph.toBytes("test", "1", Map.of())).toBuilder();
  }

  private static Onnx.AttributeProto attribute(String name, Onnx.GraphProto graph) {
    return Onnx.AttributeProto.newBuilder()
        .setName(name)
        .setType(Onnx.AttributeProto.AttributeType.GRAPH)
        .setG(graph)
        .build();
  }

  @ParameterizedTest
  @EnumSource
  void localise_anotherGraphInTheModelsFile_isNotRun(Graph graph) throws IOException {
    replaceOnnx(graph.content());
    assertNotRun();
  }

  /** The numbers of another file came out as landmarks. */
  @ParameterizedTest
  @CsvSource({"/etc/passwd", "../secret.bin", "weights.safetensors"})
  void localise_numbersOfAnotherFile_areNotRead(String location) throws IOException {
    Files.write(folder.resolve("secret.bin"), new byte[40]);
    Onnx.ModelProto.Builder file =
        Onnx.ModelProto.parseFrom(Graph.OTHER_NUMBERS.content()).toBuilder();
    file.getGraphBuilder()
        .getInitializerBuilder(0)
        .clearRawData()
        .setDataLocation(Onnx.TensorProto.DataLocation.EXTERNAL)
        .addExternalData(
            Onnx.StringStringEntryProto.newBuilder().setKey("location").setValue(location));
    replaceOnnx(file.build().toByteArray());
    assertNotRun();
  }

  /** An earlier version's file is not what this one writes. */
  @Test
  void localise_onnxFileOfAnEarlierVersion_isTheSame() throws IOException {
    Onnx.ModelProto.Builder file =
        Onnx.ModelProto.parseFrom(Files.readAllBytes(model.resolve("model.onnx"))).toBuilder();
    file.setProducerVersion("0.0.1").setIrVersion(6).clearMetadataProps();
    replaceOnnx(file.build().toByteArray());
    assertNotRun();
  }

  /** Ten views of one face took four gigabytes with a model of 48 kB. */
  @Test
  void largestBatch_ofANetworkWithLargeLayers_isOneFace() {
    NetworkSpec large = NetworkSpec.of("cnn6(input=1024,widths=64-1-1-1-1,hidden=1)");
    Map<String, Tensor> zeros = new LinkedHashMap<>();
    for (TensorSpec tensor : large.tensors(5)) {
      zeros.put(tensor.name(), Tensor.of(tensor.shape(), new float[(int) tensor.size()]));
    }
    ModelFile.write(model, Models.description(large, Models.FIVE), new Weights(zeros));
    try (OnnxNetwork network = OnnxNetwork.of(ModelFile.open(model), 1)) {
      assertEquals(1, network.largestBatch());
    }
  }

  private void replaceOnnx(byte[] content) throws IOException {
    Files.write(model.resolve("model.onnx"), content);
    Path json = model.resolve("model.json");
    ObjectNode description = (ObjectNode) StrictJson.mapper().readTree(json.toFile());
    ((ObjectNode) description.get("files").get("model.onnx"))
        .put("bytes", content.length)
        .put("sha256", Sha256.of(content).hex());
    Files.writeString(json, description.toString());
  }

  private void assertNotRun() {
    assertEquals(expected, landmarks(model));
    Path zip = folder.resolve("model.zip");
    ModelZip.write(model, zip);
    assertEquals(expected, landmarks(zip));
  }

  private static Landmarks landmarks(Path model) {
    RgbImage image = new RgbImage(60, 60);
    new SplittableRandom(4).nextBytes(image.rgb());
    try (Localiser localiser = Localiser.open(model)) {
      return localiser.localise(image, new Box(5, 5, 50, 50)).landmarks();
    }
  }
}
