package org.wingloss.training.recipe;

import java.nio.file.Path;
import java.util.Optional;
import org.wingloss.model.network.Initialisation;
import org.wingloss.training.line.Call;

/**
 * How the weights of a network begin: {@code matconvnet}, or {@code matconvnet(at=mean-shape)} to
 * let its answers begin at the mean of the training shapes (ours) instead of the origin (the
 * paper's, as far as is known). {@code matconvnet(weights=resnet50.safetensors)} then takes every
 * tensor of that file whose name and shape fit: torchvision's ResNet-50, for one, without its head.
 *
 * @param initialisation the distribution of the weights
 * @param atMeanShape whether the last bias is the mean shape instead of zero
 * @param weights a safetensors file of weights trained elsewhere, if any
 */
public record InitialWeights(
    Initialisation initialisation, boolean atMeanShape, Optional<Path> weights) {
  /**
   * Reads the one-line form.
   *
   * @throws IllegalArgumentException if it is not understood
   */
  public static InitialWeights of(String line) {
    Call call = Call.parse(line, "matconvnet(at=mean-shape)");
    Initialisation initialisation = Initialisation.of(call.name());
    String at = call.text("at", "origin");
    String file = call.text("weights", "");
    Optional<Path> weights = file.isEmpty() ? Optional.empty() : Optional.of(Path.of(file));
    call.end();
    return switch (at) {
      case "origin" -> new InitialWeights(initialisation, false, weights);
      case "mean-shape" -> new InitialWeights(initialisation, true, weights);
      default ->
          throw new IllegalArgumentException(
              "at must be origin or mean-shape but was '" + at + "'");
    };
  }

  /** The one-line form that {@link #of} reads. */
  public String line() {
    return "%s(at=%s%s)"
        .formatted(
            initialisation.label(),
            atMeanShape ? "mean-shape" : "origin",
            weights.map(file -> ",weights=" + file).orElse(""));
  }
}
