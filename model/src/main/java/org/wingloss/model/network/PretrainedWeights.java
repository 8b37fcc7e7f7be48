package org.wingloss.model.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wingloss.model.weights.Tensor;
import org.wingloss.model.weights.TensorSpec;
import org.wingloss.model.weights.Weights;

/**
 * Weights trained elsewhere, taken into a network by name: torchvision's ResNet-50 as safetensors,
 * for one. A tensor is taken when name and shape fit; everything else is listed.
 *
 * @param weights the network's weights, with those that fit replaced
 * @param taken names of the replaced tensors
 * @param missing the network's tensors that the file lacks, and so begin as they were
 * @param mismatched tensors of the right name and another shape, one sentence each; not taken
 * @param unused the file's tensors that the network has no place for
 */
public record PretrainedWeights(
    Weights weights,
    List<String> taken,
    List<String> missing,
    List<String> mismatched,
    List<String> unused) {
  /** What training wrappers put in front of names. */
  private static final List<String> PREFIXES = List.of("module.", "model.", "backbone.");

  /**
   * Takes what fits.
   *
   * @param specs the network's tensors
   * @param initial the network's own initial weights
   * @param loaded the file's tensors
   */
  public static PretrainedWeights merge(List<TensorSpec> specs, Weights initial, Weights loaded) {
    Map<String, Tensor> left = new LinkedHashMap<>();
    loaded.tensors().forEach((name, tensor) -> left.put(bare(name), tensor));
    Map<String, Tensor> merged = new LinkedHashMap<>();
    List<String> taken = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    List<String> mismatched = new ArrayList<>();
    for (TensorSpec spec : specs) {
      Tensor tensor = left.remove(spec.name());
      merged.put(spec.name(), initial.get(spec.name()));
      if (tensor == null) {
        missing.add(spec.name());
      } else if (tensor.shape().equals(spec.shape())) {
        merged.put(spec.name(), tensor);
        taken.add(spec.name());
      } else {
        mismatched.add(
            "'%s' has shape %s but the network needs %s"
                .formatted(spec.name(), tensor.shape(), spec.shape()));
      }
    }
    return new PretrainedWeights(
        new Weights(merged), taken, missing, mismatched, List.copyOf(left.keySet()));
  }

  private static String bare(String name) {
    String bare = name;
    for (String prefix : PREFIXES) {
      if (bare.startsWith(prefix)) {
        bare = bare.substring(prefix.length());
      }
    }
    return bare;
  }

  /** One line for a person: how many were taken, and the names of the others. */
  public String report() {
    return "%d tensors taken; missing: %s; other shape: %s; unused: %s"
        .formatted(taken.size(), shown(missing), shown(mismatched), shown(unused));
  }

  private static String shown(List<String> names) {
    return names.isEmpty() ? "none" : String.join(", ", names);
  }
}
