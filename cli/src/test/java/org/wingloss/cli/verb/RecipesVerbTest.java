package org.wingloss.cli.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.cli.Cli;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.data.format.StrictJson;
import org.wingloss.evaluation.published.PublishedResults;
import org.wingloss.training.recipe.NamedRecipe;
import org.wingloss.training.recipe.RecipeFile;
import org.wingloss.training.recipe.RecipeTable;

class RecipesVerbTest {
  @TempDir Path folder;

  @Test
  void recipes_withoutAName_listsEveryRecipeWithItsPublishedNumber() {
    Cli run = Cli.run("recipes");
    assertEquals(0, run.exit(), run.err());
    RecipeFile.names().forEach(name -> assertTrue(run.out().contains(name + " "), name));
    assertTrue(
        run.out()
            .lines()
            .anyMatch(
                line ->
                    line.matches("paper/aflw-cnn6-l2-pdb +aflw +cnn6 +l2 +17-bins +paper +2.23")),
        run.out());
    assertTrue(
        run.out().lines().anyMatch(line -> line.matches("aflw-cnn6-l2 .* short +not published")),
        run.out());
    assertTrue(run.out().contains("Table 4 (P)"), run.out());
  }

  @Test
  void recipes_withAName_printsAFileThatReadsAsTheRecipe() throws Exception {
    Cli run = Cli.run("recipes", "paper/aflw-cnn67-l2-pdb");
    assertEquals(0, run.exit(), run.err());
    assertTrue(run.out().contains("steps: 120000                       # P"), run.out());
    Path file = Files.writeString(folder.resolve("shown.yaml"), run.out());
    assertEquals(
        RecipeFile.read("paper/aflw-cnn67-l2-pdb", List.of()),
        RecipeFile.read(file.toString(), List.of()));
  }

  @Test
  void recipes_json_isOneDocument() throws Exception {
    JsonNode all = StrictJson.mapper().readTree(Cli.run("recipes", "--json").out());
    assertEquals(RecipeFile.names().size(), all.size());
    JsonNode one =
        StrictJson.mapper().readTree(Cli.run("recipes", "paper/aflw-cnn6-wing", "--json").out());
    assertEquals("1.88", one.get("published").textValue());
    assertEquals(
        "log-linear", one.get("recipe").get("schedule").textValue().replaceAll("\\(.*", ""));
    assertEquals(120_000, one.get("recipe").get("steps").intValue());
  }

  @Test
  void recipes_unknownName_namesTheKnownOnes() {
    Cli run = Cli.run("recipes", "paper/aflw-cnn5-wing");
    assertEquals(ExitCode.BAD_RECIPE, run.exit());
    assertTrue(run.err().contains("paper/aflw-cnn6-wing"), run.err());
  }

  /** The evaluation knows no recipe and the recipes no table, but both hold the paper's numbers. */
  @Test
  void published_everyRecipe_isTheNumberOfThePublishedResults() {
    Map<String, String> networks = Map.of("cnn6", "CNN-6", "cnn67", "CNN-6/7");
    Map<String, String> losses =
        Map.of("l1", "L1", "l2", "L2", "smooth-l1", "smooth L1", "wing", "Wing");
    int compared = 0;
    for (NamedRecipe recipe : RecipeTable.all()) {
      if (recipe.published().isEmpty()) {
        continue;
      }
      String pdb = recipe.balance().equals("none") ? "" : " + PDB";
      String method = networks.get(recipe.network()) + pdb + ", " + losses.get(recipe.loss());
      String table = recipe.data().equals("aflw") ? "table3" : "table4";
      List<String> subsets =
          recipe.data().equals("aflw") ? List.of("all") : List.of("common", "challenging", "full");
      PublishedResults.Result row =
          PublishedResults.bundled().of(table).stream()
              .filter(result -> result.method().equals(method))
              .findFirst()
              .orElseThrow(() -> new AssertionError(method));
      assertEquals("P", row.trust());
      assertEquals(
          subsets.stream()
              .map(subset -> row.on(subset).orElseThrow().nme())
              .map(nme -> String.format(Locale.ROOT, "%.2f", nme))
              .collect(Collectors.joining(" / ")),
          recipe.published().get(),
          method);
      compared++;
    }
    assertEquals(20, compared);
  }
}
