package org.wingloss.model.onnx.foreign;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;

/**
 * The operators that a foreign file may use: those of small convolutional networks and of the
 * arithmetic of their boxes. None of them repeats, branches, reads a file or grows without bound,
 * and the shape of every result is known before the graph is run.
 */
final class OnnxOperators {
  /** The code of float32 in a file. */
  static final int FLOAT = 1;

  private static final Map<String, Rule> RULES = new LinkedHashMap<>();

  private OnnxOperators() {}

  private record Rule(Set<String> attributes, Function<OnnxNode, List<TracedValue>> shapes) {}

  static {
    for (String name :
        List.of("Relu", "Sigmoid", "HardSwish", "Tanh", "Exp", "Log", "Sqrt", "Neg", "Abs")) {
      one(name, OnnxOperators::same);
    }
    one("Identity", node -> node.input(0));
    one("Floor", node -> rounded(node.input(0), Math::floor));
    one("Ceil", node -> rounded(node.input(0), Math::ceil));
    one("LeakyRelu", OnnxOperators::same, "alpha");
    one("HardSigmoid", OnnxOperators::same, "alpha", "beta");
    one("Clip", OnnxOperators::sameWithSingles, "min", "max");
    one("Softmax", OnnxOperators::same, "axis");
    one("Dropout", OnnxOperators::sameWithSingles, "ratio", "seed");
    one("BatchNormalization", LayerShapes::normalisation, "epsilon", "momentum", "spatial");
    one("QuantizeLinear", LayerShapes::quantised, "axis");
    one("DequantizeLinear", LayerShapes::dequantised, "axis");
    one("Cast", OnnxOperators::cast, "to");
    one("Add", node -> joined(node, Double::sum));
    one("Sub", node -> joined(node, (a, b) -> a - b));
    one("Mul", node -> joined(node, (a, b) -> a * b));
    one("Div", OnnxOperators::quotient);
    one("Min", node -> joined(node, Math::min));
    one("Max", node -> joined(node, Math::max));
    one("Pow", node -> unknown(node.input(0), node.input(1)));
    one("PRelu", node -> unknown(node.input(0), node.input(1)));
    String[] window = {"auto_pad", "dilations", "kernel_shape", "pads", "strides"};
    one("Conv", LayerShapes::convolution, and(window, "group"));
    one("MaxPool", LayerShapes::pooling, and(window, "ceil_mode", "storage_order"));
    one("AveragePool", LayerShapes::pooling, and(window, "ceil_mode", "count_include_pad"));
    one("GlobalAveragePool", LayerShapes::globalPooling);
    one("Gemm", LayerShapes::gemm, "alpha", "beta", "transA", "transB");
    one("MatMul", LayerShapes::matrices);
    one("SpaceToDepth", LayerShapes::spaceToDepth, "blocksize");
    one("Upsample", LayerShapes::enlargement, "mode", "scales");
    one(
        "Resize",
        LayerShapes::enlargement,
        "mode",
        "coordinate_transformation_mode",
        "nearest_mode",
        "cubic_coeff_a",
        "exclude_outside",
        "extrapolation_value");
    one("Reshape", AxisShapes::reshape);
    one("Transpose", AxisShapes::transpose, "perm");
    one("Pad", AxisShapes::pad, "mode", "pads", "value");
    one("Flatten", AxisShapes::flatten, "axis");
    one("Squeeze", AxisShapes::squeeze, "axes");
    one("Unsqueeze", AxisShapes::unsqueeze, "axes");
    one("Concat", AxisShapes::concat, "axis");
    one("Slice", AxisShapes::slice, "starts", "ends", "axes");
    one("Gather", AxisShapes::gather, "axis");
    one("Shape", AxisShapes::shape);
    for (String name : List.of("ReduceMean", "ReduceSum", "ReduceMax", "ReduceMin")) {
      one(name, AxisShapes::reduction, "axes", "keepdims");
    }
    one("Constant", node -> OnnxConstant.of(node.tensor("value")), "value");
    RULES.put("Split", new Rule(Set.of("axis", "split", "num_outputs"), AxisShapes::split));
  }

