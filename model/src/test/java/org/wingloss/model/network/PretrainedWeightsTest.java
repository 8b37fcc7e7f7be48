package org.wingloss.model.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wingloss.model.weights.Tensor;
import org.wingloss.model.weights.Weights;

class PretrainedWeightsTest {
  private static final ResNet50 SMALL = new ResNet50(32, 2, true);

  private static Weights weights(long seed) {
    try (NDManager manager = NDManager.newBaseManager()) {
      return BlockWeights.read(SMALL, 3, Networks.initialised(SMALL, 3, manager, seed));
    }
  }

  @Test
  void merge_backboneFile_takesWhatFitsAndListsTheRest() {
    Weights initial = weights(1);
    Map<String, Tensor> file = new LinkedHashMap<>();
    weights(2)
        .tensors()
        .forEach(
            (name, tensor) -> {
              if (!name.startsWith("head")) {
                file.put("module." + name, tensor);
              }
            });
    file.put("module.fc.bias", Tensor.of(List.of(2), 1, 2));
    file.put("module.extra", Tensor.of(List.of(1), 1));
    PretrainedWeights merged =
        PretrainedWeights.merge(SMALL.tensors(3), initial, new Weights(file));
    assertEquals(List.of("head.weight", "head.bias"), merged.missing());
    assertEquals(List.of("extra"), merged.unused());
    assertEquals(1, merged.mismatched().size());
    assertTrue(merged.mismatched().get(0).contains("'fc.bias' has shape [2]"));
    assertEquals(SMALL.tensors(3).size() - 3, merged.taken().size());
    assertArrayEquals(
        file.get("module.layer2.0.conv2.weight").values(),
        merged.weights().get("layer2.0.conv2.weight").values());
    assertFalse(initial.get("conv1.weight").equals(merged.weights().get("conv1.weight")));
    assertEquals(initial.get("head.weight"), merged.weights().get("head.weight"));
    assertTrue(merged.report().contains("head.bias"), merged.report());
  }

  @Test
  void tensors_ofTheOriginal_carryTorchvisionsNames() {
    List<String> names = ResNet50.DEFAULT.tensors(68).stream().map(t -> t.name()).toList();
    // 53 convolutions, 53 batch norms of four tensors, two full layers of two.
    assertEquals(53 + 4 * 53 + 4, names.size());
    assertTrue(
        names.containsAll(
            List.of(
                "conv1.weight",
                "bn1.running_var",
                "layer1.0.downsample.1.running_mean",
                "layer3.5.conv3.weight",
                "layer4.2.bn3.bias",
                "fc.weight")));
  }
}
