package org.wingloss.training.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wingloss.training.reproduction.Budget;
import org.wingloss.training.reproduction.PaperCell;
import org.wingloss.training.reproduction.PaperLoss;
import org.wingloss.training.reproduction.PaperTable;
import org.wingloss.training.reproduction.Settings;

/** What the lines of the table must and must not change. */
class RecipeTableTest {
  private static final Path FOLDER =
      Path.of("src/main/resources/org/wingloss/training/recipe").toAbsolutePath();
  private static final Map<String, String> PREFIXES =
      Map.of(
          "paper",
          "paper/",
          "short",
          "",
          "long",
          "long/",
          "demo",
          "demo",
          "smoke",
          "smoke",
          "built-in",
          "built-in/",
          "own",
          "");

  static Stream<NamedRecipe> all() {
    return RecipeTable.all().stream();
  }

  private static Recipe read(String name) {
    return RecipeFile.read(name, List.of());
  }

  /** The keys in which two recipes differ. */
  private static Set<String> keys(String before, String after) {
    return RecipeFile.differences(read(before), read(after)).stream()
        .map(line -> line.substring(0, line.indexOf(": ")))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<String> names(String pattern) {
    return all().map(NamedRecipe::name).filter(name -> name.matches(pattern));
  }

  @Test
  void all_filesOfTheFolder_areTheTableAndTheBasesThatItNames() throws IOException {
    Set<String> expected =
        all()
            .map(recipe -> "base/" + recipe.base() + ".yaml")
            .collect(Collectors.toCollection(TreeSet::new));
    expected.add("recipes.yaml");
    try (Stream<Path> files = Files.walk(FOLDER)) {
      assertEquals(
          expected,
          files
              .filter(Files::isRegularFile)
              .map(file -> FOLDER.relativize(file).toString().replace('\\', '/'))
              .collect(Collectors.toCollection(TreeSet::new)));
    }
    assertEquals(70, RecipeFile.names().size());
  }

  @ParameterizedTest
  @MethodSource("all")
  void name_ofEveryRecipe_followsFromItsWords(NamedRecipe recipe) {
    String data = recipe.base().matches("demo|smoke") ? "" : recipe.data();
    String name =
        PREFIXES.get(recipe.base())
            + String.join("-", data, recipe.network(), recipe.loss())
            + (recipe.balance().equals("none") ? "" : "-pdb");
    assertEquals(name, recipe.name());
  }

  @ParameterizedTest
  @MethodSource("all")
  void read_everyRecipe_doesWhatItsWordsSay(NamedRecipe recipe) {
    Recipe read = read(recipe.name());
    boolean listed = recipe.data().matches("synthetic|own");
    assertEquals(listed ? "jsonl:300w-68" : recipe.data(), read.data());
    assertEquals(
        recipe.network().matches("cnn67|(cnn6|hourglass)-(hourglass|cnn6)"),
        read.second().isPresent());
    assertTrue(read.stage().network().line().startsWith(recipe.network().substring(0, 4)));
    assertTrue(read.stage().loss().toString().matches(recipe.loss() + "(\\(.*)?"));
    assertEquals(recipe.balance().equals("none"), read.balance().settings().isEmpty());
    read.balance()
        .settings()
        .ifPresent(pose -> assertEquals(recipe.balance(), pose.bins() + "-bins"));
  }

  @Test
  void read_balancedRecipe_differsFromThePlainOneInBalanceAlone() {
    int pairs = 0;
    for (String name : names(".*-pdb").toList()) {
      String plain = name.substring(0, name.length() - "-pdb".length());
      if (RecipeTable.find(plain).isPresent()) {
        assertEquals(Set.of("balance"), keys(plain, name), name);
        pairs++;
      }
    }
    assertEquals(26, pairs);
  }

  @Test
  void read_everyLoss_differsFromWingInTheLossAloneAndL2OfThePaperInTheRate() {
    for (String name : names(".*-(l1|l2|smooth-l1)(-pdb)?").toList()) {
      String wing = name.replaceFirst("-(l1|l2|smooth-l1)(?=$|-pdb)", "-wing");
      Set<String> expected = new TreeSet<>(Set.of("loss"));
      if (name.contains("-cnn67-")) {
        expected.add("second-stage.loss");
      }
      if (name.startsWith("paper/") && name.contains("-l2")) {
        expected.addAll(expected.stream().map(key -> key.replace("loss", "schedule")).toList());
      }
      assertEquals(expected, keys(wing, name), name);
    }
  }

  @Test
  void read_l2OfThePaper_hasATenthOfTheOthersLearningRate() {
    for (String name : names("paper/.*-l2(-pdb)?").toList()) {
      Recipe l2 = read(name);
      Recipe wing = read(name.replace("-l2", "-wing"));
      assertTenth(wing.stage(), l2.stage());
      l2.second().ifPresent(s -> assertTenth(wing.second().orElseThrow().stage(), s.stage()));
    }
  }

  private static void assertTenth(StageRecipe wing, StageRecipe l2) {
    for (int step : new int[] {0, 60_000, 119_999}) {
      double rate = wing.schedule().rate(step, 120_000);
      assertEquals(rate / 10, l2.schedule().rate(step, 120_000), 1e-9 * rate);
    }
  }

  @Test
  void read_twoStageRecipe_addsASecondStageAndChangesNothingElse() {
    for (String name : names(".*-cnn67-.*").filter(n -> !n.matches("(demo|smoke).*")).toList()) {
      String one = name.replace("-cnn67-", "-cnn6-");
      assertEquals(Set.of("stages", "second-stage"), keys(one, name), name);
    }
  }

  @Test
  void read_otherDataSet_changesBoxAndNumberOfBinsAlone() {
    for (String name : names("(paper/)?aflw-.*").toList()) {
      String other = name.replace("aflw", "300w");
      if (RecipeTable.find(other).isPresent()) {
        Set<String> expected = new TreeSet<>(Set.of("data", "box"));
        if (name.endsWith("-pdb")) {
          expected.add("balance");
        }
        assertEquals(expected, keys(other, name), name);
      }
    }
  }

  @Test
  void published_rowsOfThePapersTables_areExactlyThoseWithANumber() {
    Set<String> cells = new TreeSet<>();
    for (PaperTable table : List.of(PaperTable.TABLE1, PaperTable.TABLE3, PaperTable.TABLE4)) {
      Settings settings =
          new Settings(Budget.PAPER, table.kind(), Optional.empty(), false, List.of());
      table.cells(settings, Arrays.asList(PaperLoss.values())).stream()
          .map(PaperCell::recipe)
          .forEach(cells::add);
    }
    assertEquals(
        cells,
        all()
            .filter(recipe -> recipe.published().isPresent())
            .map(NamedRecipe::name)
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  @Test
  void text_ofAChangedLine_bearsTheTagOfTheChangeAndTheOthersTheirs() {
    String text =
        RecipeTable.find("paper/aflw-cnn67-l2-pdb").orElseThrow().text().replaceAll(" +#", " #");
    assertTrue(text.contains("# Published: NME 1.94 (AFLW-Full, % of the box width"), text);
    assertTrue(text.contains("\nsteps: 120000 # P\n"), text);
    assertTrue(text.contains("\nbox: dataset(enlarge=1,square=true) # A\n"), text);
    assertTrue(text.contains("to=3e-8) # a tenth of the others'; the ends P"), text);
    assertTrue(text.contains("\n  schedule: log-linear(from=1e-6,to=1e-8) # U1 90 %\n"), text);
    assertTrue(text.contains("cap=none) # bins: U1 90 %, the routine: A\n"), text);
  }

  @Test
  void changes_unknownWord_isRefused() {
    assertEquals(List.of("loss=l1", "second-stage.loss=l1"), RecipeTable.changes("short", "l1"));
    assertEquals(
        List.of("balance=pose(bins=9,mode=faithful,component=auto,cap=none)"),
        RecipeTable.changes("paper", "9-bins").subList(1, 2));
    assertThrows(IllegalArgumentException.class, () -> RecipeTable.changes("short", "huber"));
  }
}
