package org.wingloss.model.onnx.foreign;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The output shapes of convolutions, poolings, matrices, enlargements and conversions of (N, C, H,
 * W), with the check of what else they read: of its size ONNX Runtime takes no notice.
 */
final class LayerShapes {
  private static final double LARGEST_SCALE = 64;
  private static final int CUBIC = 16;

  /** ONNX Runtime rounds up in float32, where whole numbers are exact to twice as many. */
  private static final long LONGEST_ROUNDED_UP = 1L << 23;

  private LayerShapes() {}

  static TracedValue convolution(OnnxNode node) {
    List<Long> x = planes(node.input(0));
    List<Long> weight = planes(node.input(1));
    long groups = node.whole("group", 1);
    if (x.get(1) != weight.get(1) * groups || weight.get(0) % groups != 0) {
      throw new IllegalArgumentException(
          "a kernel of shape %s in %d groups does not fit an input of shape %s"
              .formatted(weight, groups, x));
    }
    long[] kernel = {weight.get(2), weight.get(3)};
    if (!Arrays.equals(node.wholes("kernel_shape", kernel), kernel)) {
      throw new IllegalArgumentException("kernel_shape differs from the kernel's shape");
    }
    if (node.optional(2) != null) {
      node.requireShape(2, List.of(weight.get(0)));
    }
    node.takes((double) weight.get(1) * kernel[0] * kernel[1]);
    List<Long> shape =
        List.of(x.get(0), weight.get(0), side(node, x, kernel, 0), side(node, x, kernel, 1));
    return node.input(0).unknown(shape);
  }

  static TracedValue pooling(OnnxNode node) {
    List<Long> x = planes(node.input(0));
    long[] kernel = node.wholes("kernel_shape");
    if (kernel.length != 2) {
      throw new IllegalArgumentException("kernel_shape must have two sides");
    }
    long[] pads = sides(node, "pads", 0, 0, 0, 0);
    for (int i = 0; i < pads.length; i++) {
      if (pads[i] >= kernel[i % 2]) {
        throw new IllegalArgumentException("pads must be smaller than the kernel");
      }
    }
    node.takes((double) kernel[0] * kernel[1]);
    List<Long> shape =
        List.of(x.get(0), x.get(1), side(node, x, kernel, 0), side(node, x, kernel, 1));
    return node.input(0).unknown(shape);
  }

  static TracedValue globalPooling(OnnxNode node) {
    List<Long> x = planes(node.input(0));
    node.takes((double) x.get(2) * x.get(3));
    return node.input(0).unknown(List.of(x.get(0), x.get(1), 1L, 1L));
  }

  static TracedValue spaceToDepth(OnnxNode node) {
    List<Long> x = planes(node.input(0));
    long side = node.whole("blocksize", 0);
    if (side < 1 || x.get(2) % side != 0 || x.get(3) % side != 0) {
      throw new IllegalArgumentException(
          "blocksize %d does not divide an input of shape %s".formatted(side, x));
    }
    List<Long> shape = List.of(x.get(0), x.get(1) * side * side, x.get(2) / side, x.get(3) / side);
    return node.input(0).unknown(shape);
  }

  /** One side of what a window gives that moves over the planes. */
  private static long side(OnnxNode node, List<Long> x, long[] kernel, int axis) {
    long in = x.get(2 + axis);
    long stride = sides(node, "strides", 1, 1)[axis];
    long dilation = sides(node, "dilations", 1, 1)[axis];
    long[] pads = sides(node, "pads", 0, 0, 0, 0);
    String automatic = node.text("auto_pad", "NOTSET");
    boolean same = automatic.startsWith("SAME");
    boolean padded = Arrays.stream(pads).anyMatch(pad -> pad != 0);
    if ((padded && !automatic.equals("NOTSET")) || (same && dilation != 1)) {
      throw new IllegalArgumentException(
          "auto_pad %s goes with neither pads nor dilations".formatted(automatic));
    }
    boolean up = node.whole("ceil_mode", 0) == 1;
    if (up && in > LONGEST_ROUNDED_UP) {
      throw new IllegalArgumentException(
          "ceil_mode: a side of %d is longer than %d".formatted(in, LONGEST_ROUNDED_UP));
    }
    if (same) {
      return (in + stride - 1) / stride;
    }
    long reach = dilation * (kernel[axis] - 1) + 1;
    long room = in + pads[axis] + pads[2 + axis] - reach;
    if (room < 0) {
      throw new IllegalArgumentException(
          "a window of %d does not fit a side of %d".formatted(reach, in));
    }
    long steps = (room + (up ? stride - 1 : 0)) / stride;
    if (up && steps * stride >= in + pads[axis]) {
      throw new IllegalArgumentException(
          "ceil_mode: the last window begins outside a side of %d".formatted(in));
    }
    return steps + 1;
  }

  /** An attribute with as many numbers as its default has. */
  private static long[] sides(OnnxNode node, String attribute, long... otherwise) {
    long[] sides = node.wholes(attribute, otherwise);
    if (sides.length != otherwise.length) {
      throw new IllegalArgumentException(
          "%s must have %d sides".formatted(attribute, otherwise.length));
    }
    return sides;
  }

