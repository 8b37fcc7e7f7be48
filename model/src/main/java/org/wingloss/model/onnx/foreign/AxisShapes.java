package org.wingloss.model.onnx.foreign;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** The output shapes of operators that rearrange, cut and join, with the numbers of small ones. */
final class AxisShapes {
  private static final long MOST_PADDING = 65_536;

  private AxisShapes() {}

  static TracedValue reshape(OnnxNode node) {
    TracedValue x = node.input(0);
    List<Long> shape = new ArrayList<>();
    int free = -1;
    long known = 1;
    for (long side : node.input(1).wholes("the shape")) {
      int at = shape.size();
      boolean second = side == -1 && free >= 0;
      boolean unknown = side == 0 && at >= x.rank();
      if (second || unknown || side < -1) {
        throw new IllegalArgumentException("a shape has the side " + side);
      }
      if (side == -1) {
        free = at;
        shape.add(1L);
      } else {
        shape.add(side == 0 ? x.shape().get(at) : (Long) side);
        known *= Math.max(1, Math.min(shape.get(at), TracedValue.MOST_NUMBERS));
        known = Math.min(known, TracedValue.MOST_NUMBERS);
      }
    }
    if (free >= 0) {
      shape.set(free, x.count() / known);
    }
    TracedValue reshaped = x.in(shape);
    if (reshaped.count() != x.count()) {
      throw new IllegalArgumentException(
          "a value of shape %s cannot have the shape %s".formatted(x.shape(), shape));
    }
    return reshaped;
  }

  static TracedValue transpose(OnnxNode node) {
    TracedValue x = node.input(0);
    List<Long> shape = new ArrayList<>();
    if (!node.has("perm")) {
      shape.addAll(x.shape());
      Collections.reverse(shape);
      return x.unknown(shape);
    }
    Set<Long> seen = new HashSet<>();
    for (long axis : node.wholes("perm")) {
      if (axis < 0 || axis >= x.rank() || !seen.add(axis)) {
        throw new IllegalArgumentException("perm has the axis " + axis);
      }
      shape.add(x.shape().get((int) axis));
    }
    if (shape.size() != x.rank()) {
      throw new IllegalArgumentException("perm must name every axis once");
    }
    return x.unknown(shape);
  }

  static TracedValue pad(OnnxNode node) {
    TracedValue x = node.input(0);
    String mode = node.text("mode", "constant");
    if (!mode.equals("constant") || node.optional(3) != null) {
      throw new IllegalArgumentException("only a constant is padded, on all axes");
    }
    node.requireSingle(2);
    long[] pads = node.axes("pads", 1);
    if (pads.length != 2 * x.rank()) {
      throw new IllegalArgumentException(
          "%d pads do not fit %d axes".formatted(pads.length, x.rank()));
    }
    List<Long> shape = new ArrayList<>();
    for (int axis = 0; axis < x.rank(); axis++) {
      long before = pads[axis];
      long after = pads[x.rank() + axis];
      if (Math.min(before, after) < 0 || Math.max(before, after) > MOST_PADDING) {
        throw new IllegalArgumentException("an axis is padded by %d, %d".formatted(before, after));
      }
      shape.add(x.shape().get(axis) + before + after);
    }
    return x.unknown(shape);
  }

  static TracedValue flatten(OnnxNode node) {
    TracedValue x = node.input(0);
    long given = node.whole("axis", 1);
    int axis = given == x.rank() ? x.rank() : TracedValue.axis(given, Math.max(1, x.rank()));
    long before = x.shape().subList(0, axis).stream().reduce(1L, (a, b) -> a * b);
    long after = x.shape().subList(axis, x.rank()).stream().reduce(1L, (a, b) -> a * b);
    return x.in(List.of(before, after));
  }

  static TracedValue squeeze(OnnxNode node) {
    TracedValue x = node.input(0);
    SortedSet<Integer> gone = places(node.axes("axes", 1), x.rank());
    List<Long> shape = new ArrayList<>();
    for (int i = 0; i < x.rank(); i++) {
      boolean dropped = gone.isEmpty() ? x.shape().get(i) == 1 : gone.contains(i);
      if (!dropped) {
        shape.add(x.shape().get(i));
      } else if (x.shape().get(i) != 1) {
        throw new IllegalArgumentException("side %d is not 1".formatted(i));
      }
    }
    return x.in(shape);
  }

  static TracedValue unsqueeze(OnnxNode node) {
    TracedValue x = node.input(0);
    long[] axes = node.axes("axes", 1);
    List<Long> shape = new ArrayList<>(x.shape());
    for (int place : places(axes, x.rank() + axes.length)) {
      shape.add(Math.min(place, shape.size()), 1L);
    }
    return x.in(shape);
  }

  private static SortedSet<Integer> places(long[] axes, int rank) {
    SortedSet<Integer> places = new TreeSet<>();
    for (long axis : axes) {
      if (!places.add(TracedValue.axis(axis, rank))) {
        throw new IllegalArgumentException("axis %d is given twice".formatted(axis));
      }
    }
    return places;
  }

