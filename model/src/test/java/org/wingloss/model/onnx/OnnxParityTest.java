package org.wingloss.model.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import onnx.Onnx;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.model.file.Models;
import org.wingloss.model.network.ModelDescription;
import org.wingloss.model.network.NetworkSpec;
import org.wingloss.model.network.Networks;
import org.wingloss.model.weights.Storage;
import org.wingloss.model.weights.Tensor;
import org.wingloss.model.weights.Weights;

class OnnxParityTest {
  static Stream<NetworkSpec> networks() {
    return Networks.oneOfEach();
  }

  @ParameterizedTest
  @MethodSource("networks")
  void onnx_hundredCropsInBatchesOfOneThreeEight_equalsTheEngine(NetworkSpec network)
      throws IOException {
    for (OnnxExport.Form form : OnnxExport.Form.values()) {
      check(network, Models.FIVE, form, 100);
    }
  }

  @Test
  void onnx_cnn6OfThePaper_equalsTheEngine() throws IOException {
    check(NetworkSpec.of("cnn6"), LandmarkScheme.of("300w-68"), OnnxExport.Form.FLOAT, 100);
  }

  @Tag("long")
  @ParameterizedTest
  @ValueSource(strings = {"cnn6-doubled", "cnn7", "resnet50", "light", "hourglass"})
  void onnx_networksInFullSize_equalTheEngine(String line) throws IOException {
    check(NetworkSpec.of(line), LandmarkScheme.of("300w-68"), OnnxExport.Form.FLOAT, 100);
  }

  private static void check(
      NetworkSpec network, LandmarkScheme scheme, OnnxExport.Form form, int crops)
      throws IOException {
    ModelDescription description = Models.description(network, scheme);
    Weights weights = Models.weights(network, scheme.count(), 5);
    byte[] onnx = OnnxExport.write(description, weights, form);
    assertArrayEquals(Onnx.ModelProto.parseFrom(onnx).toByteArray(), onnx);
    OnnxParity parity = OnnxParity.measure(description, weights, onnx, form, crops, 1, 3, 8);
    assertTrue(parity.crops() >= crops, parity.toString());
    assertTrue(parity.holds(), network.line() + " " + form + ": " + parity);
  }

  @Test
  void onnx_fixedBatch_answersThatBatch() {
    ModelDescription description = Models.description(Models.SMALL, Models.FIVE);
    Weights weights = Models.weights(Models.SMALL, 5, 6);
    byte[] onnx = OnnxExport.write(description, weights, OnnxExport.Form.UINT8, 3, Storage.FLOAT32);
    assertTrue(OnnxParity.measure(description, weights, onnx, OnnxExport.Form.UINT8, 6, 3).holds());
  }

  /** Every weight is off by at most 1 / 2048 of itself. */
  @ParameterizedTest
  @MethodSource("networks")
  void onnx_weightsOf16Bits_areWithinTheToleranceOfTheMean(NetworkSpec network) {
    ModelDescription description = Models.description(network, Models.FIVE);
    Weights weights = Models.weights(network, 5, 8);
    byte[] onnx = OnnxExport.write(description, weights, OnnxExport.Form.FLOAT, 0, Storage.FLOAT16);
    OnnxParity parity =
        OnnxParity.measure(description, weights, onnx, OnnxExport.Form.FLOAT, 20, 1, 3);
    assertTrue(parity.holdsOnAverage(network.inputSize()), network.line() + ": " + parity);
    assertTrue(parity.mean() > 0, "nothing was rounded");
  }

  @Test
  void measure_oneWeightMoved_isSeen() {
    ModelDescription description = Models.description(Models.SMALL, Models.FIVE);
    Weights weights = Models.weights(Models.SMALL, 5, 7);
    Map<String, Tensor> moved = new LinkedHashMap<>(weights.tensors());
    float[] bias = weights.get("fc2.bias").values();
    bias[9] += 0.01f;
    moved.put("fc2.bias", Tensor.of(weights.get("fc2.bias").shape(), bias));
    byte[] onnx = OnnxExport.write(description, new Weights(moved), OnnxExport.Form.FLOAT);
    OnnxParity parity = OnnxParity.measure(description, weights, onnx, OnnxExport.Form.FLOAT, 3, 1);
    assertFalse(parity.holds());
    assertEquals(0.01, parity.largest(), 1e-4);
  }
}
