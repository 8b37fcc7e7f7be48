package org.wingloss.model.onnx;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.SplittableRandom;
import org.wingloss.model.engine.PyTorchEngine;
import org.wingloss.model.network.BlockWeights;
import org.wingloss.model.network.ModelDescription;
import org.wingloss.model.network.NetworkSpec;
import org.wingloss.model.weights.Weights;

/**
 * The largest difference between an ONNX file in ONNX Runtime and the same network in the training
 * engine, over random crops whose pixels are bytes.
 *
 * @param crops how many crops were compared
 * @param largest max |Δ| over crops and coordinates, network pixels
 */
public record OnnxParity(int crops, double largest) {
  /** What an export may differ, network pixels. */
  public static final double TOLERANCE = 1e-3;

  /** Whether the difference is within {@link #TOLERANCE}. */
  public boolean holds() {
    return largest <= TOLERANCE;
  }

  /**
   * Compares.
   *
   * @param onnx the file that {@link OnnxExport} wrote of these weights in this form
   * @param form its form
   * @param crops at least so many crops
   * @param batches the batch sizes to take in turn
   */
  public static OnnxParity measure(
      ModelDescription description,
      Weights weights,
      byte[] onnx,
      OnnxExport.Form form,
      int crops,
      int... batches) {
    int size = description.network().inputSize();
    int landmarks = description.landmarks();
    int done = 0;
    double largest = 0;
    try (NDManager manager = PyTorchEngine.newDefaultManager();
        OnnxSession session = OnnxSession.open(onnx, 1)) {
      Block block = BlockWeights.block(description.network(), landmarks, weights, manager);
      for (int turn = 0; done < crops; turn++) {
        int batch = batches[turn % batches.length];
        byte[] pixels = new byte[batch * size * size * 3];
        new SplittableRandom(turn).nextBytes(pixels);
        float[] expected = inTraining(manager, description.network(), block, pixels, batch);
        float[] actual = inRuntime(session, form, pixels, batch, size);
        for (int n = 0; n < batch; n++) {
          for (int i = 0; i < landmarks; i++) {
            for (int axis = 0; axis < 2; axis++) {
              int vector = 2 * landmarks * n + axis * landmarks + i;
              int found = form == OnnxExport.Form.FLOAT ? vector : 2 * (landmarks * n + i) + axis;
              largest = Math.max(largest, Math.abs((double) expected[vector] - actual[found]));
            }
          }
        }
        done += batch;
      }
      return new OnnxParity(done, largest);
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime failed: " + e.getMessage(), e);
    }
  }

  private static float[] inTraining(
      NDManager parent, NetworkSpec network, Block block, byte[] pixels, int batch) {
    float[] scaled = new float[pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      scaled[i] = (pixels[i] & 0xFF) / 255f;
    }
    int size = network.inputSize();
    try (NDManager manager = parent.newSubManager()) {
      NDArray input = network.arrange(manager.create(scaled, new Shape(batch, size, size, 3)));
      return block
          .forward(new ParameterStore(manager, false), new NDList(input), false)
          .singletonOrThrow()
          .toFloatArray();
    }
  }

  private static float[] inRuntime(
      OnnxSession session, OnnxExport.Form form, byte[] pixels, int batch, int size)
      throws OrtException {
    return session.run(
        OnnxExport.INPUT,
        environment ->
            form == OnnxExport.Form.FLOAT
                ? planes(environment, pixels, batch, size)
                : bytes(environment, pixels, batch, size),
        outputs -> {
          FloatBuffer output = ((OnnxTensor) outputs.get(0)).getFloatBuffer();
          float[] values = new float[output.remaining()];
          output.get(values);
          return values;
        });
  }

  private static OnnxTensor bytes(OrtEnvironment environment, byte[] pixels, int batch, int size)
      throws OrtException {
    ByteBuffer buffer = ByteBuffer.allocateDirect(pixels.length).order(ByteOrder.nativeOrder());
    buffer.put(pixels).flip();
    return OnnxTensor.createTensor(
        environment, buffer, new long[] {batch, size, size, 3}, OnnxJavaType.UINT8);
  }

  private static OnnxTensor planes(OrtEnvironment environment, byte[] pixels, int batch, int size)
      throws OrtException {
    int area = size * size;
    FloatBuffer planes =
        ByteBuffer.allocateDirect(pixels.length * Float.BYTES)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    for (int n = 0; n < batch; n++) {
      for (int channel = 0; channel < 3; channel++) {
        for (int i = 0; i < area; i++) {
          planes.put((pixels[3 * (n * area + i) + channel] & 0xFF) / 255f);
        }
      }
    }
    planes.flip();
    return OnnxTensor.createTensor(environment, planes, new long[] {batch, 3, size, size});
  }
}
