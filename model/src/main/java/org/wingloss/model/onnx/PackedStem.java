package org.wingloss.model.onnx;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wingloss.model.layer.Convolution;
import org.wingloss.model.layer.FoldedLayers;
import org.wingloss.model.layer.Layer;
import org.wingloss.model.layer.MaxPooling;
import org.wingloss.model.layer.Relu;
import org.wingloss.model.onnx.graph.OnnxGraph;
import org.wingloss.model.onnx.graph.Quantisation;
import org.wingloss.model.weights.Tensor;
import org.wingloss.model.weights.Weights;

/**
 * The first convolution of a network and the pooling behind it, for 8 bits and a picture as it is
 * decoded, to the same numbers in less time. A product of matrices is slow where there are three
 * channels to read and few to write. So four pixels beside each other become one of 12 channels,
 * which costs nothing where channels come last; one step of the convolution reads four rows and
 * three such pixels, and gives what two windows of the pooling choose from: two times four values
 * of each channel.
 *
 * @param weights of the network, with those of the convolution packed
 * @param rest the layers behind the pooling
 */
record PackedStem(
    String name, String pool, int size, int channels, Weights weights, List<Layer> rest) {
  /** Pixels that become one. */
  private static final int QUAD = 4;

  /** Windows of the pooling in one such pixel, and values in one window. */
  private static final int WINDOWS = 2;

  private static final int VALUES = 4;
  private static final int RGB = 3;
  private static final int KERNEL = 3;

  /** Packs a network that begins so; others have no such stem. */
  static Optional<PackedStem> of(FoldedLayers network, int size) {
    List<Layer> layers = network.layers();
    if (layers.size() < 3
        || size % QUAD != 0
        || !(layers.get(0) instanceof Convolution convolution)
        || !convolution.equals(Convolution.same3x3(convolution.name(), RGB, convolution.out()))
        || !(layers.get(1) instanceof Relu)
        || !layers.get(2).equals(MaxPooling.half(layers.get(2).name()))) {
      return Optional.empty();
    }
    String name = convolution.name();
    Map<String, Tensor> tensors = new LinkedHashMap<>(network.weights().tensors());
    tensors.computeIfPresent(name + ".weight", (key, kernels) -> packed(kernels));
    tensors.computeIfPresent(name + ".bias", (key, bias) -> repeated(bias));
    return Optional.of(
        new PackedStem(
            name,
            layers.get(2).name(),
            size,
            convolution.out(),
            new Weights(tensors),
            layers.subList(3, layers.size())));
  }

  /**
   * Whether the convolution is held in bytes of which none is below 0: that stands for the ReLU
   * behind it, which the stem has not.
   */
  boolean fits(Quantisation steps) {
    Quantisation.Step held = steps.activations().get(name);
    return held != null && held.zeroPoint() == 0;
  }

  /** (C, 3, 3, 3) becomes (2·4·C, 4·3, 4, 3): window, value, channel; pixel, colour; row, quad. */
  private static Tensor packed(Tensor kernels) {
    int channels = kernels.shape().get(0);
    int copies = WINDOWS * VALUES;
    float[] values = new float[copies * channels * QUAD * RGB * (KERNEL + 1) * KERNEL];
    for (int copy = 0; copy < copies; copy++) {
      int right = 2 * (copy / VALUES) + copy % 2;
      int down = copy % VALUES / 2;
      for (int i = 0; i < kernels.size(); i++) {
        int x = i % KERNEL;
        int y = i / KERNEL % KERNEL;
        int colour = i / (KERNEL * KERNEL) % RGB;
        int channel = i / (KERNEL * KERNEL * RGB);
        // The middle one of three quads begins at column 4; the kernel reaches one to the left.
        int column = QUAD + right + x - 1;
        int in = RGB * (column % QUAD) + colour;
        int out = channels * copy + channel;
        int place = (KERNEL + 1) * (QUAD * RGB * out + in) + down + y;
        values[KERNEL * place + column / QUAD] = kernels.get(i);
      }
    }
    return Tensor.of(List.of(copies * channels, QUAD * RGB, KERNEL + 1, KERNEL), values);
  }

  private static Tensor repeated(Tensor bias) {
    float[] values = new float[WINDOWS * VALUES * bias.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = bias.get(i % bias.size());
    }
    return Tensor.of(List.of(values.length), values);
  }

  /**
   * Appends the stem.
   *
   * @param pixels the name of the picture, (N, S, S, 3)
   * @return the name of the pooling's output, (N, C, S/2, S/2)
   */
  String appendTo(OnnxGraph graph, String pixels) {
    String quads = reshaped(graph, ".quads", pixels, size, size / QUAD, QUAD * RGB);
    String planes = graph.transpose(name + ".quads.planes", quads, 0, 3, 1, 2);
    String values =
        graph
            .node(
                "Conv",
                name,
                List.of(planes, graph.weight(name + ".weight"), graph.weight(name + ".bias")))
            .with("kernel_shape", KERNEL + 1, KERNEL)
            .with("strides", 2, 1)
            .with("pads", 1, 1, 1, 1)
            .add();
    int half = size / 2;
    String last = graph.transpose(name + ".channels.last", values, 0, 2, 3, 1);
    String windows = reshaped(graph, ".windows", last, half * half, VALUES, channels);
    String chosen =
        graph
            .node(
                "MaxPool",
                pool,
                List.of(graph.transpose(name + ".windows.planes", windows, 0, 3, 1, 2)))
            .with("kernel_shape", 1, VALUES)
            .with("strides", 1, VALUES)
            .add();
    String places = graph.transpose(name + ".chosen.last", chosen, 0, 2, 3, 1);
    String square = reshaped(graph, ".square", places, half, half, channels);
    return graph.transpose(name + ".square.planes", square, 0, 3, 1, 2);
  }

  private String reshaped(OnnxGraph graph, String suffix, String input, int... sides) {
    return graph.reshape(name + suffix, input, 0, sides[0], sides[1], sides[2]);
  }
}
