package org.wingloss.training.reproduction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.wingloss.training.recipe.Recipe;
import org.wingloss.training.recipe.RecipeFile;
import org.wingloss.training.recipe.ValidationSplit;
import org.wingloss.training.sweep.SweepCell;
import org.wingloss.training.sweep.SweepGrid;

class PaperTableTest {
  private static final List<String> LOSSES = List.of("L2", "L1", "smooth L1", "Wing");

  private static List<PaperCell> cells(PaperTable table, Budget budget, String kind) {
    return table.cells(
        new Settings(budget, kind, Optional.empty(), false, List.of()),
        List.of(PaperLoss.values()));
  }

  private static Recipe recipe(List<PaperCell> cells, String method) {
    return cells.stream()
        .filter(cell -> cell.method().equals(method))
        .findFirst()
        .orElseThrow()
        .cell(1)
        .read();
  }

  @Test
  void cells_tables1And3And4_areThePapersRowsTimesLosses() {
    assertEquals(times(List.of("CNN-6")), methods(cells(PaperTable.TABLE1, Budget.PAPER, "aflw")));
    assertEquals(
        times(List.of("CNN-6", "CNN-6 + PDB", "CNN-6/7", "CNN-6/7 + PDB")),
        methods(cells(PaperTable.TABLE3, Budget.PAPER, "aflw")));
    assertEquals(
        times(List.of("CNN-6/7 + PDB")), methods(cells(PaperTable.TABLE4, Budget.PAPER, "300w")));
  }

  private static List<String> times(List<String> rows) {
    return rows.stream().flatMap(row -> LOSSES.stream().map(loss -> row + ", " + loss)).toList();
  }

  private static List<String> methods(List<PaperCell> cells) {
    return cells.stream().map(PaperCell::method).toList();
  }

  @Test
  void cells_table2_isTheGridOfWAndEpsilon() {
    List<String> expected = new ArrayList<>();
    for (String epsilon : List.of("0.5", "1", "2", "3")) {
      for (String w : List.of("4", "6", "8", "10", "12", "14")) {
        expected.add("wing(w=%s,epsilon=%s)".formatted(w, epsilon));
      }
    }
    assertEquals(
        expected,
        cells(PaperTable.TABLE2, Budget.SHORT, "aflw").stream()
            .map(cell -> cell.cell(1).read().stage().loss().toString())
            .toList());
  }

  @Test
  void cells_table2_areThoseOfTheBundledGrid() {
    assertEquals(
        cells(PaperTable.TABLE2, Budget.PAPER, "aflw").stream().map(c -> c.cell(1).read()).toList(),
        SweepGrid.read("aflw-table2").cells().stream().map(SweepCell::read).toList());
  }

  @Test
  void grid_300wLosses_areTheShortRecipesOfTheFourLosses() {
    List<Recipe> grid =
        SweepGrid.read("300w-losses").cells().stream().map(SweepCell::read).toList();
    List<Recipe> recipes = new ArrayList<>();
    for (PaperLoss loss : PaperLoss.values()) {
      for (int seed = 1; seed <= 3; seed++) {
        recipes.add(RecipeFile.read("300w-cnn6-" + loss.label(), List.of("seed=" + seed)));
      }
    }
    assertEquals(recipes, grid);
  }

  @Test
  void paperBudget_papersDataSet_isTheBundledRecipeToTheLetter() {
    for (PaperTable table : PaperTable.values()) {
      for (PaperCell cell : cells(table, Budget.PAPER, table.kind())) {
        assertTrue(cell.recipe().startsWith("paper/"), cell.recipe());
        if (table.comparesLosses()) {
          assertEquals(List.of(), cell.changes(), cell.method());
        }
        assertEquals(120_000, cell.cell(1).read().stage().steps());
      }
    }
  }

