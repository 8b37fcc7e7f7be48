package org.wingloss.model.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wingloss.model.torchscript.TorchScriptGraph;
import org.wingloss.model.torchscript.TorchScriptGraph.Precision;

/** A training step through the interpreter is that of the block. */
class ScriptedNetworkTest {
  private static final int LANDMARKS = 5;
  private static final int BATCH = 3;

  /** What a training step computes: answers, gradients, and the moments it gathered. */
  private record Step(List<float[]> answers, List<float[]> gradients, List<float[]> tensors) {}

  /**
   * Without strided convolutions, whose backward pass ends the process on some processors (seen on
   * Zen 5; oneDNN of libtorch 2.7.1).
   */
  static Stream<NetworkSpec> trainable() {
    return networks().filter(NetworkSpec::channelsLast);
  }

  static Stream<NetworkSpec> networks() {
    return Networks.oneOfEach();
  }

  @ParameterizedTest
  @MethodSource("trainable")
  void forward_float32_isTheBlockToTheBit(NetworkSpec spec) {
    Step block = blockStep(spec);
    Step script = scriptStep(spec, Precision.FLOAT32);
    assertArrayEquals(block.answers().get(0), script.answers().get(0));
    for (int i = 0; i < block.gradients().size(); i++) {
      assertArrayEquals(block.gradients().get(i), script.gradients().get(i));
    }
    for (int i = 0; i < block.tensors().size(); i++) {
      assertArrayEquals(block.tensors().get(i), script.tensors().get(i));
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void forward_float64ByMatrixProducts_isTheBlockToFloatRounding(NetworkSpec spec) {
    try (NDManager manager = NDManager.newBaseManager();
        ScriptedNetwork script =
            new ScriptedNetwork(spec, LANDMARKS, Precision.FLOAT64, Device.cpu())) {
      Block block = Networks.initialised(spec, LANDMARKS, manager, 4);
      List<NDArray> tensors =
          block.getParameters().values().stream()
              .map(parameter -> parameter.getArray().toType(DataType.FLOAT64, true))
              .toList();
      NDArray pictures = pictures(spec, manager);
      float[] expected =
          block
              .forward(new ParameterStore(manager, false), new NDList(pictures), true)
              .singletonOrThrow()
              .toFloatArray();
      double[] answers =
          script.forward(pictures.toType(DataType.FLOAT64, true), tensors).toDoubleArray();
      for (int i = 0; i < expected.length; i++) {
        assertEquals(expected[i], answers[i], 1e-4 * Networks.largest(expected));
      }
    }
  }

  @Test
  void forward_bfloat16_isCloseAndItsGradientsPointTheSameWay() {
    NetworkSpec spec = new Cnn6(32, List.of(8, 8, 16, 16, 16), 32);
    Step full = blockStep(spec);
    Step low = scriptStep(spec, Precision.BFLOAT16);
    assertTrue(distance(full.answers().get(0), low.answers().get(0)) > 0, "nothing was rounded");
    assertTrue(distance(full.answers().get(0), low.answers().get(0)) < 0.03);
    for (int i = 0; i < full.gradients().size(); i++) {
      double cosine = cosine(full.gradients().get(i), low.gradients().get(i));
      assertTrue(cosine > 0.99, spec.tensors(LANDMARKS).get(i).name() + ": " + cosine);
    }
  }

  @Test
  void tensor_ofAnUnknownName_isRefused() {
    TorchScriptGraph graph = new TorchScriptGraph(Precision.FLOAT32, Cnn6.PAPER.tensors(LANDMARKS));
    var thrown = assertThrows(IllegalArgumentException.class, () -> graph.tensor("conv9.weight"));
    assertEquals("the network has no tensor 'conv9.weight'", thrown.getMessage());
  }

  private static Step blockStep(NetworkSpec spec) {
    try (NDManager manager = NDManager.newBaseManager()) {
      Block block = Networks.initialised(spec, LANDMARKS, manager, 4);
      ParameterStore store = new ParameterStore(manager, false);
      return step(
          spec,
          manager,
          block,
          (pictures, tensors) ->
              block.forward(store, new NDList(pictures), true).singletonOrThrow());
    }
  }

  private static Step scriptStep(NetworkSpec spec, Precision precision) {
    try (NDManager manager = NDManager.newBaseManager();
        ScriptedNetwork script = new ScriptedNetwork(spec, LANDMARKS, precision, Device.cpu())) {
      Block block = Networks.initialised(spec, LANDMARKS, manager, 4);
      return step(spec, manager, block, script::forward);
    }
  }

  /** A forward pass. */
  @FunctionalInterface
  private interface Forward {
    NDArray of(NDArray pictures, List<NDArray> tensors);
  }

  private static Step step(NetworkSpec spec, NDManager manager, Block block, Forward forward) {
    NDArray pictures = pictures(spec, manager);
    List<NDArray> tensors = new ArrayList<>();
    for (Parameter parameter : block.getParameters().values()) {
      tensors.add(parameter.getArray());
      parameter.getArray().setRequiresGradient(parameter.requiresGradient());
    }
    float[] answers;
    try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
      NDArray answer = forward.of(pictures, tensors);
      assertEquals(DataType.FLOAT32, answer.getDataType());
      answers = answer.toFloatArray();
      collector.backward(answer.square().sum());
    }
    List<float[]> gradients = new ArrayList<>();
    List<float[]> after = new ArrayList<>();
    for (NDArray tensor : tensors) {
      if (tensor.hasGradient()) {
        assertEquals(DataType.FLOAT32, tensor.getGradient().getDataType());
        gradients.add(tensor.getGradient().toFloatArray());
      }
      after.add(tensor.toFloatArray());
    }
    return new Step(List.of(answers), gradients, after);
  }

  private static NDArray pictures(NetworkSpec spec, NDManager manager) {
    int size = spec.inputSize();
    return spec.arrange(
        manager.create(
            Networks.pixels(BATCH * 3 * size * size, 7), new Shape(BATCH, size, size, 3)));
  }

  /** The largest difference, as a share of the largest magnitude. */
  private static double distance(float[] expected, float[] actual) {
    double largest = 0;
    for (int i = 0; i < expected.length; i++) {
      largest = Math.max(largest, Math.abs(expected[i] - actual[i]));
    }
    return largest / Networks.largest(expected);
  }

  private static double cosine(float[] a, float[] b) {
    double dot = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      dot += (double) a[i] * b[i];
      aa += (double) a[i] * a[i];
      bb += (double) b[i] * b[i];
    }
    return dot / Math.sqrt(aa * bb);
  }
}
