package org.wingloss.model.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import java.util.List;
import org.wingloss.model.onnx.graph.OnnxGraph;
import org.wingloss.model.torchscript.TorchScriptGraph;

/**
 * Every square of pixels becomes one: (N, C, H, W) becomes (N, s·s·C, H/s, W/s). A 3 × 3
 * convolution behind it is one of 3s × 3s with stride s, without a strided kernel (see {@code
 * NetworkSpec.channelsLast}).
 *
 * @param name unique in its network
 * @param side s, pixels; H and W must be multiples of it
 */
public record SpaceToDepth(String name, int side) implements Layer {
  /** Checks the side. */
  public SpaceToDepth {
    if (side < 1) {
      throw new IllegalArgumentException("side must be >= 1 but was " + side);
    }
  }

  @Override
  public String description() {
    return "space to depth %dx%d".formatted(side, side);
  }

  @Override
  public Extent output(Extent input) {
    if (input.height() % side != 0 || input.width() % side != 0) {
      throw new IllegalArgumentException(
          "%s expects sides that are multiples of %d but gets %s".formatted(name, side, input));
    }
    return new Extent(input.channels() * side * side, input.height() / side, input.width() / side);
  }

  @Override
  public Block block() {
    return LambdaBlock.singleton(this::squares, name);
  }

  /** Works on channels-last memory, in which the network runs, and leaves it so. */
  private NDArray squares(NDArray maps) {
    Shape shape = maps.getShape();
    long channels = shape.get(1);
    long height = shape.get(2) / side;
    long width = shape.get(3) / side;
    return maps.transpose(0, 2, 3, 1)
        .reshape(shape.get(0), height, side, width, side, channels)
        .transpose(0, 1, 3, 2, 4, 5)
        .reshape(shape.get(0), height, width, channels * side * side)
        .transpose(0, 3, 1, 2);
  }

  @Override
  public String appendTo(OnnxGraph graph, String input) {
    return graph.node("SpaceToDepth", name, List.of(input)).with("blocksize", side).add();
  }

  @Override
  public String appendTo(TorchScriptGraph graph, String input) {
    String size = "torch.size(%s, %d)";
    String n = size.formatted(input, 0);
    String channels = size.formatted(input, 1);
    String height = size.formatted(input, 2) + " // " + side;
    String width = size.formatted(input, 3) + " // " + side;
    String rows = graph.add("torch.permute(%s, [0, 2, 3, 1])".formatted(input));
    String split =
        graph.add(
            "torch.reshape(%s, [%s, %s, %d, %s, %d, %s])"
                .formatted(rows, n, height, side, width, side, channels));
    String squares = graph.add("torch.permute(%s, [0, 1, 3, 2, 4, 5])".formatted(split));
    String joined =
        graph.add("torch.reshape(%s, [%s, %s, %s, -1])".formatted(squares, n, height, width));
    return graph.add("torch.permute(%s, [0, 3, 1, 2])".formatted(joined));
  }
}
