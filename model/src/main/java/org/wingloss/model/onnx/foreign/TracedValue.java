package org.wingloss.model.onnx.foreign;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What is known about a value of a graph before the graph is run.
 *
 * @param shape its sides; none for a single number
 * @param content its numbers in order, or null where they depend on the picture, are many, or may
 *     not be those that ONNX Runtime computes
 * @param element the type of its numbers
 */
record TracedValue(List<Long> shape, List<Double> content, OnnxConstant.Element element) {
  /** Constants of more numbers are not shapes, scales or axes. */
  static final int MOST_KNOWN = 64;

  /** The most sides of one value. */
  static final int MOST_SIDES = 8;

  /** The most numbers of one value: 256 MiB in float32. */
  static final long MOST_NUMBERS = 1L << 26;

  TracedValue {
    shape = List.copyOf(shape);
    if (shape.size() > MOST_SIDES) {
      throw new IllegalArgumentException(
          "a value has %d sides but at most %d are read".formatted(shape.size(), MOST_SIDES));
    }
    long count = 1;
    for (long side : shape) {
      if (side < 0 || side > MOST_NUMBERS || count * side > MOST_NUMBERS) {
        throw new IllegalArgumentException(
            "a value of shape %s is out of range: a value may have at most %d numbers"
                .formatted(shape, MOST_NUMBERS));
      }
      count *= side;
    }
  }

  /** A value of which only the shape is known. */
  static TracedValue of(List<Long> shape, OnnxConstant.Element element) {
    return new TracedValue(shape, null, element);
  }

  /** Another value of the same type, of which only the shape is known. */
  TracedValue unknown(List<Long> other) {
    return of(other, element);
  }

  /**
   * The value as its type holds what was computed in double: whole numbers lose their fractions,
   * those of float32 are rounded, and nothing is known where a number would wrap around or be
   * rounded to float16.
   */
  TracedValue exact() {
    if (content == null) {
      return this;
    }
    List<Double> cut = content.stream().map(element::cut).toList();
    return new TracedValue(shape, cut.stream().allMatch(element::holds) ? cut : null, element);
  }

  /** How many numbers it has. */
  long count() {
    return shape.stream().reduce(1L, (a, b) -> a * b);
  }

  int rank() {
    return shape.size();
  }

  /** Whether it is one number, with or without a side of length 1. */
  boolean isSingle() {
    return rank() < 2 && count() == 1;
  }

  /** The same numbers in another shape. */
  TracedValue in(List<Long> other) {
    return new TracedValue(other, content, element);
  }

  /**
   * The numbers, cut to whole ones.
   *
   * @throws IllegalArgumentException if they are not known
   */
  long[] wholes(String what) {
    return known(what).stream().mapToLong(Double::longValue).toArray();
  }

  /** The numbers. */
  List<Double> known(String what) {
    if (content == null) {
      throw new IllegalArgumentException(what + " must be constant");
    }
    return content;
  }

  /** The place of an axis, which counts from the end where it is negative. */
  static int axis(long axis, int rank) {
    long place = axis < 0 ? axis + rank : axis;
    if (place < 0 || place >= rank) {
      throw new IllegalArgumentException(
          "axis %d is out of range for %d sides".formatted(axis, rank));
    }
    return (int) place;
  }

  /** The shape of two operands that are repeated along their sides of length 1. */
  static List<Long> broadcast(List<Long> a, List<Long> b) {
    int rank = Math.max(a.size(), b.size());
    return IntStream.range(0, rank)
        .mapToObj(
            i -> {
              int inA = i - rank + a.size();
              int inB = i - rank + b.size();
              long left = inA < 0 ? 1 : a.get(inA);
              long right = inB < 0 ? 1 : b.get(inB);
              if (left != right && left != 1 && right != 1) {
                throw new IllegalArgumentException(
                    "shapes %s and %s do not fit each other".formatted(a, b));
              }
              return left == 1 ? (Long) right : (Long) left;
            })
        .toList();
  }
}
