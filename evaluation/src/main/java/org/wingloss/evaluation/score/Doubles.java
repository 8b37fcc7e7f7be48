package org.wingloss.evaluation.score;

import java.util.Arrays;

/** A list of doubles that grows. */
final class Doubles {
  private double[] values = new double[64];
  private int size;

  void add(double value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size++] = value;
  }

  /** Appends other values, each plus an offset. */
  void addAll(Doubles other, double offset) {
    if (size + other.size > values.length) {
      values = Arrays.copyOf(values, Math.max(2 * values.length, size + other.size));
    }
    for (int i = 0; i < other.size; i++) {
      values[size++] = other.values[i] + offset;
    }
  }

  int size() {
    return size;
  }

  double get(int i) {
    return values[i];
  }

  double[] toArray() {
    return Arrays.copyOf(values, size);
  }
}
