package org.wingloss.model.layer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wingloss.model.weights.Tensor;
import org.wingloss.model.weights.Weights;

/**
 * A trained network without batch normalisation: after training it multiplies and shifts each
 * channel by constants, which the convolution before it takes over (Jacob et al., CVPR 2018,
 * section 3.2). The function stays the same but for rounding.
 *
 * @param layers without {@link BatchNormalisation} behind a convolution
 * @param weights of these layers
 */
public record FoldedLayers(List<Layer> layers, Weights weights) {
  /** Copies the list. */
  public FoldedLayers {
    layers = List.copyOf(layers);
  }

  /** Folds a network. */
  public static FoldedLayers of(List<Layer> layers, Weights weights) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    List<Layer> folded = folded(layers, weights, tensors);
    return new FoldedLayers(folded, new Weights(tensors));
  }

  private static List<Layer> folded(
      List<Layer> layers, Weights weights, Map<String, Tensor> tensors) {
    List<Layer> folded = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      Layer layer = layers.get(i);
      if (layer instanceof Convolution convolution
          && i + 1 < layers.size()
          && layers.get(i + 1) instanceof BatchNormalisation norm) {
        folded.add(folded(convolution, norm, weights, tensors));
        i++;
      } else if (layer instanceof Residual residual) {
        folded.add(
            new Residual(
                residual.name(),
                folded(residual.body(), weights, tensors),
                folded(residual.shortcut(), weights, tensors)));
      } else {
        layer.tensors().forEach(spec -> tensors.put(spec.name(), weights.get(spec.name())));
        folded.add(layer);
      }
    }
    return folded;
  }

  private static Convolution folded(
      Convolution convolution,
      BatchNormalisation norm,
      Weights weights,
      Map<String, Tensor> tensors) {
    String name = convolution.name();
    Tensor kernels = weights.get(name + ".weight");
    float[] values = kernels.values();
    float[] biases = new float[convolution.out()];
    int each = values.length / biases.length;
    for (int channel = 0; channel < biases.length; channel++) {
      double factor = norm.factor(weights, channel);
      for (int i = each * channel; i < each * (channel + 1); i++) {
        values[i] = (float) (factor * values[i]);
      }
      double before = convolution.bias() ? weights.get(name + ".bias").get(channel) : 0;
      biases[channel] = (float) norm.after(weights, channel, before);
    }
    Convolution folded =
        new Convolution(
            name,
            convolution.in(),
            convolution.out(),
            convolution.kernel(),
            convolution.stride(),
            convolution.padding(),
            convolution.groups(),
            true);
    tensors.put(name + ".weight", Tensor.of(kernels.shape(), values));
    tensors.put(name + ".bias", Tensor.of(List.of(biases.length), biases));
    return folded;
  }

  /**
   * The same function for the layers that were folded, whose batch normalisations are left to do
   * nothing but shift. Folding these weights again gives the weights here.
   */
  public Weights unfolded(List<Layer> original) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    unfold(original, tensors);
    return new Weights(tensors);
  }

  private void unfold(List<Layer> original, Map<String, Tensor> tensors) {
    for (int i = 0; i < original.size(); i++) {
      Layer layer = original.get(i);
      if (layer instanceof Residual residual) {
        unfold(residual.body(), tensors);
        unfold(residual.shortcut(), tensors);
      } else if (layer instanceof Convolution convolution
          && i + 1 < original.size()
          && original.get(i + 1) instanceof BatchNormalisation norm) {
        tensors.putAll(shiftOnly(convolution, norm));
        i++;
      } else {
        layer.tensors().forEach(spec -> tensors.put(spec.name(), weights.get(spec.name())));
      }
    }
  }

  private Map<String, Tensor> shiftOnly(Convolution convolution, BatchNormalisation norm) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    String name = convolution.name();
    tensors.put(name + ".weight", weights.get(name + ".weight"));
    if (convolution.bias()) {
      tensors.put(name + ".bias", zeros(convolution.out()));
    }
    tensors.putAll(norm.shift(weights.get(name + ".bias")));
    return tensors;
  }

  private static Tensor zeros(int count) {
    return Tensor.of(List.of(count), new float[count]);
  }
}
