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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wingloss.model.network.BlockWeights;
import org.wingloss.model.network.Initialisation;
import org.wingloss.model.network.NetworkSpec;
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

  @Test
  void requireClose_answersOffByAQuarterOfWhatPicturesChange_namesNetworkAndSizes() {
    double[][] right = {{10, -20}, {10, -24}};
    var thrown =
        assertThrows(
            InvalidRecipeException.class,
            () -> EngineCheck.requireClose("cnn6", new double[][] {{10, -20}, {10, -23.5}}, right));
    assertEquals(
        "the engine computes cnn6 wrongly on this machine: its float32 outputs differ from float64"
            + " by up to 0.500 px, and other pictures change them by no more than 2.00 px; take"
            + " another network, other widths or another machine",
        thrown.getMessage());
  }

  /** A mean shape in the last bias, or maps that begin flat, must not make an error look small. */
  @Test
  void requireClose_whatAllAnswersShare_countsForNothing() {
    double[][] right = {{1000.1}, {1000.2}};
    assertThrows(
        InvalidRecipeException.class,
        () -> EngineCheck.requireClose("cnn6", new double[][] {{1000.2}, {1000.1}}, right));
    EngineCheck.requireClose("cnn6", new double[][] {{1000.101}, {1000.199}}, right);
  }

  @Test
  void requireClose_notANumber_isRefused() {
    var thrown =
        assertThrows(
            InvalidRecipeException.class,
            () ->
                EngineCheck.requireClose(
                    "cnn6", new double[][] {{Double.NaN}, {1}}, new double[][] {{1}, {2}}));
    assertTrue(thrown.getMessage().contains("cnn6 wrongly"), thrown.getMessage());
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
