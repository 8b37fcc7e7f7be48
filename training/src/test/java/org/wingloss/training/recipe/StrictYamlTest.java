package org.wingloss.training.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wingloss.training.InvalidRecipeException;

class StrictYamlTest {
  private static InvalidRecipeException refusal(String override) {
    return assertThrows(
        InvalidRecipeException.class,
        () ->
            StrictYaml.read(
                "steps: 1\n",
                "mine.yaml",
                List.of(override),
                (tree, key, value) -> tree.set(key, value),
                tree -> {
                  throw new IllegalArgumentException("steps is " + tree.get("steps"));
                }));
  }

  @Test
  void read_valueThatDoesNotFit_isRefusedNamingTextAndOverrides() {
    assertEquals("mine.yaml with steps=2: steps is 2", refusal("steps=2").getMessage());
  }

  @Test
  void read_overrideThatIsNone_isRefusedNamingIt() {
    assertEquals("override steps: expected key=value", refusal("steps").getMessage());
  }

  /** Whoever held it could change how all recipes are read. */
  @Test
  void methods_ofTheReaders_giveNoMapper() {
    for (Class<?> reader : List.of(StrictYaml.class, RecipeFile.class)) {
      for (Method method : reader.getMethods()) {
        assertFalse(ObjectMapper.class.isAssignableFrom(method.getReturnType()), method.toString());
      }
    }
  }
}
