package org.wingloss.model.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import onnx.Onnx;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.synthetic.SyntheticFaces;
import org.wingloss.model.file.ModelFile;
import org.wingloss.model.file.Models;
import org.wingloss.model.network.ModelDescription;
import org.wingloss.model.network.NetworkSpec;
import org.wingloss.model.network.Networks;
import org.wingloss.model.onnx.graph.Quantisation;
import org.wingloss.model.weights.Tensor;
import org.wingloss.model.weights.Weights;

/** Networks in 8 bits, from the calibration to ONNX Runtime's integer kernels. */
class QuantisedExportTest {
  private static final int FACES = 24;

  static Stream<NetworkSpec> networks() {
    return Networks.oneOfEach();
  }

  /** Synthetic faces that fill their crops. */
  private static List<RgbImage> crops(int size) {
    SyntheticFaces faces = new SyntheticFaces(2);
    return IntStream.range(0, FACES).mapToObj(i -> faces.face(i, size).image()).toList();
  }

  private static ModelDescription quantised(
      ModelDescription description, Weights weights, List<RgbImage> crops) {
    return description.withQuantisation(
        Calibration.of(description, weights, crops, "synthetic faces"));
  }

  /** Random weights are harder than trained ones, so the bound is wider than an export's. */
  @ParameterizedTest
  @MethodSource("networks")
  void write_everyFamilyInBothForms_isCloseToTheEngine(NetworkSpec network) throws IOException {
    Weights weights = Models.weights(network, 5, 5);
    List<RgbImage> crops = crops(network.inputSize());
    ModelDescription description =
        quantised(Models.description(network, Models.FIVE), weights, crops);
    for (OnnxExport.Form form : OnnxExport.Form.values()) {
      byte[] onnx = OnnxExport.write(description, weights, form);
      assertArrayEquals(Onnx.ModelProto.parseFrom(onnx).toByteArray(), onnx);
      OnnxParity parity = OnnxParity.measure(description, weights, onnx, form, crops, 1, 3);
      assertTrue(
          parity.mean() <= 0.02 * network.inputSize(), network.line() + " " + form + ": " + parity);
    }
  }

  @Test
  void write_builtInModel_isWithinTheToleranceOfAnExport() {
    ModelFile standard = ModelFile.standard();
    int size = standard.description().network().inputSize();
    Weights weights = standard.weights();
    List<RgbImage> crops = crops(size);
    ModelDescription description = quantised(standard.description(), weights, crops);
    byte[] onnx = OnnxExport.write(description, weights, OnnxExport.Form.UINT8);
    OnnxParity parity =
        OnnxParity.measure(description, weights, onnx, OnnxExport.Form.UINT8, crops, 1, 3);
    assertTrue(parity.holdsOnAverage(size), parity.toString());
    assertFalse(parity.holds(), "nothing was rounded: " + parity);
    byte[] floats = OnnxExport.write(standard.description(), weights, OnnxExport.Form.UINT8);
    assertTrue(onnx.length < 0.3 * floats.length, onnx.length + " of " + floats.length);
  }

  /** Pictures as decoded take another way through the first layers, to the same numbers. */
  @ParameterizedTest
  @MethodSource("networks")
  void write_pictureAsDecoded_isTheSameAsNumbers(NetworkSpec network) throws OrtException {
    Weights weights = Models.weights(network, 5, 9);
    List<RgbImage> crops = crops(network.inputSize());
    ModelDescription description =
        quantised(Models.description(network, Models.FIVE), weights, crops);
    byte[] numbers = OnnxExport.write(description, weights, OnnxExport.Form.FLOAT);
    byte[] bytes = OnnxExport.write(description, weights, OnnxExport.Form.UINT8);
    for (RgbImage crop : crops.subList(0, 4)) {
      float[] vector = outputs(numbers, OnnxExport.Form.FLOAT, OptLevel.ALL_OPT, crop);
      float[] pairs = outputs(bytes, OnnxExport.Form.UINT8, OptLevel.ALL_OPT, crop);
      for (int i = 0; i < 5; i++) {
        assertEquals(vector[i], pairs[2 * i], 1e-3f, network.line());
        assertEquals(vector[5 + i], pairs[2 * i + 1], 1e-3f, network.line());
      }
    }
  }

  /** The definition of the operators on one side, ONNX Runtime's integer kernels on the other. */
  @ParameterizedTest
  @MethodSource("networks")
  void write_integerKernels_computeWhatThePairsSay(NetworkSpec network) throws OrtException {
    Weights weights = Models.weights(network, 5, 6);
    List<RgbImage> crops = crops(network.inputSize());
    ModelDescription description =
        quantised(Models.description(network, Models.FIVE), weights, crops);
    byte[] onnx = OnnxExport.write(description, weights, OnnxExport.Form.FLOAT);
    float[] defined = outputs(onnx, OnnxExport.Form.FLOAT, OptLevel.NO_OPT, crops.get(0));
    float[] fast = outputs(onnx, OnnxExport.Form.FLOAT, OptLevel.ALL_OPT, crops.get(0));
    // Values that lie half-way between two steps may be rounded to either, and random weights make
    // much of it.
    double difference =
        IntStream.range(0, fast.length)
            .mapToDouble(i -> Math.abs(defined[i] - fast[i]))
            .average()
            .orElseThrow();
    assertTrue(difference <= 0.02 * network.inputSize(), network.line() + ": " + difference);
  }