  private static List<Long> planes(TracedValue value) {
    if (value.rank() != 4 || value.count() == 0) {
      throw new IllegalArgumentException(
          "expected four sides of at least 1 but found " + value.shape());
    }
    return value.shape();
  }

  static TracedValue gemm(OnnxNode node) {
    List<Long> a = node.input(0).shape();
    List<Long> b = node.input(1).shape();
    if (a.size() != 2 || b.size() != 2) {
      throw new IllegalArgumentException("both matrices must have two sides");
    }
    int turnedA = node.whole("transA", 0) == 0 ? 0 : 1;
    int turnedB = node.whole("transB", 0) == 0 ? 0 : 1;
    requireEqual(a.get(1 - turnedA), b.get(turnedB));
    List<Long> shape = List.of(a.get(turnedA), b.get(1 - turnedB));
    TracedValue bias = node.optional(2);
    if (bias != null && !TracedValue.broadcast(bias.shape(), shape).equals(shape)) {
      throw new IllegalArgumentException(
          "a bias of shape %s does not fit a product of shape %s".formatted(bias.shape(), shape));
    }
    node.takes(a.get(1 - turnedA));
    return node.input(0).unknown(shape);
  }

  /** Stacks of matrices; a vector is one row on the left and one column on the right. */
  static TracedValue matrices(OnnxNode node) {
    List<Long> a = new ArrayList<>(node.input(0).shape());
    List<Long> b = new ArrayList<>(node.input(1).shape());
    if (a.isEmpty() || b.isEmpty()) {
      throw new IllegalArgumentException("a single number is no matrix");
    }
    boolean row = a.size() == 1;
    boolean column = b.size() == 1;
    if (row) {
      a.add(0, 1L);
    }
    if (column) {
      b.add(1L);
    }
    long inner = a.get(a.size() - 1);
    requireEqual(inner, b.get(b.size() - 2));
    node.takes((double) inner);
    List<Long> shape =
        new ArrayList<>(
            TracedValue.broadcast(a.subList(0, a.size() - 2), b.subList(0, b.size() - 2)));
    if (!row) {
      shape.add(a.get(a.size() - 2));
    }
    if (!column) {
      shape.add(b.get(b.size() - 1));
    }
    return node.input(0).unknown(shape);
  }

  private static void requireEqual(long a, long b) {
    if (a != b) {
      throw new IllegalArgumentException("matrices of %d and %d do not fit".formatted(a, b));
    }
  }

  /** Upsample and Resize: by constant factors or to a constant size. */
  static TracedValue enlargement(OnnxNode node) {
    TracedValue x = node.input(0);
    if (node.text("mode", "nearest").equals("cubic")) {
      node.takes(CUBIC);
    }
    TracedValue sizes = node.optional(3);
    List<Long> shape = new ArrayList<>();
    if (sizes != null && sizes.count() > 0) {
      for (long side : sizes.wholes("the size")) {
        shape.add(side);
      }
    } else {
      List<Double> scales =
          node.has("scales")
              ? node.numbers("scales")
              : node.input(node.inputs() > 2 ? 2 : 1).known("the scale");
      for (int i = 0; i < scales.size() && i < x.rank(); i++) {
        double scale = scales.get(i);
        if (!(scale > 0 && scale <= LARGEST_SCALE)) {
          throw new IllegalArgumentException(
              "a scale must be above 0 and at most %s but is %s".formatted(LARGEST_SCALE, scale));
        }
        // As ONNX Runtime computes it, in float32.
        shape.add((long) Math.floor((float) scale * x.shape().get(i)));
      }
    }
    if (shape.size() != x.rank()) {
      throw new IllegalArgumentException(
          "%d scales do not fit %d sides".formatted(shape.size(), x.rank()));
    }
    return x.unknown(shape);
  }

  static TracedValue normalisation(OnnxNode node) {
    TracedValue x = node.input(0);
    List<Long> channels = List.of(x.shape().get(TracedValue.axis(1, x.rank())));
    for (int i = 1; i <= 4; i++) {
      node.requireShape(i, channels);
    }
    return x.unknown(x.shape());
  }

  /** To the type of the zero point. */
  static TracedValue quantised(OnnxNode node) {
    requireScales(node);
    TracedValue zero = node.optional(2);
    return TracedValue.of(
        node.input(0).shape(), zero == null ? OnnxConstant.Element.UINT8 : zero.element());
  }

  /** To the type of the scale. */
  static TracedValue dequantised(OnnxNode node) {
    requireScales(node);
    return node.input(1).unknown(node.input(0).shape());
  }

  /** One scale and one zero point, or one for every place of an axis. */
  private static void requireScales(OnnxNode node) {
    if (node.input(1).isSingle()) {
      node.requireSingle(2);
      return;
    }
    TracedValue x = node.input(0);
    List<Long> each = List.of(x.shape().get(TracedValue.axis(node.whole("axis", 1), x.rank())));
    node.requireShape(1, each);
    if (node.optional(2) != null) {
      node.requireShape(2, each);
    }
  }
}
