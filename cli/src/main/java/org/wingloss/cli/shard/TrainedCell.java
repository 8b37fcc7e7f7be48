package org.wingloss.cli.shard;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.wingloss.data.InvalidDataException;
import org.wingloss.training.recipe.RecipeFile;
import org.wingloss.training.sweep.Sweep;
import org.wingloss.training.sweep.SweepCell;

/**
 * A cell of a grid that a shard has trained, in a part. The training itself lies in its run folder.
 *
 * @param cell its name
 * @param finished whether its training came to its end
 */
public record TrainedCell(String cell, boolean finished) {
  private static final int MOST_NAMED = 20;

  /** Adds the resolved recipes to what tells works apart. */
  public static void putRecipes(List<SweepCell> cells, Map<String, String> content) {
    List<String> recipes = cells.stream().map(cell -> RecipeFile.write(cell.read())).toList();
    content.put("recipes", "SHA-256 " + ShardedWork.sha256(recipes));
  }

  /**
   * Writes the part of a shard.
   *
   * @param trained the cells of the shard, in the order of their places
   */
  public static void write(PartWriter part, List<Integer> places, Sweep trained) {
    for (int k = 0; k < places.size(); k++) {
      SweepCell cell = trained.cells().get(k);
      boolean finished = trained.place(cell).isFinished();
      part.write(places.get(k), new TrainedCell(cell.name(), finished));
    }
    part.finish();
  }

  /**
   * Refuses a grid of which not all cells are trained.
   *
   * @param parts of all shards
   * @param whole all cells, in order
   * @throws InvalidDataException naming the cells that have not finished here, and their shards
   */
  public static void requireFinished(Parts parts, Sweep whole) {
    List<String> missing = new ArrayList<>();
    parts.forEach(
        TrainedCell.class,
        (place, trained, part) -> {
          SweepCell cell = whole.cells().get(place);
          if (!whole.place(cell).isFinished()) {
            missing.add(
                "%s (shard %s%s)"
                    .formatted(
                        cell.name(),
                        part.shard(),
                        trained.finished() ? ", trained elsewhere: bring its run folder" : ""));
          }
        });
    if (!missing.isEmpty()) {
      int more = missing.size() - MOST_NAMED;
      throw new InvalidDataException(
          "not all cells are finished here, so no table was written: %s%s; run their shards again"
              .formatted(
                  String.join(", ", missing.subList(0, Math.min(MOST_NAMED, missing.size()))),
                  more > 0 ? " and %d more".formatted(more) : ""));
    }
  }
}
