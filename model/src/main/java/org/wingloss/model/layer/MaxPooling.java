package org.wingloss.model.layer;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.pooling.Pool;
import java.util.List;
import org.wingloss.model.onnx.graph.OnnxGraph;
import org.wingloss.model.torchscript.TorchScriptGraph;

/**
 * The largest value of every window.
 *
 * @param name unique in its network
 * @param kernel side of the window, pixels
 * @param stride step, pixels
 * @param padding pixels added on every side that never win
 */
public record MaxPooling(String name, int kernel, int stride, int padding) implements Layer {
  /** Checks the numbers. */
  public MaxPooling {
    if (kernel < 1 || stride < 1 || padding < 0 || 2 * padding > kernel) {
      throw new IllegalArgumentException(
          "not a pooling: kernel %d, stride %d, padding %d".formatted(kernel, stride, padding));
    }
  }

  /** The paper's pooling, which halves both sides. */
  public static MaxPooling half(String name) {
    return new MaxPooling(name, 2, 2, 0);
  }

  @Override
  public String description() {
    return "max pool %dx%d, stride %d".formatted(kernel, kernel, stride);
  }

  @Override
  public Extent output(Extent input) {
    return new Extent(input.channels(), side(input.height()), side(input.width()));
  }

  private int side(int side) {
    return Math.floorDiv(side + 2 * padding - kernel, stride) + 1;
  }

  @Override
  public Block block() {
    return Pool.maxPool2dBlock(
        new Shape(kernel, kernel), new Shape(stride, stride), new Shape(padding, padding));
  }

  @Override
  public String appendTo(OnnxGraph graph, String input) {
    return graph
        .node("MaxPool", name, List.of(input))
        .with("kernel_shape", kernel, kernel)
        .with("strides", stride, stride)
        .with("pads", padding, padding, padding, padding)
        .add();
  }

  @Override
  public String appendTo(TorchScriptGraph graph, String input) {
    return graph.add(
        "torch.max_pool2d(%s, [%d, %d], [%d, %d], [%d, %d], [1, 1], False)"
            .formatted(input, kernel, kernel, stride, stride, padding, padding));
  }
}
