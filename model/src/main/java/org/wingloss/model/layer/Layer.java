package org.wingloss.model.layer;

import ai.djl.nn.Block;
import java.util.List;
import org.wingloss.model.onnx.graph.OnnxGraph;
import org.wingloss.model.torchscript.TorchScriptGraph;
import org.wingloss.model.weights.TensorSpec;

/**
 * One layer of a network. Activations have shape (N, C, H, W) up to the first {@link Linear} or
 * {@link SoftArgmax} layer and (N, C) behind it.
 */
public sealed interface Layer
    permits Convolution,
        BatchNormalisation,
        Relu,
        MaxPooling,
        Upsampling,
        SpaceToDepth,
        GlobalAveragePooling,
        Linear,
        SoftArgmax,
        Standardisation,
        Residual {

  /** Unique in its network; the prefix of its tensors' names. */
  String name();

  /** What it is, with its parameters, for summaries: {@code conv 3x3, 3 -> 32}. */
  String description();

  /**
   * The size of the output.
   *
   * @throws IllegalArgumentException if an input of that size cannot be used
   */
  Extent output(Extent input);

  /** Its tensors, in the order in which {@link #block()} lists its parameters; none by default. */
  default List<TensorSpec> tensors() {
    return List.of();
  }

  /**
   * Multiplications (each with its addition) for one sample in convolutions and matrices; none by
   * default.
   */
  default long multiplyAdds(Extent input) {
    return 0;
  }

  /** Its lines in a summary: one, or those of the layers inside and one. */
  default List<LayerRow> rows(Extent input) {
    long parameters =
        tensors().stream()
            .filter(tensor -> tensor.role().isLearnt())
            .mapToLong(TensorSpec::size)
            .sum();
    return List.of(
        new LayerRow(name(), description(), output(input), parameters, multiplyAdds(input)));
  }

  /** A new, uninitialised DJL block that computes this layer. */
  Block block();

  /**
   * Appends ONNX nodes that compute this layer.
   *
   * @param graph the graph, which knows the weights
   * @param input the name of the value to read
   * @return the name of the result
   */
  String appendTo(OnnxGraph graph, String input);

  /**
   * Appends lines that compute this layer in training.
   *
   * @param graph the script, which knows the tensors
   * @param input the variable to read
   * @return the variable of the result
   */
  String appendTo(TorchScriptGraph graph, String input);
}
