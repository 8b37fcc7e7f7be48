package org.wingloss.training.detector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.format.TextFile;
import org.wingloss.training.InvalidRecipeException;
import org.wingloss.training.recipe.StrictYaml;

/**
 * Reads and writes recipes of detectors: one YAML file in which every key must be there and none
 * may be unknown.
 */
public final class DetectorRecipeFile {
  private static final String BUILT_IN = "detector.yaml";
  private static final long LARGEST = 1 << 20;

  private DetectorRecipeFile() {}

  /**
   * Reads a recipe.
   *
   * @param file a YAML file; none takes the recipe of the built-in detector
   * @param overrides {@code key=value} each; the value is YAML
   * @throws InvalidRecipeException if it cannot be used
   */
  public static DetectorRecipe read(Optional<Path> file, List<String> overrides) {
    String name = file.map(Path::toString).orElse("recipe " + BUILT_IN);
    return parse(
        file.map(DetectorRecipeFile::text).orElseGet(DetectorRecipeFile::builtIn), name, overrides);
  }

  private static String text(Path file) {
    try {
      return String.join("\n", TextFile.lines(file, LARGEST));
    } catch (InvalidDataException e) {
      throw new InvalidRecipeException(e.getMessage(), e);
    }
  }

  private static String builtIn() {
    try (InputStream in = DetectorRecipeFile.class.getResourceAsStream(BUILT_IN)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static DetectorRecipe parse(String yaml, String name, List<String> overrides) {
    return StrictYaml.read(
        yaml,
        name,
        overrides,
        DetectorRecipeFile::set,
        tree -> StrictYaml.bind(tree, DetectorRecipe.class));
  }

  private static void set(ObjectNode tree, String key, JsonNode value) {
    if (!tree.has(key)) {
      throw new IllegalArgumentException("there is no key '%s'".formatted(key));
    }
    tree.set(key, value);
  }

  /** The complete recipe as YAML; {@link #read} reads it as an equal recipe. */
  public static String write(DetectorRecipe recipe) {
    return StrictYaml.write(recipe);
  }
}
