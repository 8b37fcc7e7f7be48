package org.wingloss.training.sweep;

import java.io.Serializable;
import java.util.List;
import org.wingloss.training.InvalidRecipeException;
import org.wingloss.training.recipe.Recipe;
import org.wingloss.training.recipe.RecipeFile;

/**
 * One training of a sweep: a recipe with some keys changed.
 *
 * @param name of its run folder: {@code loss=l1,seed=2}
 * @param recipe a file or the name of a bundled recipe
 * @param overrides {@code key=value}, in the order in which they are applied
 */
public record SweepCell(String name, String recipe, List<String> overrides)
    implements Serializable {
  /** Copies the list. */
  public SweepCell {
    overrides = List.copyOf(overrides);
  }

  /**
   * The recipe with its changes.
   *
   * @throws InvalidRecipeException if it cannot be used
   */
  public Recipe read() {
    return RecipeFile.read(recipe, overrides);
  }
}
