package org.wingloss.model.network;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.List;
import org.wingloss.model.layer.Layer;
import org.wingloss.model.layer.Layers;
import org.wingloss.model.torchscript.TorchScript;
import org.wingloss.model.torchscript.TorchScriptGraph;
import org.wingloss.model.torchscript.TorchScriptGraph.Precision;

/**
 * A network's forward pass in training, computed by the PyTorch engine's interpreter: convolutions
 * and matrices in a precision that DJL's own blocks do not offer, weights and the last layer in
 * float32 (mixed precision; Micikevicius et al., ICLR 2018). It owns no weights: it computes with
 * those of a {@linkplain NetworkSpec#block block}, whose gradients it fills. bfloat16 has float32's
 * range, so losses need no scaling.
 */
public final class ScriptedNetwork implements AutoCloseable {
  private final TorchScript script;

  /**
   * Writes and loads the function.
   *
   * @param landmarks L
   * @param precision of all layers but the last
   * @param device where the pictures will be
   */
  public ScriptedNetwork(NetworkSpec spec, int landmarks, Precision precision, Device device) {
    this(spec.line(), spec.layers(landmarks), precision, device);
  }

  /** As {@link #ScriptedNetwork(NetworkSpec, int, Precision, Device)}, of any layers. */
  public ScriptedNetwork(String name, List<Layer> layers, Precision precision, Device device) {
    this.script = new TorchScript(name, archive(layers, precision), device);
  }

  private static byte[] archive(List<Layer> layers, Precision precision) {
    TorchScriptGraph graph = new TorchScriptGraph(precision, Layers.tensors(layers));
    List<Layer> body = layers.subList(0, layers.size() - 1);
    String features = Layers.appendTo(body, graph, graph.toLow(graph.pictures()));
    Layer last = layers.get(layers.size() - 1);
    return graph.archive(last.appendTo(graph, graph.toFull(features)));
  }

  /**
   * The output of the network in training: batch normalisations use and gather the batch's moments.
   *
   * @param pictures (N, 3, S, S), float32; the result hangs on its manager
   * @param tensors the block's arrays in the order of {@link NetworkSpec#tensors}, float32 (all of
   *     them float64 where the precision is)
   * @return (N, 2L), float32 (float64)
   */
  public NDArray forward(NDArray pictures, List<NDArray> tensors) {
    NDList inputs = new NDList(pictures);
    inputs.addAll(tensors);
    return script.call(inputs);
  }

  @Override
  public void close() {
    script.close();
  }
}
