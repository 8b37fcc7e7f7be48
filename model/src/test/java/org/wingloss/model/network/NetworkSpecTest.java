package org.wingloss.model.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.wingloss.model.layer.Convolution;
import org.wingloss.model.layer.Layer;
import org.wingloss.model.layer.Residual;
import org.wingloss.model.weights.TensorSpec;
import org.wingloss.model.weights.Weights;

/** The contract of every network. */
class NetworkSpecTest {
  static Stream<NetworkSpec> networks() {
    return Networks.oneOfEach();
  }

  @Test
  void family_everyPermittedType_isCovered() {
    List<Class<?>> covered = new ArrayList<>(networks().map(Object::getClass).toList());
    for (Class<?> type : NetworkSpec.class.getPermittedSubclasses()) {
      assertTrue(covered.contains(type), type + " has no row in this test");
    }
  }

  @ParameterizedTest
  @CsvSource({"19, 3705702", "29, 3726202", "68, 3806152", "98, 3867652"})
  void cnn6_paper_hasThePublishedParameters(int landmarks, long expected) {
    assertEquals(expected, Cnn6.PAPER.parameters(landmarks));
  }

  @Test
  void cnn6_paper_hasThePublishedCost() {
    // 64²·27·32 + 4·18,874,368 + 2048·1024 + 1024·38, which the paper's reader counts as 81.2 M.
    assertEquals(81_172_480, Cnn6.PAPER.multiplyAdds(19));
  }

  @Test
  void resNet50_original_hasTorchvisionsParametersAndTheHead() {
    // torchvision's ResNet-50 has 25,557,032; the head adds 1000·136 + 136.
    assertEquals(25_557_032 + 136_136, ResNet50.DEFAULT.parameters(68));
    // torchvision states 4.089 G multiply-adds at 224 pixels.
    assertEquals(4089, ResNet50.DEFAULT.multiplyAdds(68) / 1_000_000);
  }