  private static void one(
      String name, Function<OnnxNode, TracedValue> shape, String... attributes) {
    RULES.put(name, new Rule(Set.of(attributes), node -> List.of(shape.apply(node))));
  }

  private static String[] and(String[] some, String... more) {
    List<String> all = new ArrayList<>(List.of(some));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  /**
   * The node's attributes and inputs, checked.
   *
   * @throws IllegalArgumentException if the operator is not on the list or an attribute does not
   *     fit
   */
  static OnnxNode node(OnnxCall call, List<TracedValue> inputs) {
    Rule rule = RULES.get(call.operator());
    if (rule == null || !(call.domain().isEmpty() || call.domain().equals("ai.onnx"))) {
      throw new IllegalArgumentException("the operator is not on the list of those that are run");
    }
    if (call.outputs().isEmpty()) {
      throw new IllegalArgumentException("it has no output");
    }
    return new OnnxNode(call, inputs, rule.attributes());
  }

  /** What the node gives, one value per output. */
  static List<TracedValue> outputs(OnnxCall call, OnnxNode node) {
    List<TracedValue> outputs = RULES.get(call.operator()).shapes().apply(node);
    if (outputs.size() != node.outputs()) {
      throw new IllegalArgumentException(
          "has %d outputs but %d are read".formatted(node.outputs(), outputs.size()));
    }
    return outputs;
  }

  private static TracedValue same(OnnxNode node) {
    return node.input(0).unknown(node.input(0).shape());
  }

  private static TracedValue sameWithSingles(OnnxNode node) {
    node.requireSingle(1);
    node.requireSingle(2);
    return same(node);
  }

  private static TracedValue cast(OnnxNode node) {
    TracedValue x = node.input(0);
    OnnxConstant.Element to = OnnxConstant.Element.of(node.whole("to", 0));
    return to == x.element() ? x : new TracedValue(x.shape(), x.content(), to).exact();
  }

  private static TracedValue rounded(TracedValue x, DoubleUnaryOperator operation) {
    List<Double> content =
        x.content() == null ? null : x.content().stream().map(operation::applyAsDouble).toList();
    return new TracedValue(x.shape(), content, x.element()).exact();
  }

  /**
   * Whole numbers are divided by known ones only: ONNX Runtime does not look at the divisor, and
   * the processor ends the process at 0, or at -1 under the least number.
   */
  private static TracedValue quotient(OnnxNode node) {
    TracedValue divisor = node.input(1);
    if (node.input(0).element().isWhole() || divisor.element().isWhole()) {
      for (double number : divisor.known("the divisor of whole numbers")) {
        if (number == 0 || number == -1) {
          throw new IllegalArgumentException(
              "the divisor of whole numbers must be neither 0 nor -1 but is " + (long) number);
        }
      }
    }
    return joined(node, (a, b) -> a / b);
  }

  private static TracedValue joined(OnnxNode node, DoubleBinaryOperator operation) {
    TracedValue result = node.input(0);
    for (int i = 1; i < node.inputs(); i++) {
      result = joined(result.exact(), node.input(i).exact(), operation);
    }
    return result;
  }

  private static TracedValue joined(TracedValue a, TracedValue b, DoubleBinaryOperator operation) {
    TracedValue result = unknown(a, b);
    if (a.content() == null || b.content() == null || result.rank() > 1) {
      return result;
    }
    List<Double> content = new ArrayList<>();
    for (int i = 0; i < result.count(); i++) {
      double left = a.content().get(a.content().size() == 1 ? 0 : i);
      double right = b.content().get(b.content().size() == 1 ? 0 : i);
      content.add(operation.applyAsDouble(left, right));
    }
    return new TracedValue(result.shape(), content, result.element()).exact();
  }

  /**
   * What two operands give. Both have numbers: ONNX Runtime reads the first of a constant, or drops
   * the node, without a look at how many there are.
   */
  private static TracedValue unknown(TracedValue a, TracedValue b) {
    if (a.count() == 0 || b.count() == 0) {
      throw new IllegalArgumentException(
          "values of shapes %s and %s: one has no numbers".formatted(a.shape(), b.shape()));
    }
    return a.unknown(TracedValue.broadcast(a.shape(), b.shape()));
  }
}
