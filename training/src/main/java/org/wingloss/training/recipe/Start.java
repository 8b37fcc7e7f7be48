package org.wingloss.training.recipe;

import org.wingloss.model.network.Initialisation;
import org.wingloss.training.line.Call;

/**
 * How the weights of a network begin: {@code matconvnet}, or {@code matconvnet(at=mean-shape)} to
 * let its answers begin at the mean of the training shapes (ours) instead of the origin (the
 * paper's, as far as is known).
 *
 * @param initialisation the distribution of the weights
 * @param atMeanShape whether the last bias is the mean shape instead of zero
 */
public record Start(Initialisation initialisation, boolean atMeanShape) {
  /**
   * Reads the one-line form.
   *
   * @throws IllegalArgumentException if it is not understood
   */
  public static Start of(String line) {
    Call call = Call.parse(line, "matconvnet(at=mean-shape)");
    Initialisation initialisation = Initialisation.of(call.name());
    String at = call.text("at", "origin");
    call.end();
    return switch (at) {
      case "origin" -> new Start(initialisation, false);
      case "mean-shape" -> new Start(initialisation, true);
      default ->
          throw new IllegalArgumentException(
              "at must be origin or mean-shape but was '" + at + "'");
    };
  }

  /** The one-line form that {@link #of} reads. */
  public String line() {
    return initialisation.label() + (atMeanShape ? "(at=mean-shape)" : "(at=origin)");
  }
}