  @Test
  void light_default_costsLessThanCnn6() {
    assertTrue(LightNetwork.DEFAULT.multiplyAdds(68) < Cnn6.PAPER.multiplyAdds(68));
    assertTrue(LightNetwork.DEFAULT.parameters(68) < Cnn6.PAPER.parameters(68) / 2);
    assertEquals(69_959_680, LightNetwork.DEFAULT.multiplyAdds(68));
    assertEquals(1_787_800, LightNetwork.DEFAULT.parameters(68));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void line_readBack_isTheSameNetwork(NetworkSpec spec) {
    assertEquals(spec, NetworkSpec.of(spec.line()));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void block_shapesAndParameters_areThoseOfTheSpec(NetworkSpec spec) {
    try (NDManager manager = NDManager.newBaseManager()) {
      Block block = Networks.initialised(spec, 5, manager, 1);
      List<TensorSpec> tensors = spec.tensors(5);
      long learnt = 0;
      int i = 0;
      for (var parameter : block.getParameters().values()) {
        assertArrayEquals(
            tensors.get(i).shape().stream().mapToLong(Integer::longValue).toArray(),
            parameter.getArray().getShape().getShape(),
            tensors.get(i).name());
        assertEquals(tensors.get(i).role().isLearnt(), parameter.requiresGradient());
        learnt += parameter.requiresGradient() ? parameter.getArray().size() : 0;
        i++;
      }
      assertEquals(tensors.size(), i);
      assertEquals(spec.parameters(5), learnt);
      NDArray out = Networks.forward(block, Networks.input(spec, 2, manager, 3));
      assertEquals(new Shape(2, 10), out.getShape());
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void tensorNames_ofANetwork_areUnique(NetworkSpec spec) {
    List<String> names = spec.tensors(5).stream().map(TensorSpec::name).toList();
    assertEquals(names.size(), names.stream().distinct().count());
  }

  static Stream<NetworkSpec> channelsLast() {
    return networks().filter(NetworkSpec::channelsLast);
  }

  @ParameterizedTest
  @MethodSource("networks")
  void channelsLast_aNetwork_isChosenWhereNoConvolutionHasAStride(NetworkSpec spec) {
    assertEquals(!hasStride(spec.layers(5)), spec.channelsLast());
  }

  private static boolean hasStride(List<Layer> layers) {
    for (Layer layer : layers) {
      if (layer instanceof Convolution convolution && convolution.stride() > 1) {
        return true;
      }
      if (layer instanceof Residual residual
          && (hasStride(residual.body()) || hasStride(residual.shortcut()))) {
        return true;
      }
    }
    return false;
  }

  @ParameterizedTest
  @MethodSource("channelsLast")
  void output_channelsLastInput_equalsChannelsFirst(NetworkSpec spec) {
    try (NDManager manager = NDManager.newBaseManager()) {
      Block block = Networks.initialised(spec, 5, manager, 2);
      int size = spec.inputSize();
      float[] pixels = Networks.pixels(3 * size * size * 3, 7);
      NDArray last = manager.create(pixels, new Shape(3, size, size, 3)).transpose(0, 3, 1, 2);
      NDArray first = manager.create(planes(pixels, 3, size), new Shape(3, 3, size, size));
      assertArrayEquals(first.toFloatArray(), last.toFloatArray());
      float[] expected = Networks.forward(block, first).toFloatArray();
      float[] actual = Networks.forward(block, last).toFloatArray();
      // The kernels add in another order: equal to float rounding, far below a pixel.
      assertArrayEquals(expected, actual, 2e-4f * Networks.largest(expected));
    }
  }

  private static float[] planes(float[] interleaved, int batch, int size) {
    float[] planes = new float[interleaved.length];
    int area = size * size;
    for (int n = 0; n < batch; n++) {
      for (int i = 0; i < area; i++) {
        for (int c = 0; c < 3; c++) {
          planes[(n * 3 + c) * area + i] = interleaved[(n * area + i) * 3 + c];
        }
      }
    }
    return planes;
  }

  @ParameterizedTest
  @MethodSource("networks")
  void initialisation_sameSeed_isTheSameToTheBit(NetworkSpec spec) {
    try (NDManager manager = NDManager.newBaseManager()) {
      var one = BlockWeights.read(spec, 5, Networks.initialised(spec, 5, manager, 11));
      var two = BlockWeights.read(spec, 5, Networks.initialised(spec, 5, manager, 11));
      var other = BlockWeights.read(spec, 5, Networks.initialised(spec, 5, manager, 12));
      assertEquals(one, two);
      assertTrue(!one.equals(other));
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void weights_carriedToAnotherBlock_giveTheSameOutputs(NetworkSpec spec) {
    try (NDManager manager = NDManager.newBaseManager()) {
      Block source = Networks.initialised(spec, 5, manager, 3);
      Block target = Networks.initialised(spec, 5, manager, 4);
      NDArray input = Networks.input(spec, 2, manager, 5);
      BlockWeights.write(spec, 5, BlockWeights.read(spec, 5, source), target);
      assertArrayEquals(
          Networks.forward(source, input).toFloatArray(),
          Networks.forward(target, input).toFloatArray());
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void block_ofWeights_holdsThemAndLeavesThemAlone(NetworkSpec spec) {
    try (NDManager manager = NDManager.newBaseManager()) {
      Weights weights = BlockWeights.read(spec, 5, Networks.initialised(spec, 5, manager, 3));
      Block block = BlockWeights.block(spec, 5, weights, manager);
      assertEquals(weights, BlockWeights.read(spec, 5, block));
      block.getParameters().values().forEach(parameter -> parameter.getArray().addi(1));
      assertEquals(
          weights, BlockWeights.read(spec, 5, BlockWeights.block(spec, 5, weights, manager)));
      assertThrows(
          IllegalArgumentException.class, () -> BlockWeights.block(spec, 6, weights, manager));
    }
  }

  @Test
  void beginAt_shape_isTheBiasOfTheLastLayer() {
    try (NDManager manager = NDManager.newBaseManager()) {
      Block block = Cnn6.PAPER.block(2);
      Initialisation.MATCONVNET.prepare(Cnn6.PAPER, 2, block, 1);
      Initialisation.beginAt(Cnn6.PAPER, block, new double[] {10, 20, 30, 40});
      block.initialize(manager, DataType.FLOAT32, new Shape(1, 3, 64, 64));
      float[] out = Networks.forward(block, manager.zeros(new Shape(1, 3, 64, 64))).toFloatArray();
      assertArrayEquals(new float[] {10, 20, 30, 40}, out);
    }
  }

  @Test
  void beginAt_hourglass_isRefused() {
    Block block = Hourglass.DEFAULT.block(2);
    assertFalse(Initialisation.canBeginAt(Hourglass.DEFAULT));
    assertThrows(
        IllegalArgumentException.class,
        () -> Initialisation.beginAt(Hourglass.DEFAULT, block, new double[] {10, 20, 30, 40}));
  }

  @Test
  void hourglass_default_costsLessThanAThirdOfCnn7() {
    assertEquals(1_961_972, Hourglass.DEFAULT.parameters(68));
    assertTrue(Hourglass.DEFAULT.multiplyAdds(68) < Cnn7.DEFAULT.multiplyAdds(68) / 3);
  }

  /** Neither the weights nor the picture can drive an answer out of the input. */
  @Test
  void hourglass_whateverItsWeights_answersInsideTheInput() {
    NetworkSpec spec = new Hourglass(32, List.of(32, 48), 1);
    try (NDManager manager = NDManager.newBaseManager()) {
      Block block = Networks.initialised(spec, 5, manager, 1);
      float[] out =
          Networks.forward(block, Networks.input(spec, 8, manager, 2).mul(1000)).toFloatArray();
      for (float value : out) {
        assertTrue(value >= -0.5 && value <= 31.5, "answered " + value);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cnn5 | no network is called 'cnn5'",
        "cnn6(hiden=3) | cnn6 has no parameter 'hiden'; it has input, widths, hidden",
        "cnn6(hidden=0) | hidden of cnn6 must be a whole number from 1 to 65536 but was '0'",
        "cnn6(hidden=99999) | hidden of cnn6 must be a whole number from 1 to 65536 but was '99999'",
        "cnn6(widths=1-2-3) | cnn6 needs 5 positive widths but was given [1, 2, 3]",
        "cnn6(input=70) | input must be a multiple of 32 up to 1024 but was 70",
        "cnn6(hidden=2,hidden=3) | 'hidden' is given twice",
        "cnn6( | expected a line like 'cnn6(hidden=512)' but found 'cnn6('",
        "resnet50(standardise=maybe) | standardise of resnet50 must be true or false but was 'maybe'",
        "resnet50(input=31) | input must be from 32 to 1024 but was 31",
        "light(input=40) | input must be a multiple of 16 up to 1024 but was 40",
        "hourglass(input=72) | input must be a multiple of 32 up to 1024 but was 72",
        "hourglass(widths=66-32) | first width that is a multiple of 4 but had [66, 32]",
        "cnn7(hidden) | expected key=value in 'cnn7(hidden)' but found 'hidden'",
      })
  void of_badLine_saysWhatIsWrong(String line, String message) {
    var thrown = assertThrows(IllegalArgumentException.class, () -> NetworkSpec.of(line));
    assertTrue(thrown.getMessage().contains(message), thrown.getMessage());
  }

  @Test
  void of_everyName_isKnown() {
    for (String name : NetworkSpec.names()) {
      assertEquals(name, NetworkSpec.of(name).line());
    }
  }
}
