package org.wingloss.cli.experiment;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.wingloss.cli.option.Arguments;
import org.wingloss.cli.terminal.UsageException;
import org.wingloss.data.Plural;
import org.wingloss.evaluation.report.content.ComparedMethod;
import org.wingloss.evaluation.report.content.RunComparison;
import org.wingloss.evaluation.report.content.Summary;
import org.wingloss.evaluation.score.Scores;
import picocli.CommandLine.Option;

/** What is compared with what, and on which faces. */
public final class ComparisonOptions {
  private static final int MOST_SEEDS = 1000;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Every N after one another are trainings of one method, with the same seeds in the same"
              + " order in every method: errors are averaged over them, face by face (default:"
              + " ${DEFAULT-VALUE}).")
  private int seeds;

  @Option(
      names = "--subset",
      paramLabel = "S",
      description =
          "Compare on a subset of the faces; may be repeated, and 'all' are all of them (default:"
              + " all).")
  private List<String> subsets = List.of(Scores.ALL);

  /**
   * Refuses numbers that cannot be compared.
   *
   * @param option names the runs
   * @param runs how many there are
   * @throws UsageException if they are not two methods or more
   */
  public void require(String option, int runs) {
    Arguments.within(1, MOST_SEEDS, "--seeds", seeds);
    if (seeds == 1 && runs < 2) {
      throw new UsageException("compare needs %s at least twice".formatted(option));
    }
    if (runs % seeds != 0 || runs / seeds < 2) {
      throw new UsageException(
          Plural.of(
                  runs,
                  "compare needs %s for two methods or more of %d trainings each, but %d [was|were]"
                      + " given")
              .formatted(option, seeds, runs));
    }
  }

  /**
   * Refuses subsets that there are not.
   *
   * @param known the names of the data set's
   * @throws UsageException naming them
   */
  public void requireSubsets(Set<String> known) {
    for (String subset : subsets) {
      if (!subset.equals(Scores.ALL) && !known.contains(subset)) {
        Set<String> all = new LinkedHashSet<>(List.of(Scores.ALL));
        all.addAll(known);
        throw new UsageException(
            "--subset: no subset is called '%s'; there are %s".formatted(subset, all));
      }
    }
  }

  /**
   * What is compared with what.
   *
   * @param runs a number that was {@linkplain #require found to do}
   */
  public List<ComparedMethod> methods(List<Summary> runs) {
    return ComparedMethod.of(runs, seeds);
  }

  /** Compares methods on the faces that were asked for. */
  public List<RunComparison> compare(List<ComparedMethod> methods) {
    requireSubsets(methods.get(0).trainings().get(0).scores().subsets().keySet());
    return RunComparison.ofAllPairs(methods, List.copyOf(new LinkedHashSet<>(subsets)));
  }
}
