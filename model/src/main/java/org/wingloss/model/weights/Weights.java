package org.wingloss.model.weights;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tensors of a network by name, in the network's order.
 *
 * @param tensors name → tensor
 */
public record Weights(Map<String, Tensor> tensors) {
  /** Copies the map and keeps its order. */
  public Weights {
    tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
  }

  /**
   * The tensor of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Tensor get(String name) {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("there is no tensor '" + name + "'");
    }
    return tensor;
  }

  /** The number of elements of all tensors. */
  public long size() {
    return tensors.values().stream().mapToLong(Tensor::size).sum();
  }

  /** Whether no value is infinite or NaN. */
  public boolean isFinite() {
    return tensors.values().stream().allMatch(Tensor::isFinite);
  }

  /**
   * How these tensors differ from what a network needs, one sentence each; empty when they fit.
   *
   * @param specs the network's tensors
   */
  public List<String> mismatches(List<TensorSpec> specs) {
    List<String> problems = new ArrayList<>();
    Map<String, Tensor> left = new LinkedHashMap<>(tensors);
    for (TensorSpec spec : specs) {
      Tensor tensor = left.remove(spec.name());
      if (tensor == null) {
        problems.add("tensor '%s' %s is missing".formatted(spec.name(), spec.shape()));
      } else if (!tensor.shape().equals(spec.shape())) {
        problems.add(
            "tensor '%s' has shape %s but the network needs %s"
                .formatted(spec.name(), tensor.shape(), spec.shape()));
      }
    }
    left.forEach(
        (name, tensor) ->
            problems.add(
                "tensor '%s' %s is not part of the network".formatted(name, tensor.shape())));
    return problems;
  }
}
