package org.wingloss.training.checkpoint;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.io.AtomicFile;
import org.wingloss.model.weights.SafeTensors;
import org.wingloss.model.weights.TensorSpec;
import org.wingloss.model.weights.Weights;

/** The weights of the best validation so far, as a safetensors file of their own. */
public final class BestWeights {
  private BestWeights() {}

  /**
   * Writes the file whole or not at all.
   *
   * @param step the steps done
   * @param nme percent
   */
  public static void write(Path file, Weights weights, long step, double nme) {
    Map<String, String> numbers = Map.of("step", Long.toString(step), "nme", Double.toString(nme));
    AtomicFile.writeDurably(file, SafeTensors.write(weights, numbers));
  }

  /**
   * Reads the file.
   *
   * @param tensors those of the network
   * @throws InvalidDataException if it is absent or damaged
   */
  public static Weights read(Path file, List<TensorSpec> tensors) {
    Weights weights = SafeTensors.read(file).weights();
    List<String> problems = weights.mismatches(tensors);
    weights
        .tensors()
        .forEach(
            (name, tensor) -> {
              if (!tensor.isFinite()) {
                problems.add("tensor '%s' holds a value that is not finite".formatted(name));
              }
            });
    if (!problems.isEmpty()) {
      throw InvalidDataException.in(file, String.join("; ", problems));
    }
    return weights;
  }
}
