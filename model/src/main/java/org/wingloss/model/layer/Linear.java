package org.wingloss.model.layer;

import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import java.util.List;
import org.wingloss.model.onnx.graph.OnnxGraph;
import org.wingloss.model.torchscript.TorchScriptGraph;
import org.wingloss.model.weights.TensorSpec;

/**
 * A fully connected layer with bias: (N, C, H, W) or (N, C) becomes (N, out). The input is
 * flattened in the order C, H, W whatever its memory layout.
 *
 * @param name prefix of the tensors {@code .weight} (out, in) and {@code .bias} (out)
 * @param in C·H·W
 * @param out output features
 */
public record Linear(String name, int in, int out) implements Layer {
  /** Checks the counts. */
  public Linear {
    if (in < 1 || out < 1) {
      throw new IllegalArgumentException("not a linear layer: %d -> %d".formatted(in, out));
    }
  }

  @Override
  public String description() {
    return "linear, %d -> %d".formatted(in, out);
  }

  @Override
  public Extent output(Extent input) {
    if (input.size() != in) {
      throw new IllegalArgumentException(
          "%s expects %d features but gets %d".formatted(name, in, input.size()));
    }
    return new Extent(out, 1, 1);
  }

  @Override
  public List<TensorSpec> tensors() {
    return List.of(
        new TensorSpec(name + ".weight", List.of(out, in), TensorSpec.Role.WEIGHT),
        new TensorSpec(name + ".bias", List.of(out), TensorSpec.Role.BIAS));
  }

  @Override
  public long multiplyAdds(Extent input) {
    return (long) in * out;
  }

  @Override
  public Block block() {
    return new SequentialBlock()
        .add(Blocks.batchFlattenBlock())
        .add(ai.djl.nn.core.Linear.builder().setUnits(out).build());
  }

  @Override
  public String appendTo(OnnxGraph graph, String input) {
    String flat = graph.node("Flatten", name + ".flat", List.of(input)).with("axis", 1).add();
    return graph.node("Gemm", name, flat, tensors()).with("transB", 1).add();
  }

  @Override
  public String appendTo(TorchScriptGraph graph, String input) {
    String flat = graph.add("torch.flatten(%s, 1, -1)".formatted(input));
    return graph.add(
        "torch.linear(%s, %s, %s)"
            .formatted(flat, graph.operand(name + ".weight"), graph.operand(name + ".bias")));
  }
}
