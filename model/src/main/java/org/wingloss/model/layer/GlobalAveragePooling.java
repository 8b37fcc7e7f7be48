package org.wingloss.model.layer;

import ai.djl.nn.Block;
import ai.djl.nn.pooling.Pool;
import java.util.List;
import org.wingloss.model.onnx.graph.OnnxGraph;
import org.wingloss.model.torchscript.TorchScriptGraph;

/**
 * The mean of every feature map: (N, C, H, W) becomes (N, C).
 *
 * @param name unique in its network
 */
public record GlobalAveragePooling(String name) implements Layer {
  @Override
  public String description() {
    return "global average pool";
  }

  @Override
  public Extent output(Extent input) {
    return new Extent(input.channels(), 1, 1);
  }

  @Override
  public Block block() {
    return Pool.globalAvgPool2dBlock();
  }

  @Override
  public String appendTo(OnnxGraph graph, String input) {
    String pooled = graph.node("GlobalAveragePool", name, List.of(input)).add();
    return graph.node("Flatten", name + ".flat", List.of(pooled)).with("axis", 1).add();
  }

  @Override
  public String appendTo(TorchScriptGraph graph, String input) {
    String pooled = graph.add("torch.adaptive_avg_pool2d(%s, [1, 1])".formatted(input));
    return graph.add("torch.flatten(%s, 1, -1)".formatted(pooled));
  }
}
