package org.wingloss.cli.verb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.data.format.StrictJson;
import org.wingloss.training.InvalidRecipeException;
import org.wingloss.training.recipe.NamedRecipe;
import org.wingloss.training.recipe.RecipeFile;
import org.wingloss.training.recipe.RecipeTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists the bundled recipes and shows one. */
@Command(
    name = "recipes",
    mixinStandardHelpOptions = true,
    description = {
      "Lists the bundled recipes with the number that was published for each, or shows one as a",
      "recipe file. Letters behind a setting say how well it is known, see docs/paper.md."
    },
    footer = {"", "Example:", "  wingloss recipes paper/aflw-cnn6-wing"})
final class RecipesVerb implements Callable<Integer> {
  private static final String FORM = "%-34s %-6s %-15s %-10s %-9s %-7s %s%n";

  @Spec private CommandSpec spec;

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "The recipe to show.")
  private String name;

  @Option(names = "--json", description = "Print one JSON document and nothing else.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    if (name == null) {
      list(out);
    } else {
      show(find(name), out);
    }
    out.flush();
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

  private void list(PrintWriter out) throws Exception {
    List<NamedRecipe> all = RecipeTable.all();
    if (json) {
      out.println(
          StrictJson.mapper().writeValueAsString(all.stream().map(RecipesVerb::document).toList()));
      return;
    }
    out.printf(FORM, "recipe", "data", "network", "loss", "balance", "budget", "published NME, %");
    for (NamedRecipe one : all) {
      out.printf(
          FORM,
          one.name(),
          one.data(),
          one.network(),
          one.loss(),
          one.balance(),
          one.base(),
          one.published().orElse("not published"));
    }
    out.println();
    RecipeTable.measures().forEach((data, measure) -> out.printf("%s: %s%n", data, measure));
  }

  private void show(NamedRecipe one, PrintWriter out) throws Exception {
    if (json) {
      ObjectNode document = document(one);
      document.set("recipe", RecipeFile.tree(RecipeFile.read(one.name(), List.of())));
      out.println(StrictJson.mapper().writeValueAsString(document));
    } else {
      out.print(one.text());
    }
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