  private static float[] outputs(byte[] onnx, OnnxExport.Form form, OptLevel level, RgbImage crop)
      throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setOptimizationLevel(level);
      try (OrtSession session = environment.createSession(onnx, options);
          OnnxTensor input =
              new CropMemory(form, crop.width()).fill(List.of(crop.values())).tensor(environment);
          OrtSession.Result result = session.run(Map.of(OnnxExport.INPUT, input))) {
        FloatBuffer values = ((OnnxTensor) result.get(0)).getFloatBuffer();
        float[] vector = new float[values.remaining()];
        values.get(vector);
        return vector;
      }
    }
  }

  @Test
  void write_layerNotNamed_staysInFloat() throws IOException {
    Weights weights = Models.weights(Models.SMALL, 5, 7);
    ModelDescription description = Models.description(Models.SMALL, Models.FIVE);
    Quantisation all = Calibration.of(description, weights, crops(32), "synthetic faces");
    Map<String, Quantisation.Step> fewer = new TreeMap<>(all.activations());
    assertFalse(fewer.containsKey("fc2"), "the last layer is in 8 bits");
    fewer.remove("fc1");
    List<String> before = integers(description.withQuantisation(all), weights);
    List<String> after =
        integers(description.withQuantisation(new Quantisation(fewer, "")), weights);
    assertTrue(before.contains("fc1.weight.whole"), before.toString());
    assertEquals(before.stream().filter(name -> !name.startsWith("fc1.")).toList(), after);
  }

  /** The stem that is packed for pictures has no ReLU: bytes that are not below 0 stand for it. */
  @Test
  void write_firstConvolutionNotNamed_isTheSameForPicturesAndNumbers() throws OrtException {
    Weights weights = Models.weights(Models.SMALL, 5, 7);
    ModelDescription description = Models.description(Models.SMALL, Models.FIVE);
    List<RgbImage> crops = crops(32);
    Quantisation all = Calibration.of(description, weights, crops, "synthetic faces");
    Map<String, Quantisation.Step> fewer = new TreeMap<>(all.activations());
    String first = description.network().layers(5).get(0).name();
    assertNotNull(fewer.remove(first), first);
    ModelDescription without = description.withQuantisation(new Quantisation(fewer, ""));
    byte[] numbers = OnnxExport.write(without, weights, OnnxExport.Form.FLOAT);
    byte[] bytes = OnnxExport.write(without, weights, OnnxExport.Form.UINT8);
    float[] vector = outputs(numbers, OnnxExport.Form.FLOAT, OptLevel.ALL_OPT, crops.get(0));
    float[] pairs = outputs(bytes, OnnxExport.Form.UINT8, OptLevel.ALL_OPT, crops.get(0));
    for (int i = 0; i < 5; i++) {
      assertEquals(vector[i], pairs[2 * i], 1e-3f);
      assertEquals(vector[5 + i], pairs[2 * i + 1], 1e-3f);
    }
  }

  /** Weights of nearly nothing make steps so small that the bias would not fit into 32 bits. */
  @Test
  void write_deadChannelWithABias_keepsTheBias() throws IOException {
    Weights drawn = Models.weights(Models.SMALL, 5, 7);
    Map<String, Tensor> tensors = new LinkedHashMap<>(drawn.tensors());
    float[] weight = drawn.get("fc1.weight").values();
    float[] bias = drawn.get("fc1.bias").values();
    Arrays.fill(weight, 0, weight.length / bias.length, 1e-9f);
    bias[0] = 0.5f;
    tensors.put("fc1.weight", Tensor.of(drawn.get("fc1.weight").shape(), weight));
    tensors.put("fc1.bias", Tensor.of(drawn.get("fc1.bias").shape(), bias));
    Weights dead = new Weights(tensors);
    ModelDescription description =
        quantised(Models.description(Models.SMALL, Models.FIVE), dead, crops(32));
    byte[] onnx = OnnxExport.write(description, dead, OnnxExport.Form.FLOAT);
    Map<String, Onnx.TensorProto> constants =
        Onnx.ModelProto.parseFrom(onnx).getGraph().getInitializerList().stream()
            .collect(Collectors.toMap(Onnx.TensorProto::getName, tensor -> tensor));
    int whole =
        constants
            .get("fc1.bias.whole")
            .getRawData()
            .asReadOnlyByteBuffer()
            .order(ByteOrder.LITTLE_ENDIAN)
            .getInt();
    float scale =
        constants
            .get("fc1.bias.scale")
            .getRawData()
            .asReadOnlyByteBuffer()
            .order(ByteOrder.LITTLE_ENDIAN)
            .getFloat();
    assertEquals(0.5, (double) whole * scale, 0.005);
  }

  private static List<String> integers(ModelDescription description, Weights weights)
      throws IOException {
    byte[] onnx = OnnxExport.write(description, weights, OnnxExport.Form.FLOAT);
    return Onnx.ModelProto.parseFrom(onnx).getGraph().getInitializerList().stream()
        .map(Onnx.TensorProto::getName)
        .filter(name -> name.endsWith(".whole"))
        .toList();
  }

  @Test
  void of_noCrops_isRefused() {
    ModelDescription description = Models.description(Models.SMALL, Models.FIVE);
    Weights weights = Models.weights(Models.SMALL, 5, 8);
    assertThrows(
        IllegalArgumentException.class,
        () -> Calibration.of(description, weights, List.of(), "nothing"));
  }
}
