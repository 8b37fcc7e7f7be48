package org.wingloss.training.run;

import org.wingloss.data.InvalidDataException;
import org.wingloss.training.InvalidRecipeException;
import org.wingloss.training.recipe.Recipe;

/** What a training does with a run that its folder holds already. */
public enum EarlierRun {
  /** It refuses to touch it. */
  REFUSED,
  /** It goes on with it if recipe and data are the same. */
  RESUMED,
  /** It goes on with it also if recipe or data have changed. */
  CHANGED;

  /**
   * Looks at the folder; the caller holds its lock, so that what is found stays so.
   *
   * @throws InvalidRecipeException if it holds a run that is refused, or one of another recipe
   * @throws InvalidDataException if it holds a run of other data
   */
  void require(RunFolder folder, Recipe recipe, TrainingSet data) {
    if (!folder.exists() || this == CHANGED) {
      return;
    }
    if (this == REFUSED) {
      throw new InvalidRecipeException(
          folder.path() + ": already holds a run; resume it or choose another folder");
    }
    folder
        .changeOf(recipe)
        .ifPresent(
            change -> {
              throw new InvalidRecipeException(folder.path() + ": " + change);
            });
    Provenance.read(folder.provenance())
        .changeOf(data)
        .ifPresent(
            change -> {
              throw InvalidDataException.in(folder.path(), change);
            });
  }
}
