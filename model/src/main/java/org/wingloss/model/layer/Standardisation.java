package org.wingloss.model.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import java.util.List;
import org.wingloss.model.onnx.graph.OnnxGraph;
import org.wingloss.model.torchscript.TorchScriptGraph;
import org.wingloss.model.weights.Tensor;

/**
 * {@code (x − mean)/deviation} per channel with fixed numbers: what a backbone trained elsewhere
 * expects. It makes the network's input [0, 1] like every other network's.
 *
 * @param name unique in its network
 * @param mean one number per channel
 * @param deviation one number per channel, above 0
 */
public record Standardisation(String name, List<Float> mean, List<Float> deviation)
    implements Layer {
  /** Copies the lists and checks the numbers. */
  public Standardisation {
    mean = List.copyOf(mean);
    deviation = List.copyOf(deviation);
    if (mean.isEmpty()
        || mean.size() != deviation.size()
        || deviation.stream().anyMatch(d -> !(d > 0))) {
      throw new IllegalArgumentException(
          "standardisation needs as many means as deviations above 0 but was %s, %s"
              .formatted(mean, deviation));
    }
  }

  @Override
  public String description() {
    return "standardise";
  }

  @Override
  public Extent output(Extent input) {
    input.requireChannels(mean.size(), name);
    return input;
  }

  @Override
  public Block block() {
    return LambdaBlock.singleton(
        x -> {
          Shape shape = new Shape(1, mean.size(), 1, 1);
          NDArray shift = x.getManager().create(array(mean), shape).toDevice(x.getDevice(), false);
          NDArray scale =
              x.getManager().create(array(deviation), shape).toDevice(x.getDevice(), false);
          return x.sub(shift).div(scale);
        },
        name);
  }

  @Override
  public String appendTo(OnnxGraph graph, String input) {
    List<Integer> shape = List.of(1, mean.size(), 1, 1);
    String shift = graph.constant(name + ".mean", Tensor.of(shape, array(mean)));
    String scale = graph.constant(name + ".deviation", Tensor.of(shape, array(deviation)));
    String centred = graph.node("Sub", name + ".centred", List.of(input, shift)).add();
    return graph.node("Div", name, List.of(centred, scale)).add();
  }

  @Override
  public String appendTo(TorchScriptGraph graph, String input) {
    String shift = constant(graph, mean, input);
    String scale = constant(graph, deviation, input);
    return graph.add("torch.div(torch.sub(%s, %s), %s)".formatted(input, shift, scale));
  }

  /** Numbers per channel, as precise and on the same device as the value that they meet. */
  private static String constant(TorchScriptGraph graph, List<Float> values, String like) {
    return graph.add(
        "torch.reshape(%s, [1, -1, 1, 1])".formatted(graph.vector(array(values), like)));
  }

  private static float[] array(List<Float> values) {
    float[] array = new float[values.size()];
    for (int i = 0; i < array.length; i++) {
      array[i] = values.get(i);
    }
    return array;
  }
}
