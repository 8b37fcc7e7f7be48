package org.wingloss.training.loop;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wingloss.model.layer.Layers;
import org.wingloss.model.network.BlockWeights;
import org.wingloss.model.network.DetectionNetwork;
import org.wingloss.model.network.Initialisation;
import org.wingloss.model.network.NetworkSpec;
import org.wingloss.model.torchscript.TorchScriptGraph.Precision;
import org.wingloss.model.weights.Tensor;
import org.wingloss.model.weights.TensorSpec;
import org.wingloss.model.weights.Weights;
import org.wingloss.training.InvalidRecipeException;

class EngineCheckTest {
  private static final int LANDMARKS = 5;

  @ParameterizedTest
  @ValueSource(
      strings = {Trainings.TINY, "cnn6", "light(input=32,stem=16,widths=32-48)", "hourglass"})
  void require_networksOfThisEngine_areComputedRightly(String line) {
    NetworkSpec network = NetworkSpec.of(line);
    assertDoesNotThrow(
        () -> EngineCheck.require(network, LANDMARKS, drawn(network), 32, Device.cpu()));
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "BFLOAT16"})
  void require_detector_isComputedRightly(Precision precision) {
    assertDoesNotThrow(
        () -> requireDetector(DetectionNetwork.DEFAULT, 16, precision, UnaryOperator.identity()));
  }

  /** Its rounding adds up over the layers, and few scenes change the answers less. */
  @Test
  void require_deepDetectorAndFewScenesInBfloat16_isComputedRightly() {
    var network = DetectionNetwork.of("detection(widths=40-80,depth=16)");
    assertDoesNotThrow(
        () -> requireDetector(network, 2, Precision.BFLOAT16, UnaryOperator.identity()));
  }

  @Test
  void require_detectorWithAWeightThatIsNotANumber_isRefused() {
    var thrown =
        assertThrows(
            InvalidRecipeException.class,
            () ->
                requireDetector(
                    DetectionNetwork.DEFAULT, 16, Precision.FLOAT32, EngineCheckTest::withNan));
    assertTrue(thrown.getMessage().contains("detection wrongly"), thrown.getMessage());
  }

  /** Some scenes of 64 pixels. */
  private static void requireDetector(
      DetectionNetwork network, int scenes, Precision precision, UnaryOperator<Weights> change) {
    try (NDManager manager = NDManager.newBaseManager()) {
      Block block = Layers.block(network.layers());
      List<TensorSpec> specs = Layers.tensors(network.layers());
      Initialisation.MATCONVNET.prepare(specs, block, 1);
      block.initialize(manager, DataType.FLOAT32, new Shape(1, 3, 64, 64));
      EngineCheck.require(
          network.line(),
          network.layers(),
          precision,
          change.apply(BlockWeights.read(specs, block)),
          EngineCheck.pictures(scenes, 64, manager).transpose(0, 3, 1, 2));
    }
  }

  private static Weights withNan(Weights weights) {
    Map<String, Tensor> tensors = new LinkedHashMap<>(weights.tensors());
    tensors.computeIfPresent(
        DetectionNetwork.LAST + ".bias",
        (name, bias) -> {
          float[] values = bias.values().clone();
          values[0] = Float.NaN;
          return Tensor.of(bias.shape(), values);
        });
    return new Weights(tensors);
  }

  @Test
  void requireClose_answersOffByAQuarterOfWhatPicturesChange_namesNetworkAndSizes() {
    double[][] right = {{10, -20}, {10, -24}};
    var thrown =
        assertThrows(
            InvalidRecipeException.class,
            () -> requireClose(new double[][] {{10, -20}, {10, -23.5}}, right));
    assertEquals(
        "the engine computes cnn6 wrongly on this machine: its outputs differ from those in float64"
            + " by up to 0.500, and other pictures change them by no more than 2.00; take another"
            + " network, other widths or another machine",
        thrown.getMessage());
  }

  /** A mean shape in the last bias, or maps that begin flat, must not make an error look small. */
  @Test
  void requireClose_whatAllAnswersShare_countsForNothing() {
    double[][] right = {{1000.1}, {1000.2}};
    assertThrows(
        InvalidRecipeException.class,
        () -> requireClose(new double[][] {{1000.2}, {1000.1}}, right));
    requireClose(new double[][] {{1000.101}, {1000.199}}, right);
  }

  @Test
  void requireClose_notANumber_isRefused() {
    var thrown =
        assertThrows(
            InvalidRecipeException.class,
            () -> requireClose(new double[][] {{Double.NaN}, {1}}, new double[][] {{1}, {2}}));
    assertTrue(thrown.getMessage().contains("cnn6 wrongly"), thrown.getMessage());
  }

  private static void requireClose(double[][] single, double[][] twice) {
    EngineCheck.requireClose("cnn6", single, twice, EngineCheck.TOLERANCE);
  }

  private static Weights drawn(NetworkSpec network) {
    try (NDManager manager = NDManager.newBaseManager()) {
      Block block = network.block(LANDMARKS);
      Initialisation.MATCONVNET.prepare(network, LANDMARKS, block, 1);
      int size = network.inputSize();
      block.initialize(manager, DataType.FLOAT32, new Shape(1, 3, size, size));
      return BlockWeights.read(network, LANDMARKS, block);
    }
  }
}
