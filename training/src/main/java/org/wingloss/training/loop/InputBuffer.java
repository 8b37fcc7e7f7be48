package org.wingloss.training.loop;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import org.wingloss.data.batch.Batch;
import org.wingloss.model.network.NetworkSpec;

/**
 * The memory through which batches reach the engine, used again at every step: DJL shares a direct
 * byte buffer with the engine but copies any other buffer into fresh memory that only the garbage
 * collector gives back.
 */
public final class InputBuffer {
  private ByteBuffer pixels = ByteBuffer.allocateDirect(0);

  /** The pictures (N, 3, S, S), in the layout that suits the network. */
  NDArray pixels(Batch batch, NetworkSpec network, NDManager scratch) {
    copy(batch);
    return array(batch.size(), network, scratch);
  }

  /** As {@link #pixels(Batch, NetworkSpec, NDManager)}, with channels last in memory. */
  public NDArray pixels(Batch batch, NDManager scratch) {
    copy(batch);
    int size = batch.inputSize();
    return scratch
        .create(pixels, new Shape(batch.size(), size, size, 3), DataType.FLOAT32)
        .transpose(0, 3, 1, 2);
  }

  /** As {@link #pixels(Batch, NetworkSpec, NDManager)}, of crops of S·S·3 values (NHWC). */
  NDArray pixels(List<float[]> crops, NetworkSpec network, NDManager scratch) {
    FloatBuffer to = buffer(crops.size() * crops.get(0).length);
    crops.forEach(to::put);
    return array(crops.size(), network, scratch);
  }

  private void copy(Batch batch) {
    FloatBuffer from = batch.pixels();
    buffer(from.remaining()).put(from);
  }

  private FloatBuffer buffer(int values) {
    int bytes = values * Float.BYTES;
    if (pixels.capacity() < bytes) {
      pixels = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }
    pixels.clear().limit(bytes);
    return pixels.asFloatBuffer();
  }

  private NDArray array(int faces, NetworkSpec network, NDManager scratch) {
    int size = network.inputSize();
    Shape shape = new Shape(faces, size, size, 3);
    return network.arrange(scratch.create(pixels, shape, DataType.FLOAT32));
  }

  /** The targets (N, 2L). */
  NDArray targets(Batch batch, NDManager scratch) {
    return scratch.create(batch.targets(), new Shape(batch.size(), 2L * batch.landmarks()));
  }

  /** Which landmarks have coordinates (N, L), or null when all have. */
  NDArray mask(Batch batch, NDManager scratch) {
    for (float visible : batch.visible()) {
      if (visible != 1) {
        return scratch.create(batch.visible(), new Shape(batch.size(), batch.landmarks()));
      }
    }
    return null;
  }
}
