package org.wingloss.model.layer;

import ai.djl.nn.Block;
import ai.djl.nn.norm.BatchNorm;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wingloss.model.onnx.graph.OnnxGraph;
import org.wingloss.model.torchscript.TorchScriptGraph;
import org.wingloss.model.weights.Tensor;
import org.wingloss.model.weights.TensorSpec;
import org.wingloss.model.weights.Weights;

/**
 * Batch normalisation (Ioffe and Szegedy, ICML 2015): {@code scale·(x − mean)/√(variance + ε) +
 * shift} per channel, with the batch's moments in training and their running averages afterwards.
 *
 * @param name prefix of the tensors {@code .weight} (scale), {@code .bias} (shift), {@code
 *     .running_mean}, {@code .running_var}, each of shape (channels)
 * @param channels C
 */
public record BatchNormalisation(String name, int channels) implements Layer {
  /** Added to the variance; the same in training, export and PyTorch. */
  public static final float EPSILON = 1e-5f;

  /** Share of the old running average that a training step keeps. */
  public static final float MOMENTUM = 0.9f;

  /** Checks the count. */
  public BatchNormalisation {
    if (channels < 1) {
      throw new IllegalArgumentException("channels must be >= 1 but was " + channels);
    }
  }

  @Override
  public String description() {
    return "batch norm";
  }

  @Override
  public Extent output(Extent input) {
    input.requireChannels(channels, name);
    return input;
  }

  @Override
  public List<TensorSpec> tensors() {
    List<Integer> shape = List.of(channels);
    return List.of(
        new TensorSpec(name + ".weight", shape, TensorSpec.Role.SCALE),
        new TensorSpec(name + ".bias", shape, TensorSpec.Role.SHIFT),
        new TensorSpec(name + ".running_mean", shape, TensorSpec.Role.MEAN),
        new TensorSpec(name + ".running_var", shape, TensorSpec.Role.VARIANCE));
  }

  /** By what a channel is multiplied after training. */
  double factor(Weights weights, int channel) {
    double variance = weights.get(name + ".running_var").get(channel);
    return weights.get(name + ".weight").get(channel) / Math.sqrt(variance + EPSILON);
  }

  /** What becomes of a value after training. */
  double after(Weights weights, int channel, double value) {
    double centred = value - weights.get(name + ".running_mean").get(channel);
    return weights.get(name + ".bias").get(channel) + factor(weights, channel) * centred;
  }

  /** Tensors with which this layer adds a number to each channel and does nothing else. */
  Map<String, Tensor> shift(Tensor shift) {
    float[] scale = new float[channels];
    Arrays.fill(scale, (float) Math.sqrt(1.0 + EPSILON));
    float[] variance = new float[channels];
    Arrays.fill(variance, 1);
    List<Integer> shape = List.of(channels);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put(name + ".weight", Tensor.of(shape, scale));
    tensors.put(name + ".bias", shift);
    tensors.put(name + ".running_mean", Tensor.of(shape, new float[channels]));
    tensors.put(name + ".running_var", Tensor.of(shape, variance));
    return tensors;
  }

  @Override
  public Block block() {
    return BatchNorm.builder().optEpsilon(EPSILON).optMomentum(MOMENTUM).build();
  }

  @Override
  public String appendTo(OnnxGraph graph, String input) {
    return graph
        .node("BatchNormalization", name, input, tensors())
        .withNumber("epsilon", EPSILON)
        .add();
  }

  /** The moments stay in float32, whatever the precision of the arithmetic. */
  @Override
  public String appendTo(TorchScriptGraph graph, String input) {
    return graph.add(
        "torch.batch_norm(%s, %s, %s, %s, %s, True, %s, %s, True)"
            .formatted(
                input,
                graph.tensor(name + ".weight"),
                graph.tensor(name + ".bias"),
                graph.tensor(name + ".running_mean"),
                graph.tensor(name + ".running_var"),
                1.0 - MOMENTUM,
                (double) EPSILON));
  }
}
