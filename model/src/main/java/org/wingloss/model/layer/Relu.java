package org.wingloss.model.layer;

import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import java.util.List;
import org.wingloss.model.onnx.graph.OnnxGraph;
import org.wingloss.model.torchscript.TorchScriptGraph;

/**
 * max(0, x).
 *
 * @param name unique in its network
 */
public record Relu(String name) implements Layer {
  @Override
  public String description() {
    return "relu";
  }

  @Override
  public Extent output(Extent input) {
    return input;
  }

  @Override
  public Block block() {
    return Activation.reluBlock();
  }

  @Override
  public String appendTo(OnnxGraph graph, String input) {
    return graph.node("Relu", name, List.of(input)).add();
  }

  @Override
  public String appendTo(TorchScriptGraph graph, String input) {
    // In place, which the engine differentiates by its kernel and not by a slow formula of its own.
    return graph.add("torch.relu_(%s)".formatted(input));
  }
}