  /** What a method's name says must be what its recipe does, for every kind of data set. */
  @ParameterizedTest
  @EnumSource(Budget.class)
  void cells_everyBudgetAndKind_trainWhatTheirNamesSay(Budget budget) {
    for (String kind :
        List.of(
            "aflw", "aflw-sqlite", "300w", "mtfl", "merl-rav", "wflw", "cofw", "jsonl:aflw-19")) {
      List<PaperCell> cells = cells(PaperTable.TABLE3, budget, kind);
      for (PaperCell cell : cells) {
        Recipe recipe = cell.cell(7).read();
        String what = cell.method() + " " + budget + " " + kind;
        assertEquals(kind, recipe.data(), what);
        assertEquals(7, recipe.seed(), what);
        assertEquals(cell.row().contains("6/7"), recipe.second().isPresent(), what);
        assertEquals(cell.row().contains("PDB"), recipe.balance().settings().isPresent(), what);
        String loss = cell.column().toLowerCase(java.util.Locale.ROOT).replace(' ', '-');
        assertTrue(recipe.stage().loss().toString().startsWith(loss), what);
        recipe
            .second()
            .ifPresent(s -> assertTrue(s.stage().loss().toString().startsWith(loss), what));
      }
      assertEquals(16, new HashSet<>(cells.stream().map(c -> c.cell(1).name()).toList()).size());
      assertEquals("wing(w=10,epsilon=2)", recipe(cells, "CNN-6, Wing").stage().loss().toString());
      assertEquals(
          "wing(w=15,epsilon=3)",
          recipe(cells, "CNN-6/7, Wing").second().orElseThrow().stage().loss().toString());
    }
  }

  @Test
  void heldOut_everyCell_keepsFacesOutAndLetsThemChooseNothing() {
    Settings settings =
        new Settings(
            Budget.SHORT, "300w", Optional.of(ValidationSplit.EVERY_TENTH), true, List.of());
    for (PaperCell cell : PaperTable.TABLE3.cells(settings, List.of(PaperLoss.WING))) {
      Recipe recipe = cell.cell(1).read();
      assertEquals("every-10th", recipe.validation().label());
      assertTrue(recipe.validateEvery() >= recipe.stage().steps());
      recipe.second().ifPresent(s -> assertTrue(recipe.validateEvery() >= s.stage().steps()));
    }
  }

  @ParameterizedTest
  @EnumSource(Budget.class)
  void listed_everyCell_holdsOutTheListInPlaceOfEveryTenth(Budget budget) {
    Settings settings = new Settings(budget, "300w", Optional.empty(), true, List.of());
    ValidationSplit expected = budget == Budget.SHORT ? ValidationSplit.LIST : ValidationSplit.NONE;
    for (PaperTable table : PaperTable.values()) {
      for (PaperCell cell : table.cells(settings, List.of(PaperLoss.WING))) {
        assertEquals(expected, cell.cell(1).read().validation(), cell.method());
      }
    }
  }

  @Test
  void changes_ofTheUser_comeLastAndReachOnlyCellsThatHaveTheKey() {
    Settings settings =
        new Settings(
            Budget.SMOKE,
            "aflw",
            Optional.empty(),
            false,
            List.of("steps=9", "second-stage.steps=5"));
    List<PaperCell> cells = PaperTable.TABLE3.cells(settings, List.of(PaperLoss.L1));
    assertEquals(4, cells.size());
    assertEquals(9, recipe(cells, "CNN-6, L1").stage().steps());
    assertEquals(5, recipe(cells, "CNN-6/7, L1").second().orElseThrow().stage().steps());
  }

  @Test
  void of_unknownNames_areRefused() {
    assertThrows(IllegalArgumentException.class, () -> PaperTable.of("table5"));
    assertThrows(IllegalArgumentException.class, () -> Budget.of("Paper"));
    assertThrows(IllegalArgumentException.class, () -> PaperLoss.of("huber"));
    assertEquals(PaperTable.TABLE4, PaperTable.of("table4"));
    assertTrue(RecipeFile.names().size() > 30);
  }
}
