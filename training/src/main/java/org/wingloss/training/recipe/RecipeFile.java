package org.wingloss.training.recipe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.wingloss.data.Spelling;
import org.wingloss.data.format.TextFile;
import org.wingloss.data.io.FileFailure;
import org.wingloss.training.InvalidRecipeException;

/**
 * Reads recipes: a YAML file or the name of a bundled one, then overrides of its keys with the same
 * strictness. Every key must be there, none may be unknown or occur twice.
 */
public final class RecipeFile {
  private static final long LARGEST = 1 << 20;

  private RecipeFile() {}

  /** The names of the bundled recipes, sorted. */
  public static List<String> names() {
    return RecipeTable.all().stream().map(NamedRecipe::name).sorted().toList();
  }

  /** The text of a bundled recipe with its header, if there is one of that name. */
  public static Optional<String> bundled(String name) {
    return RecipeTable.find(name).map(NamedRecipe::text);
  }

  /**
   * Reads a recipe.
   *
   * @param fileOrName a YAML file, or the name of a bundled recipe
   * @param overrides {@code key=value} each; the value is YAML
   * @throws InvalidRecipeException if there is none, or it cannot be used
   */
  public static Recipe read(String fileOrName, List<String> overrides) {
    Optional<String> bundled = bundled(fileOrName);
    String name = bundled.isPresent() ? "recipe " + fileOrName : fileOrName;
    return parse(bundled.orElseGet(() -> text(fileOrName)), name, overrides);
  }

  /**
   * Reads a recipe's text.
   *
   * @param name what messages call the text
   * @throws InvalidRecipeException if it cannot be used
   */
  public static Recipe parse(String yaml, String name, List<String> overrides) {
    return StrictYaml.read(yaml, name, overrides, RecipeTree::set, RecipeTree::recipe);
  }

  /** The complete recipe as YAML; {@link #parse} reads it as an equal recipe. */
  public static String write(Recipe recipe) {
    return StrictYaml.write(tree(recipe));
  }

  /** The complete recipe as a tree of keys and values. */
  public static ObjectNode tree(Recipe recipe) {
    return RecipeTree.of(recipe);
  }

  /** How two recipes differ, {@code steps: 100 became 200} each; empty when they are equal. */
  public static List<String> differences(Recipe before, Recipe after) {
    return RecipeTree.differences("", RecipeTree.of(before), RecipeTree.of(after));
  }

  private static String text(String fileOrName) {
    Path file = Path.of(fileOrName);
    try {
      if (!Files.exists(file)) {
        String meant = Spelling.hint(fileOrName, names());
        throw new InvalidRecipeException(
            "there is no recipe '%s'%s"
                .formatted(
                    fileOrName,
                    meant.isEmpty()
                        ? ": neither a file nor one of " + String.join(", ", names())
                        : meant));
      }
      if (Files.size(file) > LARGEST) {
        throw new InvalidRecipeException(file + ": has more than 1 MiB, so it is no recipe");
      }
      return TextFile.text(file);
    } catch (IOException e) {
      throw new InvalidRecipeException(FileFailure.unreadable(file, e).getMessage(), e);
    }
  }
}
