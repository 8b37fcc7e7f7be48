package org.wingloss.training.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wingloss.model.network.DetectionNetwork;
import org.wingloss.training.InvalidRecipeException;

class DetectorRecipeFileTest {
  private static DetectorRecipe read(String... overrides) {
    return DetectorRecipeFile.read(Optional.empty(), List.of(overrides));
  }

  @Test
  void read_builtInRecipe_isCompleteAndReadBackAsItWasWritten() {
    DetectorRecipe recipe = read();
    assertEquals(new DetectionNetwork(List.of(40, 80), 3), recipe.network());
    String yaml = DetectorRecipeFile.write(recipe);
    assertEquals(recipe, DetectorRecipeFile.parse(yaml, "written", List.of()));
  }

  @Test
  void read_overrides_changeTheirKeys() {
    DetectorRecipe recipe = read("steps=7", "network=detection(widths=16-32)", "photographs=0");
    assertEquals(7, recipe.steps());
    assertEquals(List.of(16, 32), recipe.network().widths());
    assertEquals(0, recipe.photographs());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "step=7 | there is no key 'step'",
        "steps | expected key=value",
        "steps=0 | steps must be 1 to",
        "scene=100 | scene must be a multiple of 8 but was 100",
        "backgrounds=0 | backgrounds must be 1 to 100000 but was 0",
        "photographs=2 | photographs must be 0 to 1 but was 2.0",
        "augmentation=[rotation(degrees=30)] | augmentation: rotation(degrees=30) moves faces",
        "network=cnn6 | at network: no detection network is called 'cnn6'",
        "optimiser=adam(x=1) | at optimiser:",
        "gradient-clip-norm=-1 | gradient-clip-norm must be >= 0 but was -1.0",
        "steps=many | steps",
      })
  void read_valueThatDoesNotFit_isNamed(String override, String message) {
    var thrown = assertThrows(InvalidRecipeException.class, () -> read(override));
    assertTrue(thrown.getMessage().contains(message), thrown.getMessage());
  }

  /** Three gigabytes of pixels. */
  @Test
  void read_batchTooLargeForItsScenes_isRefused() {
    var thrown =
        assertThrows(InvalidRecipeException.class, () -> read("batch-size=256", "scene=1024"));
    assertTrue(
        thrown.getMessage().contains("batch-size must be <= 85 for an input of 1024 pixels"),
        thrown.getMessage());
  }

  @Test
  void parse_missingKey_isNamed() {
    String yaml = DetectorRecipeFile.write(read()).replaceAll("(?m)^seed:.*\n", "");
    var thrown =
        assertThrows(
            InvalidRecipeException.class,
            () -> DetectorRecipeFile.parse(yaml, "mine.yaml", List.of()));
    assertTrue(thrown.getMessage().startsWith("mine.yaml"), thrown.getMessage());
    assertTrue(thrown.getMessage().contains("seed"), thrown.getMessage());
  }
}
