package org.wingloss.training.loop;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import java.util.ArrayList;
import java.util.List;
import org.wingloss.model.network.NetworkSpec;
import org.wingloss.model.network.ScriptedNetwork;
import org.wingloss.model.torchscript.TorchScriptGraph.Precision;
import org.wingloss.model.weights.TensorSpec;

/**
 * A network's forward pass in training on one device or several: each takes a share of the batch.
 *
 * <p>The weights live on the first device. A step copies them to the others by an operation that
 * records gradients, and brings all predictions back, so that the loss sees the whole batch at once
 * and the gradients add up where the weights are: the step is that of one device but for the order
 * of its sums. Batch normalisations are the exception, as everywhere: they normalise by the moments
 * of their own share, and those of the first share are kept.
 */
final class Replicas implements AutoCloseable {
  private final List<TensorSpec> specs;
  private final List<Device> devices;
  private final List<ScriptedNetwork> networks = new ArrayList<>();

  /**
   * Loads the network on every device.
   *
   * @param devices at least one; the first holds the weights
   */
  Replicas(NetworkSpec network, int landmarks, Precision precision, List<Device> devices) {
    this.specs = network.tensors(landmarks);
    this.devices = List.copyOf(devices);
    try {
      devices.forEach(
          device -> networks.add(new ScriptedNetwork(network, landmarks, precision, device)));
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  /**
   * The predictions to a batch.
   *
   * @param pictures (N, 3, S, S) on the first device
   * @param tensors the network's tensors in order, on the first device
   * @param scratch owns the copies; pictures and trainable tensors hang on it already
   * @return (N, 2L) on the first device
   */
  NDArray forward(NDArray pictures, List<NDArray> tensors, NDManager scratch) {
    long faces = pictures.getShape().get(0);
    int shares = (int) Math.min(devices.size(), faces);
    if (shares == 1) {
      return networks.get(0).forward(pictures, tensors);
    }
    NDList predictions = new NDList();
    for (int k = 0; k < shares; k++) {
      Device device = devices.get(k);
      NDIndex range = new NDIndex("{}:{}", faces * k / shares, faces * (k + 1) / shares);
      NDArray share = pictures.get(range).toDevice(device, false);
      List<NDArray> there = k == 0 ? tensors : copies(tensors, device, scratch);
      predictions.add(networks.get(k).forward(share, there).toDevice(devices.get(0), false));
    }
    return NDArrays.concat(predictions, 0);
  }

  /** Learnt tensors in a way that gradients find back; what a network gathers, for good. */
  private List<NDArray> copies(List<NDArray> tensors, Device device, NDManager scratch) {
    List<NDArray> copies = new ArrayList<>();
    for (int i = 0; i < tensors.size(); i++) {
      NDArray tensor = tensors.get(i);
      if (!specs.get(i).role().isLearnt()) {
        tensor = tensor.duplicate();
        tensor.attach(scratch);
      }
      copies.add(tensor.toDevice(device, false));
    }
    return copies;
  }

  @Override
  public void close() {
    networks.forEach(ScriptedNetwork::close);
  }
}
