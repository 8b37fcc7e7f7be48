package org.wingloss.training.optimiser;

import java.util.List;
import org.wingloss.data.line.SettingLine;

/**
 * Adam (Kingma and Ba, 2015, algorithm 1) without weight decay. Not the paper's.
 *
 * @param moments the constants
 */
public record Adam(AdamMoments moments) implements Optimiser {
  static final String NAME = "adam";

  @Override
  public List<String> states() {
    return AdamMoments.STATES;
  }

  @Override
  public String statement(FusedOptimiserStep.Names names) {
    return moments.statement("_fused_adam_", 0, names);
  }

  @Override
  public String line() {
    return SettingLine.print(
        NAME, "beta1", moments.beta1(), "beta2", moments.beta2(), "epsilon", moments.epsilon());
  }
}
