package org.wingloss.training.reproduction;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.wingloss.training.recipe.RecipeFile;
import org.wingloss.training.recipe.RecipeTable;
import org.wingloss.training.recipe.StageRecipe;
import org.wingloss.training.recipe.ValidationSplit;

/**
 * What all cells of a reproduction share.
 *
 * @param budget which recipes
 * @param kind of data set; the recipes of AFLW serve both of its layouts, those of 300-W all others
 * @param heldOut which training faces are the test faces, where there are no others
 * @param listed whether a file in the data folder names the validation faces; recipes that hold out
 *     every tenth photograph then hold out these
 * @param changes {@code key=value} each, made last; those of {@code second-stage} reach only cells
 *     that have one
 */
public record Settings(
    Budget budget,
    String kind,
    Optional<ValidationSplit> heldOut,
    boolean listed,
    List<String> changes) {
  private static final String SECOND = "second-stage.";

  /** Copies the list. */
  public Settings {
    changes = List.copyOf(changes);
  }

  /** A cell of Tables 1, 3 and 4. */
  PaperCell cell(PaperNetwork network, PaperLoss loss) {
    String name = network.part() + "-" + loss.label() + (network.isBalanced() ? "-pdb" : "");
    List<String> own = new ArrayList<>();
    String recipe;
    if (budget == Budget.SMOKE) {
      recipe = network.isTwoStage() ? "smoke-cnn67-wing-pdb" : "smoke-cnn6-wing";
      own.addAll(RecipeTable.changes("smoke", loss.label()));
      own.addAll(RecipeTable.changes("smoke", network.isBalanced() ? "9-bins" : "none"));
    } else {
      recipe = prefix() + name;
      if (RecipeTable.find(recipe).isEmpty()) {
        // Not in the table of recipes (Table 3 is AFLW's): the balanced one without balancing.
        recipe += "-pdb";
        own.addAll(RecipeTable.changes("short", "none"));
      }
    }
    return new PaperCell(
        network.title(),
        loss.title(),
        network.title() + ", " + loss.title(),
        name,
        recipe,
        complete(recipe, own, network.isTwoStage()));
  }

  /** A cell of Table 2. */
  PaperCell wing(String w, String epsilon) {
    String recipe = budget == Budget.SMOKE ? "smoke-cnn6-wing" : prefix() + "cnn6-wing";
    List<String> own = List.of("loss=wing(w=%s,epsilon=%s)".formatted(w, epsilon));
    return new PaperCell(
        "\u03b5 = " + epsilon,
        "w = " + w,
        "CNN-6, Wing w=%s epsilon=%s".formatted(w, epsilon),
        "cnn6-wing-w%s-epsilon%s".formatted(w, epsilon),
        recipe,
        complete(recipe, own, false));
  }

  private String prefix() {
    return (budget == Budget.PAPER ? "paper/" : "") + (isAflw() ? "aflw-" : "300w-");
  }

  private boolean isAflw() {
    return kind.equals("aflw") || kind.equals("aflw-sqlite");
  }

  /**
   * The cell's own changes, those of budget and data set, the user's, and those of the protocol.
   */
  private List<String> complete(String recipe, List<String> own, boolean twoStages) {
    List<String> all = new ArrayList<>(own);
    all.addAll(dataSet());
    all.addAll(changes);
    all.removeIf(change -> !twoStages && change.startsWith(SECOND));
    if (heldOut.isPresent()) {
      all.add("validation=" + heldOut.get().label());
      // Once, at the end: the faces that will be scored must not take part in model selection.
      List<StageRecipe> stages = RecipeFile.read(recipe, all).stages();
      all.add("validate-every=" + stages.stream().mapToInt(StageRecipe::steps).max().orElseThrow());
    } else if (listed && RecipeFile.read(recipe, all).validation() == ValidationSplit.EVERY_TENTH) {
      all.add("validation=" + ValidationSplit.LIST.label());
    }
    return all;
  }

  /** The data set and its boxes, where they are not the recipe's. */
  private List<String> dataSet() {
    String plain = kind.replaceAll(":.*", "");
    if (budget != Budget.SMOKE && Stream.of("aflw", "300w").anyMatch(plain::equals)) {
      return List.of();
    }
    List<String> own = new ArrayList<>(List.of("data=" + kind));
    switch (plain) {
      case "aflw", "aflw-sqlite", "cofw" -> own.add("box=dataset(enlarge=1,square=true)");
      // They cut faces, hence 1.25 (A).
      case "wflw" -> own.add("box=dataset(enlarge=1.25,square=true)");
      // No boxes, and eyes to mouth is half a face.
      case "mtfl" -> own.add("box=truth(enlarge=2,square=true)");
      default -> {}
    }
    return own;
  }
}
