package org.wingloss.cli.option;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.wingloss.cli.terminal.UsageException;
import org.wingloss.training.recipe.Recipe;
import org.wingloss.training.recipe.RecipeFile;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code --recipe} and {@code --set}: the recipe of a training. */
public final class RecipeOptions {
  @Option(
      names = {"-r", "--recipe"},
      paramLabel = "FILE-or-name",
      description =
          "A recipe file, or the name of a bundled recipe. Needed except with train --resume.")
  private String recipe;

  @Mixin private OverrideOption overrides;

  /** The recipe as typed; empty when a run is resumed by its own. */
  public Optional<String> name() {
    return Optional.ofNullable(recipe);
  }

  /**
   * Refuses to write over the recipe.
   *
   * @param option names what is to be written
   * @throws UsageException if {@code output} is its file
   */
  public void requireOther(String option, Path output) {
    name().ifPresent(file -> Arguments.requireOther(option, output, List.of(Path.of(file))));
  }

  /**
   * Reads the recipe with the changes.
   *
   * @throws UsageException if none was named
   */
  public Recipe read() {
    if (recipe == null) {
      throw new UsageException("--recipe is needed");
    }
    return readOr(recipe);
  }

  /** Reads the recipe, or another where none was named, with the changes. */
  public Recipe readOr(String other) {
    return RecipeFile.read(name().orElse(other), overrides.list());
  }
}
