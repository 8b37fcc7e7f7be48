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
 * Every pixel becomes four: (N, C, H, W) becomes (N, C, 2H, 2W), nearest neighbour.
 *
 * @param name unique in its network
 */
public record Upsampling(String name) implements Layer {
  private static final int FACTOR = 2;

  /** The engine's number for the nearest neighbour. */
  private static final int NEAREST = 0;

  @Override
  public String description() {
    return "upsample 2x";
  }

  @Override
  public Extent output(Extent input) {
    return new Extent(input.channels(), FACTOR * input.height(), FACTOR * input.width());
  }

  @Override
  public Block block() {
    return LambdaBlock.singleton(Upsampling::twice, name);
  }

  private static NDArray twice(NDArray maps) {
    Shape shape = maps.getShape();
    long[] sides = {FACTOR * shape.get(2), FACTOR * shape.get(3)};
    return maps.getNDArrayInternal().interpolation(sides, NEAREST, false);
  }

  @Override
  public String appendTo(OnnxGraph graph, String input) {
    String scales =
        graph.constant(name + ".scales", Tensor.of(List.of(4), new float[] {1, 1, FACTOR, FACTOR}));
    return graph
        .node("Resize", name, List.of(input, "", scales))
        .withText("mode", "nearest")
        .withText("coordinate_transformation_mode", "asymmetric")
        .withText("nearest_mode", "floor")
        .add();
  }

  @Override
  public String appendTo(TorchScriptGraph graph, String input) {
    return graph.add(
        "torch.upsample_nearest2d(%s, None, [%d.0, %d.0])".formatted(input, FACTOR, FACTOR));
  }
}
