package org.wingloss.training.recipe;

import java.util.Optional;
import org.wingloss.data.line.SettingLine;
import org.wingloss.model.network.Initialisation;
import org.wingloss.model.weights.Weights;

/**
 * The initial weights of a network: {@code matconvnet}, or {@code matconvnet(at=mean-shape)} to let
 * its predictions begin at the mean of the training shapes (ours) instead of the origin (the
 * paper's, as far as is known). {@code matconvnet(weights=resnet50.safetensors)} then takes every
 * tensor of that file whose name and shape fit: torchvision's ResNet-50, for one, without its head.
 * {@code matconvnet(weights=built-in)} takes those of the built-in landmark model: all but the last
 * layer, where the landmarks are not as many. {@code matconvnet(weights=first-stage)} lets a second
 * stage begin with what the first has learnt.
 *
 * @param initialisation the distribution of the weights
 * @param atMeanShape whether the last bias is the mean shape instead of zero
 * @param weights of a network that was trained before, if any
 */
public record InitialWeights(
    Initialisation initialisation, boolean atMeanShape, Optional<WeightsSource> weights) {
  /**
   * Reads the one-line form.
   *
   * @throws IllegalArgumentException if it is not understood
   */
  public static InitialWeights of(String line) {
    SettingLine setting = SettingLine.parse(line, "matconvnet(at=mean-shape)");
    Initialisation initialisation = Initialisation.of(setting.name());
    String at = setting.text("at", "origin");
    Optional<WeightsSource> weights =
        Optional.ofNullable(setting.text("weights", null)).map(WeightsSource::of);
    setting.end();
    return switch (at) {
      case "origin" -> new InitialWeights(initialisation, false, weights);
      case "mean-shape" -> new InitialWeights(initialisation, true, weights);
      default ->
          throw new IllegalArgumentException(
              "at must be origin or mean-shape but was '" + at + "'");
    };
  }

  /** Whether a second stage begins with the weights of the first. */
  boolean fromFirstStage() {
    return weights.filter(WeightsSource.FirstStage.class::isInstance).isPresent();
  }

  /** The same with the weights of the first stage, where they are to begin with these. */
  InitialWeights after(Weights firstStage) {
    return fromFirstStage()
        ? new InitialWeights(
            initialisation,
            atMeanShape,
            Optional.of(new WeightsSource.FirstStage(Optional.of(firstStage))))
        : this;
  }

  /** The same without the weights of another network. */
  InitialWeights drawn() {
    return new InitialWeights(initialisation, atMeanShape, Optional.empty());
  }

  /** The one-line form that {@link #of} reads. */
  public String line() {
    String at = atMeanShape ? "mean-shape" : "origin";
    return weights
        .map(from -> SettingLine.print(initialisation.label(), "at", at, "weights", from))
        .orElseGet(() -> SettingLine.print(initialisation.label(), "at", at));
  }
}
