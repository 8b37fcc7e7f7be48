package org.wingloss.cli.experiment;

import java.util.List;
import java.util.Optional;
import org.wingloss.cli.option.Arguments;
import org.wingloss.cli.option.OverrideOption;
import org.wingloss.cli.terminal.UsageException;
import org.wingloss.training.recipe.ValidationSplit;
import org.wingloss.training.reproduction.Budget;
import org.wingloss.training.reproduction.PaperLoss;
import org.wingloss.training.reproduction.PaperTable;
import org.wingloss.training.reproduction.Settings;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How large a reproduction is: its budget, its seeds, its columns, and changed settings. */
final class ReproductionOptions {
  private static final int MOST_SEEDS = 1000;

  @Option(
      names = "--budget",
      paramLabel = "smoke|short|paper",
      defaultValue = "short",
      description =
          "smoke: minutes, narrow networks; short: hours on two cores; paper: its own settings,"
              + " 120,000 steps a stage (default: ${DEFAULT-VALUE}).")
  private String budget;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "1",
      description = "Trainings of every cell; more may be added later (default: ${DEFAULT-VALUE}).")
  private int seeds;

  @Option(
      names = "--losses",
      paramLabel = "L,L",
      split = ",",
      description = "Only some columns: l2, l1, smooth-l1, wing (default: all).")
  private List<String> losses = List.of();

  @Mixin private OverrideOption overrides;

  /** The budget. */
  Budget budget() {
    return Arguments.usable(() -> Budget.of(budget));
  }

  /** Trainings of every cell. */
  int seeds() {
    return seeds;
  }

  /** The columns of tables that compare losses. */
  List<PaperLoss> columns() {
    return losses.isEmpty()
        ? List.of(PaperLoss.values())
        : losses.stream().map(loss -> Arguments.usable(() -> PaperLoss.of(loss))).toList();
  }

  /** What all trainings share. */
  Settings settings(String layout, Optional<ValidationSplit> heldOut) {
    return new Settings(budget(), layout, heldOut, overrides.list());
  }

  /**
   * Refuses what does not go with a table.
   *
   * @throws UsageException naming the option
   */
  void check(PaperTable wanted) {
    Arguments.within(1, MOST_SEEDS, "--seeds", seeds);
    if (!losses.isEmpty() && !wanted.comparesLosses()) {
      throw new UsageException("--losses: the columns of table2 are values of w, not losses");
    }
    for (String key : List.of("seed", "data", "validation")) {
      if (overrides.list().stream()
          .anyMatch(o -> o.replaceAll("\\s*=.*", "").strip().equals(key))) {
        throw new UsageException(
            "--set %s: is decided by %s"
                .formatted(key, key.equals("seed") ? "--seeds" : "--dataset and its faces"));
      }
    }
  }

  /** The options as they may be typed again, each after a space. */
  String words() {
    StringBuilder words = new StringBuilder(" --budget " + budget);
    if (seeds > 1) {
      words.append(" --seeds ").append(seeds);
    }
    if (!losses.isEmpty()) {
      words.append(" --losses ").append(String.join(",", losses));
    }
    overrides.list().forEach(o -> words.append(" --set '").append(o).append('\''));
    return words.toString();
  }
}
