package org.wingloss.model.weights;

import java.util.List;

/**
 * A tensor that a network needs.
 *
 * @param name unique in its network, as PyTorch would name it: {@code conv1.weight}
 * @param shape its sides; convolution kernels are (out, in/groups, height, width), matrices (out,
 *     in)
 * @param role what it is for
 */
public record TensorSpec(String name, List<Integer> shape, Role role) {
  /** What a tensor is for: decides its initialisation and whether it is learnt. */
  public enum Role {
    /** Multiplies the input: a convolution kernel or a matrix. */
    WEIGHT,
    /** Is added to the output. */
    BIAS,
    /** Scale of a batch normalisation. */
    SCALE,
    /** Shift of a batch normalisation. */
    SHIFT,
    /** Running mean of a batch normalisation; gathered, not learnt. */
    MEAN,
    /** Running variance of a batch normalisation; gathered, not learnt. */
    VARIANCE;

    /** Whether an optimiser changes tensors of this role. */
    public boolean isLearnt() {
      return this != MEAN && this != VARIANCE;
    }
  }

  /** Copies the shape. */
  public TensorSpec {
    shape = List.copyOf(shape);
  }

  /** The number of elements. */
  public long size() {
    return shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
  }

  /** How many inputs reach one output: the product of all sides but the first. */
  public long fanIn() {
    return size() / shape.get(0);
  }

  /** How many outputs one input reaches: the product of all sides but the second. */
  public long fanOut() {
    return shape.size() < 2 ? size() : size() / shape.get(1);
  }
}
