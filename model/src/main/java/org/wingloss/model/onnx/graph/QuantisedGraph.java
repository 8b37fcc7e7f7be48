package org.wingloss.model.onnx.graph;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wingloss.model.weights.ChannelScales;
import org.wingloss.model.weights.Tensor;
import org.wingloss.model.weights.Weights;

/**
 * A graph whose activations are bytes and whose weights are signed bytes with a scale per output
 * channel, written with pairs of QuantizeLinear and DequantizeLinear (QDQ): every runtime can
 * compute it in float32, and those that know integer kernels put them in the pairs' place. Layers
 * append their nodes as to any graph.
 *
 * <p>Batch normalisations must have been folded into the convolutions before.
 */
public final class QuantisedGraph extends OnnxGraph {
  private static final int INT8 = 3;
  private static final int INT32 = 6;
  private static final int LARGEST_BIAS = 1 << 30;

  /** They move or choose values, so what was held exactly before is so afterwards. */
  private static final Set<String> KEEPS_VALUES =
      Set.of("MaxPool", "Resize", "Reshape", "Transpose", "Flatten", "Relu");

  private static final Set<String> HAS_WEIGHTS = Set.of("Conv", "Gemm");

  private final Quantisation quantisation;
  private final Weights weights;

  /** Names of dequantised values with the step in which they were held. */
  private final Map<String, Quantisation.Step> held = new HashMap<>();

  /** Starts a graph, see {@link OnnxGraph#OnnxGraph(String, Weights)}. */
  public QuantisedGraph(String name, Weights weights, Quantisation quantisation) {
    super(name, weights);
    this.quantisation = quantisation;
    this.weights = weights;
  }

  /** The weight is written once it is known whether in 8 bits, see {@link #add}. */
  @Override
  public String weight(String name) {
    return name;
  }

  /** Bytes are what such a graph holds anyway. */
  @Override
  public String pixels(String bytes) {
    return dequantised("preprocess.pixels", bytes, Quantisation.Step.PIXELS);
  }

  /** Pixels in [0, 1] become the bytes that they were. */
  @Override
  public String unitPixels(String input) {
    return pair(input, Quantisation.Step.PIXELS);
  }

  @Override
  String add(GraphNode node) {
    String input = node.inputs().get(0);
    Quantisation.Step before = held.get(input);
    Quantisation.Step after = quantisation.activations().get(node.name());
    if (HAS_WEIGHTS.contains(node.operator())) {
      boolean bytes = before != null && after != null;
      return bytes ? pair(super.add(inBytes(node, before)), after) : super.add(inFloats(node));
    }
    if (before != null && node.operator().equals("Relu") && before.zeroPoint() == 0) {
      // Nothing below 0 can be held.
      return input;
    }
    if (after == null && KEEPS_VALUES.contains(node.operator())) {
      after = before;
    }
    String output = super.add(node);
    return after == null ? output : pair(output, after);
  }

  private GraphNode inFloats(GraphNode node) {
    node.inputs().subList(1, node.inputs().size()).forEach(super::weight);
    return node;
  }

  /** Weight and bias as whole numbers: the bias in steps of input times weight. */
  private GraphNode inBytes(GraphNode node, Quantisation.Step before) {
    List<String> inputs = new ArrayList<>();
    inputs.add(node.inputs().get(0));
    String weight = node.inputs().get(1);
    Tensor values = weights.get(weight);
    ChannelScales scales = ChannelScales.of(values);
    if (node.inputs().size() > 2) {
      scales = scales.atLeast(leastScales(weights.get(node.inputs().get(2)), before.scale()));
    }
    inputs.add(constant(weight, INT8, values.shape(), scales.bytes(values), scales.values()));
    if (node.inputs().size() > 2) {
      String bias = node.inputs().get(2);
      float[] steps = scales.values();
      for (int i = 0; i < steps.length; i++) {
        steps[i] *= before.scale();
      }
      inputs.add(
          constant(bias, INT32, List.of(steps.length), wholes(weights.get(bias), steps), steps));
    }
    return node.reading(inputs);
  }

  /**
   * The scales below which a bias would not fit into 32 bits beside the products: those of channels
   * whose weights are nearly nothing, and then become nothing.
   */
  private static float[] leastScales(Tensor bias, float input) {
    float[] least = new float[bias.size()];
    for (int i = 0; i < least.length; i++) {
      least[i] = (float) (Math.abs((double) bias.get(i)) / input / LARGEST_BIAS);
    }
    return least;
  }

  private static byte[] wholes(Tensor bias, float[] steps) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Integer.BYTES * steps.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < steps.length; i++) {
      bytes.putInt((int) Math.rint((double) bias.get(i) / steps[i]));
    }
    return bytes.array();
  }

  /** A constant of whole numbers, one scale for each of its first side. */
  private String constant(
      String name, int type, List<Integer> shape, byte[] bytes, float[] scales) {
    List<String> inputs = new ArrayList<>();
    inputs.add(raw(name + ".whole", type, shape, bytes));
    inputs.add(constant(name + ".scale", Tensor.of(List.of(scales.length), scales)));
    if (type == INT8) {
      // By definition that is what is left out, but ONNX Runtime's kernel for Gemm looks for it.
      byte[] zeros = new byte[scales.length];
      inputs.add(raw("zero-points." + scales.length, INT8, List.of(scales.length), zeros));
    }
    return super.add(node("DequantizeLinear", name, inputs).with("axis", 0));
  }

  /** A value rounded to bytes and back; the name of what is left of it. */
  private String pair(String value, Quantisation.Step step) {
    String bytes =
        super.add(
            node("QuantizeLinear", value + ".bytes", List.of(value, scale(step), zeroPoint(step))));
    return dequantised(value + ".held", bytes, step);
  }

  private String dequantised(String name, String bytes, Quantisation.Step step) {
    String value =
        super.add(node("DequantizeLinear", name, List.of(bytes, scale(step), zeroPoint(step))));
    held.put(value, step);
    return value;
  }

  private String scale(Quantisation.Step step) {
    return constant("scale." + step.scale(), Tensor.of(List.of(), step.scale()));
  }

  private String zeroPoint(Quantisation.Step step) {
    byte[] one = {(byte) step.zeroPoint()};
    return raw("zero-point." + step.zeroPoint(), Element.UINT8.code(), List.of(), one);
  }
}
