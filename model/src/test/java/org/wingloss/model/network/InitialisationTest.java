package org.wingloss.model.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.wingloss.model.layer.Convolution;
import org.wingloss.model.layer.Layer;
import org.wingloss.model.layer.Layers;
import org.wingloss.model.layer.Linear;
import org.wingloss.model.weights.TensorSpec;
import org.wingloss.model.weights.Weights;

/**
 * A convolution with fan-in 8·3·3 = 72 and fan-out 200·3·3 = 1800, and a fully connected layer with
 * fan-in 800 and fan-out 300.
 */
class InitialisationTest {
  private static final List<Layer> LAYERS =
      List.of(Convolution.same3x3("conv", 8, 200), new Linear("fc", 800, 300));

  /** What the weight and the bias of the convolution follow, then those of the other layer. */
  private static List<Consumer<float[]>> expected(Initialisation initialisation) {
    return switch (initialisation) {
      case MATCONVNET -> List.of(normal(2.0 / 72), zero(200), normal(2.0 / 800), zero(300));
      case HE_FAN_OUT -> List.of(normal(2.0 / 1800), zero(200), normal(2.0 / 300), zero(300));
      case XAVIER -> List.of(uniform(6.0 / 1872), zero(200), uniform(6.0 / 1100), zero(300));
      case PYTORCH ->
          List.of(uniform(1.0 / 72), uniform(1.0 / 72), uniform(1.0 / 800), uniform(1.0 / 800));
    };
  }

  private static Consumer<float[]> zero(int length) {
    return values -> assertArrayEquals(new float[length], values);
  }

  /** N(0, variance): of so many numbers some lie beyond 3σ, where no U of this variance reaches. */
  private static Consumer<float[]> normal(double variance) {
    return values -> {
      assertMoments(variance, values);
      assertTrue(Networks.largest(values) > 3 * Math.sqrt(variance), "the largest");
    };
  }

  /** U(±bound), by the square of the bound; one number of so many comes within a tenth of it. */
  private static Consumer<float[]> uniform(double square) {
    return values -> {
      assertMoments(square / 3, values);
      assertEquals(0.95, Networks.largest(values) / Math.sqrt(square), 0.05 + 1e-6, "the largest");
    };
  }

  /** Mean 0 and this variance, to five standard errors. */
  private static void assertMoments(double variance, float[] values) {
    double sum = 0;
    double squares = 0;
    for (float value : values) {
      sum += value;
      squares += (double) value * value;
    }
    int n = values.length;
    assertEquals(0, sum / n, 5 * Math.sqrt(variance / n), "mean");
    assertEquals(variance, squares / n, 5 * variance * Math.sqrt(2.0 / n), "variance");
  }

  @ParameterizedTest
  @EnumSource(Initialisation.class)
  void prepare_everyInitialisation_drawsItsDistribution(Initialisation initialisation) {
    List<TensorSpec> tensors = Layers.tensors(LAYERS);
    List<Consumer<float[]>> expected = expected(initialisation);
    assertEquals(expected.size(), tensors.size());
    try (NDManager manager = NDManager.newBaseManager()) {
      Block block = Layers.block(LAYERS);
      initialisation.prepare(tensors, block, 1);
      block.initialize(manager, DataType.FLOAT32, new Shape(1, 8, 2, 2));
      Weights drawn = BlockWeights.read(tensors, block);
      for (int i = 0; i < tensors.size(); i++) {
        expected.get(i).accept(drawn.get(tensors.get(i).name()).values());
      }
    }
  }
}
