package org.wingloss.model.onnx;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import java.nio.FloatBuffer;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.wingloss.data.image.RgbImage;
import org.wingloss.model.engine.PyTorchEngine;
import org.wingloss.model.network.BlockWeights;
import org.wingloss.model.network.ModelDescription;
import org.wingloss.model.network.NetworkSpec;
import org.wingloss.model.weights.Weights;

/**
 * The difference between an ONNX file in ONNX Runtime and the same network in the training engine,
 * over crops whose pixels are bytes.
 *
 * @param crops how many crops were compared
 * @param largest max |Δ| over crops and coordinates, network pixels
 * @param mean mean |Δ|, network pixels
 */
public record OnnxParity(int crops, double largest, double mean) {
  /** What any coordinate of an export in float32 may differ, network pixels. */
  public static final double TOLERANCE = 1e-3;

  /**
   * What an export in fewer bits may differ on average over the coordinates, as a share of the
   * network's input: a quarter of a pixel of 128.
   */
  public static final double TOLERANCE_OF_MEAN = 1.0 / 512;

  /** Whether every coordinate is within {@link #TOLERANCE}. */
  public boolean holds() {
    return largest <= TOLERANCE;
  }

  /** Whether the mean is within {@link #TOLERANCE_OF_MEAN} of the network's input. */
  public boolean holdsOnAverage(int inputSize) {
    return mean <= TOLERANCE_OF_MEAN * inputSize;
  }

  /**
   * Compares on random crops.
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
    SplittableRandom random = new SplittableRandom(0);
    Supplier<RgbImage> noise =
        () -> {
          RgbImage crop = new RgbImage(size, size);
          random.nextBytes(crop.rgb());
          return crop;
        };
    return measure(description, weights, onnx, form, crops, noise, batches);
  }

  /**
   * As above, on crops of faces, again from the first one where the last batch is not full.
   *
   * @param crops of S × S pixels
   */
  public static OnnxParity measure(
      ModelDescription description,
      Weights weights,
      byte[] onnx,
      OnnxExport.Form form,
      List<RgbImage> crops,
      int... batches) {
    Iterator<RgbImage> next = Stream.generate(() -> crops).flatMap(List::stream).iterator();
    return measure(description, weights, onnx, form, crops.size(), next::next, batches);
  }

  private static OnnxParity measure(
      ModelDescription description,
      Weights weights,
      byte[] onnx,
      OnnxExport.Form form,
      int crops,
      Supplier<RgbImage> next,
      int... batches) {
    CropMemory memory = new CropMemory(form, description.network().inputSize());
    int landmarks = description.landmarks();
    int done = 0;
    double largest = 0;
    double sum = 0;
    try (NDManager manager = PyTorchEngine.newDefaultManager();
        OnnxSession session = OnnxSession.open(onnx, 1)) {
      Block block = BlockWeights.block(description.network(), landmarks, weights, manager);
      for (int turn = 0; done < crops; turn++) {
        int batch = batches[turn % batches.length];
        List<float[]> pixels = Stream.generate(next).limit(batch).map(RgbImage::values).toList();
        float[] expected = inTraining(manager, description.network(), block, pixels);
        float[] actual = inRuntime(session, memory.fill(pixels));
        for (int n = 0; n < batch; n++) {
          for (int i = 0; i < landmarks; i++) {
            for (int axis = 0; axis < 2; axis++) {
              int vector = 2 * landmarks * n + axis * landmarks + i;
              int found = form == OnnxExport.Form.FLOAT ? vector : 2 * (landmarks * n + i) + axis;
              double difference = Math.abs((double) expected[vector] - actual[found]);
              largest = Math.max(largest, difference);
              sum += difference;
            }
          }
        }
        done += batch;
      }
      return new OnnxParity(done, largest, sum / done / (2 * landmarks));
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime failed: " + e.getMessage(), e);
    }
  }

  private static float[] inTraining(
      NDManager parent, NetworkSpec network, Block block, List<float[]> crops) {
    int size = network.inputSize();
    try (NDManager manager = parent.newSubManager()) {
      NDArray pixels = manager.create(crops.toArray(float[][]::new));
      NDArray input = network.arrange(pixels.reshape(crops.size(), size, size, 3));
      return block
          .forward(new ParameterStore(manager, false), new NDList(input), false)
          .singletonOrThrow()
          .toFloatArray();
    }
  }

  private static float[] inRuntime(OnnxSession session, CropMemory crops) throws OrtException {
    return session.run(
        OnnxExport.INPUT,
        crops::tensor,
        outputs -> {
          FloatBuffer output = ((OnnxTensor) outputs.get(0)).getFloatBuffer();
          float[] values = new float[output.remaining()];
          output.get(values);
          return values;
        });
  }
}
