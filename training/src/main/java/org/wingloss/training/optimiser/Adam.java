package org.wingloss.training.optimiser;

import ai.djl.ndarray.NDArray;
import java.util.List;

/**
 * Adam (Kingma and Ba, 2015, algorithm 1) without decay. Not the paper's.
 *
 * @param moments the constants
 */
public record Adam(Moments moments) implements Optimiser {
  static final String NAME = "adam";

  @Override
  public List<String> states() {
    return Moments.STATES;
  }

  @Override
  public void update(
      NDArray parameter, NDArray gradient, List<NDArray> state, double rate, long step) {
    moments.step(parameter, gradient, state, rate, step);
  }

  @Override
  public String line() {
    return NAME + "(" + moments.line() + ")";
  }
}
