package org.wingloss.model.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wingloss.model.file.Models;
import org.wingloss.model.network.ModelDescription;
import org.wingloss.model.network.NetworkSpec;
import org.wingloss.model.network.Networks;
import org.wingloss.model.onnx.OnnxExport;
import org.wingloss.model.onnx.OnnxParity;
import org.wingloss.model.weights.Tensor;
import org.wingloss.model.weights.Weights;

class FoldedLayersTest {
  static Stream<NetworkSpec> networks() {
    return Networks.oneOfEach();
  }

  @ParameterizedTest
  @MethodSource("networks")
  void of_everyFamily_hasNoBatchNormalisationAndNoTensorOfOne(NetworkSpec network) {
    List<Layer> layers = network.layers(5);
    FoldedLayers folded = FoldedLayers.of(layers, Models.weights(network, 5, 3));
    Set<String> names =
        Layers.rows(folded.layers(), new Extent(3, network.inputSize(), network.inputSize()))
            .stream()
            .map(LayerRow::description)
            .collect(Collectors.toSet());
    assertFalse(names.contains("batch norm"), names.toString());
    assertEquals(List.of(), folded.weights().mismatches(Layers.tensors(folded.layers())));
  }

  /** The training engine has the original, ONNX Runtime the weights that were folded. */
  @ParameterizedTest
  @MethodSource("networks")
  void unfolded_everyFamily_isTheSameFunction(NetworkSpec network) {
    ModelDescription description = Models.description(network, Models.FIVE);
    Weights weights = Models.weights(network, 5, 4);
    Weights unfolded = FoldedLayers.of(network.layers(5), weights).unfolded(network.layers(5));
    assertEquals(List.of(), unfolded.mismatches(network.tensors(5)));
    byte[] onnx = OnnxExport.write(description, unfolded, OnnxExport.Form.FLOAT);
    OnnxParity parity =
        OnnxParity.measure(description, weights, onnx, OnnxExport.Form.FLOAT, 9, 1, 3, 8);
    assertTrue(parity.holds(), network.line() + ": " + parity);
  }

  @ParameterizedTest
  @MethodSource("networks")
  void of_unfolded_isTheSameButForTheLastBits(NetworkSpec network) {
    List<Layer> layers = network.layers(5);
    FoldedLayers once = FoldedLayers.of(layers, Models.weights(network, 5, 5));
    FoldedLayers twice = FoldedLayers.of(layers, once.unfolded(layers));
    assertEquals(once.layers(), twice.layers());
    once.weights()
        .tensors()
        .forEach(
            (name, tensor) -> {
              Tensor again = twice.weights().get(name);
              for (int i = 0; i < tensor.size(); i++) {
                assertEquals(tensor.get(i), again.get(i), 3e-7 * Math.abs(tensor.get(i)), name);
              }
            });
  }
}
