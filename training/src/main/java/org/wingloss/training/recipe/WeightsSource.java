package org.wingloss.training.recipe;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wingloss.model.file.ModelFile;
import org.wingloss.model.network.NetworkSpec;
import org.wingloss.model.network.PretrainedWeights;
import org.wingloss.model.weights.SafeTensors;
import org.wingloss.model.weights.Tensor;
import org.wingloss.model.weights.Weights;
import org.wingloss.training.InvalidRecipeException;

/** Where the weights of a network that was trained before come from. */
public sealed interface WeightsSource {
  /**
   * Reads the form in recipes: {@code built-in}, {@code first-stage}, or a file.
   *
   * @param text the word or the path; a file of that name is written {@code ./built-in}
   */
  static WeightsSource of(String text) {
    return switch (text) {
      case BuiltIn.WORD -> new BuiltIn();
      case FirstStage.WORD -> new FirstStage(Optional.empty());
      default -> new SafeTensorsFile(Path.of(text));
    };
  }

  /**
   * Reads the weights.
   *
   * @throws org.wingloss.data.InvalidDataException if they cannot be read
   */
  Weights read();

  /**
   * Reads the weights and takes into a network those that fit.
   *
   * @param landmarks L
   * @param initial the network's own
   * @throws org.wingloss.data.InvalidDataException if they cannot be read
   * @throws InvalidRecipeException if none fits
   */
  default PretrainedWeights mergedInto(NetworkSpec network, int landmarks, Weights initial) {
    PretrainedWeights merged = PretrainedWeights.merge(network.tensors(landmarks), initial, read());
    if (merged.taken().isEmpty()) {
      throw new InvalidRecipeException(
          "%s: no tensor fits the network %s: %s".formatted(this, network.line(), merged.report()));
    }
    return merged;
  }

  /**
   * Refuses what {@link #mergedInto} would, before there is a network.
   *
   * @param landmarks L
   */
  default void requireFit(NetworkSpec network, int landmarks) {
    Tensor anything = Tensor.of(List.of(1), 0f);
    Map<String, Tensor> initial = new LinkedHashMap<>();
    network.tensors(landmarks).forEach(tensor -> initial.put(tensor.name(), anything));
    mergedInto(network, landmarks, new Weights(initial));
  }

  /** Those of the landmark model that travels with the program. */
  record BuiltIn() implements WeightsSource {
    static final String WORD = "built-in";

    @Override
    public Weights read() {
      return ModelFile.standard().weights();
    }

    @Override
    public String toString() {
      return WORD;
    }
  }

  /**
   * Those that the first of two stages ends with; for a second stage of the same network.
   *
   * @param weights once the first stage is trained
   */
  record FirstStage(Optional<Weights> weights) implements WeightsSource {
    static final String WORD = "first-stage";

    @Override
    public Weights read() {
      return weights.orElseThrow(() -> new IllegalStateException("no first stage is trained"));
    }

    /** A {@link Recipe} has them only where both stages have the same network. */
    @Override
    public void requireFit(NetworkSpec network, int landmarks) {}

    @Override
    public String toString() {
      return WORD;
    }
  }

  /**
   * Those of a safetensors file.
   *
   * @param path the file
   */
  record SafeTensorsFile(Path path) implements WeightsSource {
    @Override
    public Weights read() {
      return SafeTensors.read(path).weights();
    }

    @Override
    public String toString() {
      return path.toString();
    }
  }
}
