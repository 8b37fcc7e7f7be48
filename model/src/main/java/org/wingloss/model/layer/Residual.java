package org.wingloss.model.layer;

import ai.djl.nn.Block;
import java.util.ArrayList;
import java.util.List;
import org.wingloss.model.onnx.graph.OnnxGraph;
import org.wingloss.model.torchscript.TorchScriptGraph;
import org.wingloss.model.weights.TensorSpec;

/**
 * {@code body(x) + shortcut(x)} (He et al., CVPR 2016); an empty shortcut is the identity.
 *
 * @param name unique in its network
 * @param body at least one layer
 * @param shortcut layers of the side branch, possibly none
 */
public record Residual(String name, List<Layer> body, List<Layer> shortcut) implements Layer {
  /** Copies the lists. */
  public Residual {
    body = List.copyOf(body);
    shortcut = List.copyOf(shortcut);
    if (body.isEmpty()) {
      throw new IllegalArgumentException(name + " needs a body");
    }
  }

  @Override
  public String description() {
    return shortcut.isEmpty() ? "add input" : "add shortcut";
  }

  @Override
  public Extent output(Extent input) {
    Extent main = Layers.output(body, input);
    Extent side = Layers.output(shortcut, input);
    if (!main.equals(side)) {
      throw new IllegalArgumentException("%s adds %s to %s".formatted(name, main, side));
    }
    return main;
  }

  @Override
  public List<TensorSpec> tensors() {
    List<TensorSpec> tensors = new ArrayList<>(Layers.tensors(body));
    tensors.addAll(Layers.tensors(shortcut));
    return tensors;
  }

  @Override
  public long multiplyAdds(Extent input) {
    return Layers.multiplyAdds(body, input) + Layers.multiplyAdds(shortcut, input);
  }

  @Override
  public List<LayerRow> rows(Extent input) {
    List<LayerRow> rows = new ArrayList<>(Layers.rows(body, input));
    rows.addAll(Layers.rows(shortcut, input));
    rows.add(new LayerRow(name, description(), output(input), 0, 0));
    return rows;
  }

  @Override
  public Block block() {
    return new SumBlock(Layers.block(body), Layers.block(shortcut));
  }

  @Override
  public String appendTo(OnnxGraph graph, String input) {
    String main = Layers.appendTo(body, graph, input);
    String side = Layers.appendTo(shortcut, graph, input);
    return graph.node("Add", name, List.of(main, side)).add();
  }

  @Override
  public String appendTo(TorchScriptGraph graph, String input) {
    String main = Layers.appendTo(body, graph, input);
    String side = Layers.appendTo(shortcut, graph, input);
    return graph.add("torch.add(%s, %s)".formatted(main, side));
  }
}
