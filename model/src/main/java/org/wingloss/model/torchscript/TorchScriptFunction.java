package org.wingloss.model.torchscript;

import java.util.ArrayList;
import java.util.List;

/** The source text of a TorchScript function of tensors under construction. */
public final class TorchScriptFunction {
  private final List<String> parameters;
  private final List<String> lines = new ArrayList<>();
  private int values;

  /**
   * Starts a function.
   *
   * @param parameters the names of the tensors in the order in which they will be given
   */
  public TorchScriptFunction(List<String> parameters) {
    this.parameters = List.copyOf(parameters);
  }

  /**
   * Adds a line that computes a value.
   *
   * @param expression a TorchScript expression over parameters and earlier values
   * @return the variable that holds the result
   */
  public String add(String expression) {
    String variable = "v" + values++;
    run(variable + " = " + expression);
    return variable;
  }

  /** Adds a line that changes tensors in place. */
  public void run(String statement) {
    lines.add("    " + statement + "\n");
  }

  /**
   * The whole archive, as {@code torch.jit.load} and DJL read it.
   *
   * @param result the variable to return
   */
  public byte[] archive(String result) {
    StringBuilder source = new StringBuilder();
    source.append("class ").append(TorchScriptArchive.CLASS).append("(Module):\n");
    source.append("  __parameters__ = []\n  __buffers__ = []\n");
    source.append("  training : bool\n  _is_full_backward_hook : Optional[bool]\n");
    source.append("  def forward(self: __torch__.").append(TorchScriptArchive.CLASS);
    parameters.forEach(name -> source.append(",\n    ").append(name).append(": Tensor"));
    source.append(") -> Tensor:\n");
    lines.forEach(source::append);
    source.append("    return ").append(result).append('\n');
    return TorchScriptArchive.of(source.toString());
  }
}
