package org.wingloss.model.torchscript;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.wingloss.model.weights.TensorSpec;

/**
 * A TorchScript function under construction: the forward pass of a network in training, which takes
 * the pictures and then every tensor of the network, in order. Every line computes one value.
 *
 * <p>Convolutions and matrices are computed in a low precision, from float32 weights that are
 * rounded anew at every call, so that the engine's gradients reach those weights in float32. What
 * follows {@link #toFull} is computed in float32.
 */
public final class TorchScriptGraph {
  /** The variable that holds the pictures (N, 3, S, S), float32. */
  private static final String PICTURES = "pictures";

  private final Precision precision;
  private final Map<String, String> tensors = new HashMap<>();
  private final TorchScriptFunction function;
  private final Map<String, String> operands = new HashMap<>();
  private boolean full;

  /** An element type of TorchScript. */
  public enum Precision {
    /**
     * 64 bits, for checks: pictures and tensors are given in float64, and a convolution is a matrix
     * product, so that none of the engine's convolution kernels is used.
     */
    FLOAT64(7),
    /** 32 bits; the function then equals the DJL block to the bit. */
    FLOAT32(6),
    /** 16 bits, 8 of them for the exponent, as float32 has. */
    BFLOAT16(15);

    private final int code;

    Precision(int code) {
      this.code = code;
    }
  }

  /**
   * Starts a function.
   *
   * @param precision of convolutions and matrices
   * @param tensors the network's tensors in the order in which they will be given
   */
  public TorchScriptGraph(Precision precision, List<TensorSpec> tensors) {
    this.precision = precision;
    List<String> parameters = new ArrayList<>(List.of(PICTURES));
    for (TensorSpec tensor : tensors) {
      String variable = "t" + this.tensors.size();
      this.tensors.put(tensor.name(), variable);
      parameters.add(variable);
    }
    this.function = new TorchScriptFunction(parameters);
  }

  /** The pictures, float32. */
  public String pictures() {
    return PICTURES;
  }

  /** A tensor of the network in float32. */
  public String tensor(String name) {
    String variable = tensors.get(name);
    if (variable == null) {
      throw new IllegalArgumentException("the network has no tensor '" + name + "'");
    }
    return variable;
  }

  /** A tensor of the network in the precision of the arithmetic. */
  public String operand(String name) {
    return full ? tensor(name) : operands.computeIfAbsent(name, key -> toLow(tensor(key)));
  }

  /**
   * Adds a line.
   *
   * @param expression a TorchScript expression over earlier variables
   * @return the variable that holds the result
   */
  public String add(String expression) {
    return function.add(expression);
  }

  /**
   * Adds a vector of fixed numbers.
   *
   * @param values the numbers
   * @param like the variable whose element type and device the vector takes
   */
  public String vector(float[] values, String like) {
    List<String> numbers = new ArrayList<>();
    for (float value : values) {
      numbers.add(Double.toString(value));
    }
    return add("torch.to(torch.tensor([%s]), %s)".formatted(String.join(", ", numbers), like));
  }

  /**
   * Adds a convolution.
   *
   * @param weight operand of shape (out, in/groups, kernel, kernel)
   * @param bias operand of shape (out), or {@code None}
   */
  public String convolution(
      String input, String weight, String bias, int kernel, int stride, int padding, int groups) {
    if (precision != Precision.FLOAT64 || groups != 1) {
      return add(
          "torch.conv2d(%s, %s, %s, [%d, %d], [%d, %d], [1, 1], %d)"
              .formatted(input, weight, bias, stride, stride, padding, padding, groups));
    }
    String patches =
        add(
            "torch.im2col(%s, [%d, %d], [1, 1], [%d, %d], [%d, %d])"
                .formatted(input, kernel, kernel, padding, padding, stride, stride));
    String sums = add("torch.matmul(torch.flatten(%s, 1, -1), %s)".formatted(weight, patches));
    String side = "(torch.size(%s, %d) + %d) // %d + 1";
    String maps =
        add(
            "torch.reshape(%s, [torch.size(%s, 0), torch.size(%s, 0), %s, %s])"
                .formatted(
                    sums,
                    input,
                    weight,
                    side.formatted(input, 2, 2 * padding - kernel, stride),
                    side.formatted(input, 3, 2 * padding - kernel, stride)));
    return bias.equals("None")
        ? maps
        : add("torch.add(%s, torch.reshape(%s, [1, -1, 1, 1]))".formatted(maps, bias));
  }

  /** Rounds a value to the low precision. */
  public String toLow(String value) {
    return rounded(value, precision);
  }

  /** Widens a value to float32 at least; what is added from now on is computed in it. */
  public String toFull(String value) {
    full = true;
    return rounded(value, precision == Precision.FLOAT64 ? Precision.FLOAT64 : Precision.FLOAT32);
  }

  private String rounded(String value, Precision to) {
    return add("torch.to(%s, %d)".formatted(value, to.code));
  }

  /**
   * The whole archive, as {@code torch.jit.load} and DJL read it.
   *
   * @param result the variable to return
   */
  public byte[] archive(String result) {
    return function.archive(result);
  }
}
