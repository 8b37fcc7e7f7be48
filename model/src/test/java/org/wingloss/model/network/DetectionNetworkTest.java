package org.wingloss.model.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.platform.Fp16Conversions;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.wingloss.model.engine.PyTorchEngine;
import org.wingloss.model.layer.Extent;
import org.wingloss.model.layer.Layer;
import org.wingloss.model.layer.Layers;
import org.wingloss.model.layer.SpaceToDepth;
import org.wingloss.model.onnx.DetectionExport;
import org.wingloss.model.onnx.OnnxSession;
import org.wingloss.model.torchscript.TorchScriptGraph.Precision;
import org.wingloss.model.weights.Tensor;
import org.wingloss.model.weights.Weights;

class DetectionNetworkTest {
  private static final DetectionNetwork SMALL = new DetectionNetwork(List.of(16, 32), 1);
  private static final int WIDTH = 96;
  private static final int HEIGHT = 64;

  @Test
  void of_line_isReadAndWrittenAlike() {
    assertEquals(DetectionNetwork.DEFAULT, DetectionNetwork.of("detection"));
    assertEquals("detection", DetectionNetwork.DEFAULT.line());
    assertEquals("detection(widths=16-32,depth=1)", SMALL.line());
    assertEquals(SMALL, DetectionNetwork.of(SMALL.line()));
    for (String line : List.of("cnn6", "detection(widths=16)", "detection(depth=0)")) {
      assertThrows(IllegalArgumentException.class, () -> DetectionNetwork.of(line), line);
    }
  }

  @Test
  void layers_anySize_giveFiveNumbersPerCell() {
    Extent output = Layers.output(SMALL.layers(), new Extent(3, HEIGHT, WIDTH));
    assertEquals(new Extent(5, HEIGHT / 8, WIDTH / 8), output);
  }

  @Test
  void write_networkOfSixteenBits_isTheEnginesOutputWithRoundedWeights() throws OrtException {
    try (NDManager manager = PyTorchEngine.newDefaultManager()) {
      Weights weights = weights(manager);
      Block block =
          BlockWeights.block(SMALL.layers(), DetectionNetwork.input(64), weights, manager);
      float[] pixels = pixels();
      float[] expected =
          block
              .forward(new ParameterStore(manager, false), new NDList(seen(pixels, manager)), false)
              .singletonOrThrow()
              .toFloatArray();
      byte[] file = DetectionExport.write(SMALL, weights, Map.of());
      try (OnnxSession session = OnnxSession.open(file, 1)) {
        float[] found = session.run(DetectionExport.INPUT, planes(pixels), this::numbers);
        assertArrayEquals(expected, found, 1e-3f);
        assertTrue(largest(expected) > 0.1, "the outputs say something");
      }
    }
  }

  private float[] numbers(ai.onnxruntime.OrtSession.Result outputs) {
    FloatBuffer buffer = ((OnnxTensor) outputs.get(0)).getFloatBuffer();
    float[] values = new float[buffer.remaining()];
    buffer.get(values);
    return values;
  }

  private static float largest(float[] values) {
    float largest = 0;
    for (float value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  @Test
  void forward_scriptInFloat32_isTheBlockToTheBit() {
    List<Layer> layers = SMALL.layers();
    try (NDManager manager = PyTorchEngine.newDefaultManager();
        ScriptedNetwork script =
            new ScriptedNetwork("small", layers, Precision.FLOAT32, Device.cpu())) {
      Block block =
          BlockWeights.block(layers, DetectionNetwork.input(64), weights(manager), manager);
      NDArray pictures = seen(pixels(), manager);
      List<NDArray> tensors =
          block.getParameters().values().stream().map(Parameter::getArray).toList();
      float[] scripted = script.forward(pictures, tensors).toFloatArray();
      float[] plain =
          block
              .forward(new ParameterStore(manager, false), new NDList(pictures), true)
              .singletonOrThrow()
              .toFloatArray();
      assertArrayEquals(plain, scripted);
    }
  }

  @Test
  void spaceToDepth_pixels_standAsTheRuntimeHasThem() {
    try (NDManager manager = PyTorchEngine.newDefaultManager()) {
      // Two channels, 2 × 4 pixels: 0 to 7 and 10 to 17.
      NDArray maps =
          manager.create(
              new float[] {0, 1, 2, 3, 4, 5, 6, 7, 10, 11, 12, 13, 14, 15, 16, 17},
              new Shape(1, 2, 2, 4));
      NDArray squares =
          new SpaceToDepth("squares", 2)
              .block()
              .forward(new ParameterStore(manager, false), new NDList(maps), false)
              .singletonOrThrow();
      assertEquals(new Shape(1, 8, 1, 2), squares.getShape());
      // The upper left pixels of both squares, channel by channel, then the upper right ones …
      assertArrayEquals(
          new float[] {0, 2, 10, 12, 1, 3, 11, 13, 4, 6, 14, 16, 5, 7, 15, 17},
          squares.toFloatArray());
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> new SpaceToDepth("squares", 4).output(new Extent(3, 10, 12)));
  }

  /** Random weights that 16 bits hold. */
  private static Weights weights(NDManager manager) {
    List<Layer> layers = SMALL.layers();
    Block block = Layers.block(layers);
    Initialisation.MATCONVNET.prepare(Layers.tensors(layers), block, 3);
    block.initialize(manager, DataType.FLOAT32, new Shape(1, 3, 64, 64));
    Map<String, Tensor> rounded = new LinkedHashMap<>();
    BlockWeights.read(Layers.tensors(layers), block)
        .tensors()
        .forEach((name, tensor) -> rounded.put(name, rounded(tensor)));
    return new Weights(rounded);
  }

  private static Tensor rounded(Tensor tensor) {
    float[] values = tensor.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] = Fp16Conversions.fp16ToFloat(Fp16Conversions.floatToFp16(values[i]));
    }
    return Tensor.of(tensor.shape(), values);
  }

  private static float[] pixels() {
    SplittableRandom random = new SplittableRandom(5);
    float[] pixels = new float[3 * WIDTH * HEIGHT];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) random.nextDouble();
    }
    return pixels;
  }

  private static NDArray seen(float[] pixels, NDManager manager) {
    return manager.create(pixels, new Shape(1, HEIGHT, WIDTH, 3)).transpose(0, 3, 1, 2);
  }

  private static OnnxSession.Input planes(float[] pixels) {
    float[] planes = new float[pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      planes[i % 3 * WIDTH * HEIGHT + Math.floorDiv(i, 3)] = pixels[i];
    }
    return environment ->
        OnnxTensor.createTensor(
            environment, FloatBuffer.wrap(planes), new long[] {1, 3, HEIGHT, WIDTH});
  }
}
