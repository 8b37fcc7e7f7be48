package org.wingloss.training.recipe;

import java.util.Locale;
import org.wingloss.data.line.Labels;
import org.wingloss.data.line.SettingLine;
import org.wingloss.model.torchscript.TorchScriptGraph;

/** The arithmetic of a training's convolutions and matrices. Weights are float32 always. */
public enum Precision {
  /** 32 bits everywhere. */
  FLOAT32,
  /**
   * bfloat16 forward and backward but for the last layer; gradients, weights and validation in
   * float32. Faster where the processor or the GPU has instructions for it, slow elsewhere.
   */
  BFLOAT16;

  /**
   * The precision of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Precision of(String line) {
    String name = SettingLine.nameAlone(line, "float32");
    return Labels.find("precision must be", values(), Precision::label, name);
  }

  /** What the training engine calls it. */
  public TorchScriptGraph.Precision ofGraph() {
    return TorchScriptGraph.Precision.valueOf(name());
  }

  /** The name in recipes. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
