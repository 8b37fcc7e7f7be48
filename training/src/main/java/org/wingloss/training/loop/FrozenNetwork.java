package org.wingloss.training.loop;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import java.util.List;
import org.wingloss.model.engine.PyTorchEngine;
import org.wingloss.model.inference.ForwardPass;
import org.wingloss.model.network.BlockWeights;
import org.wingloss.model.network.NetworkSpec;
import org.wingloss.model.weights.Weights;

/** The forward pass of finished weights in the training engine. */
public final class FrozenNetwork implements ForwardPass, AutoCloseable {
  private final NDManager manager;
  private final ForwardPass pass;

  /** Loads the weights onto a device. */
  public FrozenNetwork(NetworkSpec network, int landmarks, Weights weights, Device device) {
    this.manager = PyTorchEngine.newManager(device);
    Block block = BlockWeights.block(network, landmarks, weights, manager);
    this.pass = new BlockForwardPass(network, block, manager, new InputBuffer());
  }

  @Override
  public int largestBatch() {
    return pass.largestBatch();
  }

  @Override
  public float[][] forward(List<float[]> crops) {
    return pass.forward(crops);
  }

  @Override
  public void close() {
    manager.close();
  }
}