  static TracedValue concat(OnnxNode node) {
    TracedValue first = node.input(0);
    int axis = TracedValue.axis(node.whole("axis", 0), first.rank());
    List<Long> shape = new ArrayList<>(first.shape());
    List<Double> content = new ArrayList<>();
    shape.set(axis, 0L);
    boolean known = first.rank() == 1;
    for (int i = 0; i < node.inputs(); i++) {
      TracedValue part = node.input(i);
      List<Long> rest = new ArrayList<>(part.shape());
      if (part.rank() == shape.size()) {
        rest.set(axis, shape.get(axis));
      }
      if (!rest.equals(shape)) {
        throw new IllegalArgumentException(
            "shapes %s and %s cannot be joined".formatted(first.shape(), part.shape()));
      }
      shape.set(axis, shape.get(axis) + part.shape().get(axis));
      known &= part.content() != null;
      if (known) {
        content.addAll(part.content());
      }
    }
    boolean kept = known && content.size() <= TracedValue.MOST_KNOWN;
    return new TracedValue(shape, kept ? content : null, first.element());
  }

  static TracedValue slice(OnnxNode node) {
    TracedValue x = node.input(0);
    long[] starts = node.axes("starts", 1);
    long[] ends = node.axes("ends", 2);
    long[] axes = node.axes("axes", 3);
    long[] steps = node.axes("steps", 4);
    if (starts.length == 0 || ends.length != starts.length) {
      throw new IllegalArgumentException("starts and ends must be as many");
    }
    TracedValue result = x;
    for (int i = 0; i < starts.length; i++) {
      int axis = TracedValue.axis(i < axes.length ? axes[i] : i, x.rank());
      long step = i < steps.length ? steps[i] : 1;
      if (step < 1) {
        throw new IllegalArgumentException("a step must be >= 1 but is " + step);
      }
      long side = result.shape().get(axis);
      step = Math.min(step, side + 1);
      long from = clamped(starts[i], side);
      long to = Math.max(from, clamped(ends[i], side));
      List<Long> shape = new ArrayList<>(result.shape());
      shape.set(axis, (to - from + step - 1) / step);
      List<Double> content = null;
      if (result.content() != null && x.rank() == 1) {
        content = new ArrayList<>();
        for (long k = from; k < to; k += step) {
          content.add(result.content().get((int) k));
        }
        shape.set(axis, (long) content.size());
      }
      result = new TracedValue(shape, content, x.element());
    }
    return result;
  }

  private static long clamped(long place, long side) {
    return Math.max(0, Math.min(side, place < 0 ? Math.max(place, -side) + side : place));
  }

  static List<TracedValue> split(OnnxNode node) {
    TracedValue x = node.input(0);
    long named = node.whole("num_outputs", node.outputs());
    if (named != node.outputs()) {
      throw new IllegalArgumentException(
          "num_outputs is %d but the node has %d outputs".formatted(named, node.outputs()));
    }
    int axis = TracedValue.axis(node.whole("axis", 0), x.rank());
    long[] parts = node.axes("split", 1);
    if (parts.length == 0) {
      parts = new long[node.outputs()];
      long each = (x.shape().get(axis) + parts.length - 1) / parts.length;
      for (int i = 0; i < parts.length; i++) {
        parts[i] = Math.min(each, x.shape().get(axis) - i * each);
      }
    }
    List<TracedValue> values = new ArrayList<>();
    long sum = 0;
    for (long part : parts) {
      List<Long> shape = new ArrayList<>(x.shape());
      shape.set(axis, part);
      values.add(x.unknown(shape));
      sum += part;
    }
    if (sum != x.shape().get(axis) || parts.length != node.outputs()) {
      throw new IllegalArgumentException(
          "%d parts of together %d do not fit a side of %d"
              .formatted(parts.length, sum, x.shape().get(axis)));
    }
    return values;
  }

  static TracedValue gather(OnnxNode node) {
    TracedValue x = node.input(0);
    TracedValue indices = node.input(1);
    int axis = TracedValue.axis(node.whole("axis", 0), x.rank());
    List<Long> shape = new ArrayList<>(x.shape().subList(0, axis));
    shape.addAll(indices.shape());
    shape.addAll(x.shape().subList(axis + 1, x.rank()));
    if (x.rank() != 1 || x.content() == null || indices.content() == null) {
      return x.unknown(shape);
    }
    List<Double> content = new ArrayList<>();
    for (long index : indices.wholes("the index")) {
      content.add(x.content().get(TracedValue.axis(index, x.content().size())));
    }
    return new TracedValue(shape, content, x.element());
  }

  static TracedValue shape(OnnxNode node) {
    List<Double> sides = node.input(0).shape().stream().map(Long::doubleValue).toList();
    return new TracedValue(List.of((long) sides.size()), sides, OnnxConstant.Element.INT64);
  }

  static TracedValue reduction(OnnxNode node) {
    TracedValue x = node.input(0);
    SortedSet<Integer> gone = places(node.axes("axes", 1), x.rank());
    boolean kept = node.whole("keepdims", 1) == 1;
    List<Long> shape = new ArrayList<>();
    for (int i = 0; i < x.rank(); i++) {
      if (!gone.isEmpty() && !gone.contains(i)) {
        shape.add(x.shape().get(i));
      } else if (kept) {
        shape.add(1L);
      }
    }
    TracedValue reduced = x.unknown(shape);
    node.takes((double) x.count() / Math.max(1, reduced.count()));
    return reduced;
  }
}
