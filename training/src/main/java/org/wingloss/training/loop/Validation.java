package org.wingloss.training.loop;

import org.wingloss.model.inference.ForwardPass;

/** Measures the error on the validation set; the loop does not know by which metric. */
@FunctionalInterface
public interface Validation {
  /**
   * The error of the network as it stands.
   *
   * @param network its forward pass
   * @return the mean normalised error in percent; lower is better
   */
  double nme(ForwardPass network);
}
