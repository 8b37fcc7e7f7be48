package org.wingloss.cli.listing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.Callable;
import org.wingloss.cli.option.OutputOptions;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.data.format.StrictJson;
import org.wingloss.training.InvalidRecipeException;
import org.wingloss.training.recipe.NamedRecipe;
import org.wingloss.training.recipe.RecipeFile;
import org.wingloss.training.recipe.RecipeTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Lists the bundled recipes and shows one. */
@Command(
    name = "recipes",
    header = "the recipes that are there; one as a file",
    mixinStandardHelpOptions = true,
    description = {
      "Lists the bundled recipes with the number that was published for each, or shows one as a "
          + "recipe file. Letters behind a setting say how well it is known, see docs/paper.md."
    },
    footer = {"", "Example:", "  wingloss recipes paper/aflw-cnn6-wing"})
public final class RecipesVerb implements Callable<Integer> {
  private static final String FORM = "%-34s %-6s %-15s %-10s %-9s %-7s %s%n";

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "The recipe to show.")
  private String name;

  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    if (name == null) {
      List<NamedRecipe> all = RecipeTable.all();
      output.printValue(
          all.stream().map(RecipesVerb::document).toList(), () -> table(all).stripTrailing());
      return ExitCode.OK;
    }
    NamedRecipe one = find(name);
    ObjectNode document = document(one);
    document.set("recipe", RecipeFile.tree(RecipeFile.read(one.name(), List.of())));
    output.printValue(document, () -> one.text().stripTrailing());
    return ExitCode.OK;
  }

  private static NamedRecipe find(String name) {
    return RecipeTable.find(name)
        .orElseThrow(
            () ->
                new InvalidRecipeException(
                    "there is no recipe '%s'; known: %s"
                        .formatted(name, String.join(", ", RecipeFile.names()))));
  }

  private static String table(List<NamedRecipe> recipes) {
    StringBuilder out = new StringBuilder();
    out.append(
        FORM.formatted(
            "recipe", "data", "network", "loss", "balance", "budget", "published NME, %"));
    for (NamedRecipe one : recipes) {
      out.append(
          FORM.formatted(
              one.name(),
              one.data(),
              one.network(),
              one.loss(),
              one.balance(),
              one.base(),
              one.published().orElse("not published")));
    }
    out.append("%n".formatted());
    RecipeTable.measures()
        .forEach((data, measure) -> out.append("%s: %s%n".formatted(data, measure)));
    return out.toString();
  }

  private static ObjectNode document(NamedRecipe one) {
    ObjectNode document = StrictJson.mapper().createObjectNode();
    document.put("name", one.name());
    document.put("data", one.data());
    document.put("network", one.network());
    document.put("loss", one.loss());
    document.put("balance", one.balance());
    document.put("budget", one.base());
    one.published().ifPresent(nme -> document.put("published", nme));
    one.published().ifPresent(nme -> document.put("measure", one.measure()));
    one.note().ifPresent(note -> document.put("note", note));
    return document;
  }
}
