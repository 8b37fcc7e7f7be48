package org.wingloss.training.run;

import org.wingloss.data.InvalidDataException;
import org.wingloss.training.InvalidRecipeException;
import org.wingloss.training.checkpoint.Checkpoint;
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
   * @throws InvalidRecipeException if it holds a run that is refused, one of another recipe, or one
   *     whose first stage would go on although the second has begun
   * @throws InvalidDataException if it holds a run of other data
   */
  void require(RunFolder folder, Recipe recipe, TrainingSet data) {
    if (!folder.exists()) {
      return;
    }
    if (this == REFUSED) {
      throw new InvalidRecipeException(
          folder.path() + ": already holds a run; resume it or choose another folder");
    }
    if (this == RESUMED) {
      requireSame(folder, recipe, data);
    }
    requireFirstStageOver(folder, recipe);
  }

  private static void requireSame(RunFolder folder, Recipe recipe, TrainingSet data) {
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

  /**
   * The second stage began with what the first predicts, and its lines of the log follow: if the
   * first went on, they would be cut off, and the second would fit another first stage.
   */
  private static void requireFirstStageOver(RunFolder folder, Recipe recipe) {
    if (recipe.second().isEmpty() || !Checkpoint.exists(folder.checkpoint(recipe, 2, "last"))) {
      return;
    }
    Checkpoint.Progress first = Checkpoint.read(folder.checkpoint(recipe, 1, "last")).progress();
    int steps = recipe.stage().steps();
    int patience = recipe.earlyStoppingPatience();
    if (!first.isOver(steps, patience)) {
      throw new InvalidRecipeException(
          ("steps: the second stage of the run in %s began with what the first predicts after %d"
                  + " steps; expected steps=%d but found steps=%d and early-stopping-patience=%d;"
                  + " begin another run")
              .formatted(folder.path(), first.step(), first.step(), steps, patience));
    }
  }
}
