package org.wingloss.training.recipe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.io.UncheckedIOException;
import java.util.List;
import org.wingloss.data.format.StrictJson;
import org.wingloss.training.InvalidRecipeException;

/** Reads and writes recipes of every kind as YAML: no key is unknown, absent or there twice. */
public final class StrictYaml {
  private static final ObjectMapper YAML =
      StrictJson.strict(
              YAMLFactory.builder()
                  .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                  .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                  .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
                  .build())
          .registerModule(new RecipeModule());

  private StrictYaml() {}

  /** Changes a key of a recipe. */
  @FunctionalInterface
  public interface Change {
    /** Refuses a key that there is not. */
    void set(ObjectNode tree, String key, JsonNode value);
  }

  /** Makes a recipe of its keys. */
  @FunctionalInterface
  public interface Binding<T> {
    /** Refuses what does not fit, with an {@link IllegalArgumentException} too. */
    T of(ObjectNode tree) throws JsonProcessingException;
  }

  /**
   * Reads a recipe's text.
   *
   * @param name what messages call the text
   * @param overrides {@code key=value} each; the value is YAML
   * @throws InvalidRecipeException if it cannot be used
   */
  public static <T> T read(
      String yaml, String name, List<String> overrides, Change change, Binding<T> binding) {
    String where = name;
    try {
      if (!(YAML.readTree(yaml) instanceof ObjectNode tree)) {
        throw new InvalidRecipeException(name + ": expected keys and values but found none");
      }
      for (String override : overrides) {
        where = "override " + override;
        int equals = override.indexOf('=');
        if (equals < 1) {
          throw new IllegalArgumentException("expected key=value");
        }
        JsonNode value = YAML.readTree(override.substring(equals + 1));
        if (value.isMissingNode() || value.isNull()) {
          throw new IllegalArgumentException("expected a value after the '='");
        }
        change.set(tree, override.substring(0, equals).strip(), value);
      }
      where = overrides.isEmpty() ? name : name + " with " + String.join(" ", overrides);
      return binding.of(tree);
    } catch (JsonProcessingException e) {
      throw new InvalidRecipeException(where + ": " + StrictJson.explain(e), e);
    } catch (IllegalArgumentException e) {
      throw new InvalidRecipeException(where + ": " + e.getMessage(), e);
    }
  }

  /** Makes a value of its keys. */
  public static <T> T bind(ObjectNode tree, Class<T> type) throws JsonProcessingException {
    return YAML.treeToValue(tree, type);
  }

  /** The text of a value. */
  public static String write(Object value) {
    try {
      return YAML.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The keys of a value and what they hold. */
  static ObjectNode tree(Object value) {
    return YAML.valueToTree(value);
  }

  /** The keys of a record. */
  static List<String> keys(Class<?> record) {
    JavaType type = YAML.constructType(record);
    return YAML.getSerializationConfig().introspect(type).findProperties().stream()
        .map(BeanPropertyDefinition::getName)
        .toList();
  }
}
