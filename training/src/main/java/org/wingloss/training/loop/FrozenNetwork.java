package org.wingloss.training.loop;

import ai.djl.Device;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import org.wingloss.data.batch.Batch;
import org.wingloss.model.network.BlockWeights;
import org.wingloss.model.network.Initialisation;
import org.wingloss.model.network.NetworkSpec;
import org.wingloss.model.weights.Weights;

/** A network with fixed weights, for inference alone. */
public final class FrozenNetwork implements Validation.Network, AutoCloseable {
  private final NetworkSpec network;
  private final NDManager manager;
  private final ParameterStore store;
  private final Block block;
  private final InputBuffer input = new InputBuffer();

  /** Loads the weights onto a device. */
  public FrozenNetwork(NetworkSpec spec, int landmarks, Weights weights, Device device) {
    this.network = spec;
    this.manager = NDManager.newBaseManager(device, "PyTorch");
    this.store = new ParameterStore(manager, false);
    this.block = spec.block(landmarks);
    Initialisation.MATCONVNET.prepare(spec, landmarks, block, 0);
    int size = spec.inputSize();
    block.initialize(manager, DataType.FLOAT32, new Shape(1, 3, size, size));
    BlockWeights.write(spec, landmarks, weights, block);
  }

  @Override
  public float[] predict(Batch batch) {
    try (NDManager scratch = manager.newSubManager()) {
      NDList pixels = new NDList(input.pixels(batch, network, scratch));
      return block.forward(store, pixels, false).singletonOrThrow().toFloatArray();
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
