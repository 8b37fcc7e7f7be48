package org.wingloss.model.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import java.util.List;
import org.wingloss.model.onnx.graph.OnnxGraph;
import org.wingloss.model.torchscript.TorchScriptGraph;
import org.wingloss.model.weights.Tensor;

/**
 * Soft-argmax of each heatmap (integral regression; Sun et al., ECCV 2018): a softmax over the
 * heatmap's pixels, then the mean of their positions. (N, L, H, W) becomes (N, 2L), {@code [x1..xL,
 * y1..yL]} in pixels of the network's input, pixel centres on integers.
 *
 * @param name unique in its network
 * @param side H and W
 * @param step input pixels per heatmap pixel
 */
public record SoftArgmax(String name, int side, int step) implements Layer {
  /** Checks the numbers. */
  public SoftArgmax {
    if (side < 1 || step < 1) {
      throw new IllegalArgumentException(
          "side and step must be >= 1 but were %d and %d".formatted(side, step));
    }
  }

  @Override
  public String description() {
    return "expected position";
  }

  @Override
  public Extent output(Extent input) {
    if (input.height() != side || input.width() != side) {
      throw new IllegalArgumentException(
          "%s expects heatmaps of %d x %d but gets %s".formatted(name, side, side, input));
    }
    return new Extent(2 * input.channels(), 1, 1);
  }

  @Override
  public long multiplyAdds(Extent input) {
    return 2L * input.channels() * side;
  }

  /** The centres of the heatmap's pixels along one side, in input pixels. */
  private float[] centres() {
    float[] centres = new float[side];
    for (int i = 0; i < side; i++) {
      centres[i] = (i + 0.5f) * step - 0.5f;
    }
    return centres;
  }

  @Override
  public Block block() {
    return LambdaBlock.singleton(this::positions, name);
  }

  private NDArray positions(NDArray heatmaps) {
    Shape shape = heatmaps.getShape();
    NDArray shares = heatmaps.reshape(shape.get(0), shape.get(1), -1).softmax(2).reshape(shape);
    NDArray centres = heatmaps.getManager().create(centres()).toType(heatmaps.getDataType(), false);
    NDArray x = shares.sum(new int[] {2}).matMul(centres);
    NDArray y = shares.sum(new int[] {3}).matMul(centres);
    return x.concat(y, 1);
  }

  @Override
  public String appendTo(OnnxGraph graph, String input) {
    String flat = graph.reshape(name + ".flat", input, 0, 0, -1);
    String flatShares =
        graph.node("Softmax", name + ".softmax", List.of(flat)).with("axis", 2).add();
    String shares = graph.reshape(name + ".shares", flatShares, 0, 0, side, side);
    String centres = graph.constant(name + ".centres", Tensor.of(List.of(side), centres()));
    return graph
        .node(
            "Concat",
            name,
            List.of(mean(graph, "x", shares, 2, centres), mean(graph, "y", shares, 3, centres)))
        .with("axis", 1)
        .add();
  }

  /** The mean along one axis: the other one is summed first. */
  private String mean(OnnxGraph graph, String axis, String shares, long summed, String centres) {
    String axes = graph.constant(name + "." + axis + ".summed", summed);
    String sum =
        graph
            .node("ReduceSum", name + "." + axis + ".shares", List.of(shares, axes))
            .with("keepdims", 0)
            .add();
    return graph.node("MatMul", name + "." + axis, List.of(sum, centres)).add();
  }

  @Override
  public String appendTo(TorchScriptGraph graph, String input) {
    String flat = graph.add("torch.softmax(torch.flatten(%s, 2, -1), 2, None)".formatted(input));
    String shares =
        graph.add(
            "torch.reshape(%s, [torch.size(%s, 0), torch.size(%s, 1), %d, %d])"
                .formatted(flat, input, input, side, side));
    String centres = graph.vector(centres(), shares);
    String mean = "torch.matmul(torch.sum(%s, [%d], False, dtype=None), %s)";
    String x = graph.add(mean.formatted(shares, 2, centres));
    String y = graph.add(mean.formatted(shares, 3, centres));
    return graph.add("torch.cat([%s, %s], 1)".formatted(x, y));
  }
}
