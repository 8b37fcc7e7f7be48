package org.wingloss.model.layer;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.convolutional.Conv2d;
import java.util.ArrayList;
import java.util.List;
import org.wingloss.model.onnx.graph.OnnxGraph;
import org.wingloss.model.torchscript.TorchScriptGraph;
import org.wingloss.model.weights.TensorSpec;

/**
 * A square two-dimensional convolution with zero padding.
 *
 * @param name prefix of the tensors {@code .weight} (out, in/groups, kernel, kernel) and {@code
 *     .bias} (out)
 * @param in input channels
 * @param out output channels
 * @param kernel side of the kernel, pixels
 * @param stride step, pixels
 * @param padding zeros on every side, pixels
 * @param groups channel groups; {@code in} for a depth-wise convolution
 * @param bias whether a bias is added (not needed before a batch normalisation)
 */
public record Convolution(
    String name, int in, int out, int kernel, int stride, int padding, int groups, boolean bias)
    implements Layer {

  /** Checks the numbers. */
  public Convolution {
    if (in < 1 || out < 1 || kernel < 1 || stride < 1 || padding < 0 || groups < 1) {
      throw new IllegalArgumentException("not a convolution: " + describe(in, out, kernel));
    }
    if (in % groups != 0 || out % groups != 0) {
      throw new IllegalArgumentException(
          "channels %d -> %d must be multiples of groups %d".formatted(in, out, groups));
    }
  }

  /** The paper's convolution: 3 × 3, stride 1, padding 1, with bias. */
  public static Convolution same3x3(String name, int in, int out) {
    return new Convolution(name, in, out, 3, 1, 1, 1, true);
  }

  @Override
  public String description() {
    return describe(in, out, kernel)
        + (stride == 1 ? "" : ", stride " + stride)
        + (groups == 1 ? "" : ", groups " + groups);
  }

  private static String describe(int in, int out, int kernel) {
    return "conv %dx%d, %d -> %d".formatted(kernel, kernel, in, out);
  }

  @Override
  public Extent output(Extent input) {
    input.requireChannels(in, name);
    return new Extent(out, side(input.height()), side(input.width()));
  }

  private int side(int side) {
    return Math.floorDiv(side + 2 * padding - kernel, stride) + 1;
  }

  @Override
  public List<TensorSpec> tensors() {
    List<TensorSpec> tensors = new ArrayList<>();
    tensors.add(
        new TensorSpec(
            name + ".weight", List.of(out, in / groups, kernel, kernel), TensorSpec.Role.WEIGHT));
    if (bias) {
      tensors.add(new TensorSpec(name + ".bias", List.of(out), TensorSpec.Role.BIAS));
    }
    return tensors;
  }

  @Override
  public long multiplyAdds(Extent input) {
    return output(input).size() * (in / groups) * kernel * kernel;
  }

  @Override
  public Block block() {
    return Conv2d.builder()
        .setKernelShape(new Shape(kernel, kernel))
        .setFilters(out)
        .optStride(new Shape(stride, stride))
        .optPadding(new Shape(padding, padding))
        .optGroups(groups)
        .optBias(bias)
        .build();
  }

  @Override
  public String appendTo(OnnxGraph graph, String input) {
    return graph
        .node("Conv", name, input, tensors())
        .with("kernel_shape", kernel, kernel)
        .with("strides", stride, stride)
        .with("pads", padding, padding, padding, padding)
        .with("group", groups)
        .add();
  }

  @Override
  public String appendTo(TorchScriptGraph graph, String input) {
    return graph.convolution(
        input,
        graph.operand(name + ".weight"),
        bias ? graph.operand(name + ".bias") : "None",
        kernel,
        stride,
        padding,
        groups);
  }
}
