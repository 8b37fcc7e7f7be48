package org.wingloss.evaluation.report;

import java.util.List;
import java.util.stream.Collectors;
import org.wingloss.data.NumberText;
import org.wingloss.data.Plural;
import org.wingloss.evaluation.check.CheckResult;
import org.wingloss.evaluation.report.content.Report;
import org.wingloss.evaluation.report.content.ResultTables;
import org.wingloss.evaluation.report.content.RunComparison;
import org.wingloss.evaluation.report.content.StatisticText;
import org.wingloss.evaluation.report.content.SubsetMetrics;
import org.wingloss.evaluation.report.content.Summary;
import org.wingloss.evaluation.score.Scores;
import org.wingloss.evaluation.statistic.PairedComparison;

/** A comparison as plain text for a terminal. */
public final class ComparisonText {
  private ComparisonText() {}

  /** On every subset the runs' means, then every pair; no line end at the end. */
  public static String of(Report report) {
    StringBuilder out = new StringBuilder();
    report.comparisons().stream()
        .map(RunComparison::subset)
        .distinct()
        .forEach(subset -> compared(out, report, subset));
    report
        .checks()
        .forEach(
            (check, names) -> {
              if (check.status() == CheckResult.Status.WARNING) {
                String of = names.isEmpty() ? "" : String.join("; ", names) + ": ";
                out.append("warning: %s%s%n%n".formatted(of, check.message()));
              }
            });
    return out.toString().stripTrailing();
  }

  private static void compared(StringBuilder out, Report report, String subset) {
    String norm = report.norm();
    int faces = report.runs().get(0).scores().subsets().get(subset);
    String of = subset.equals(Scores.ALL) ? "" : " of " + subset;
    String heading = Plural.of(faces, "%d [face|faces]%s, NME in %% of %s%n%n");
    out.append(heading.formatted(faces, of, norm));
    int wide = report.runs().stream().mapToInt(r -> r.name().length()).max().orElse(8);
    List<Summary> runs = ResultTables.bestFirst(report.runs(), norm, subset);
    boolean seeds = report.comparisons().stream().anyMatch(pair -> !pair.bySeed().isEmpty());
    for (Summary run : runs) {
      SubsetMetrics m = run.metrics(norm, subset);
      int missing = run.scores().missing(subset).size();
      out.append(
          NumberText.format(
              "  %-" + wide + "s  %7.3f  [%.3f, %.3f]%s%s%n",
              run.name(),
              m.nme(),
              m.nmeInterval().low(),
              m.nmeInterval().high(),
              !seeds && run.equals(runs.get(0)) ? "  best" : "",
              missing == 0
                  ? ""
                  : Plural.of(missing, "  %d [face|faces] without a prediction as 100 %%")
                      .formatted(missing)));
    }
    out.append(System.lineSeparator());
    report.comparisons().stream()
        .filter(pair -> pair.subset().equals(subset))
        .forEach(pair -> out.append(text(pair)));
  }

  private static String text(RunComparison c) {
    PairedComparison r = c.result();
    return NumberText.format(
            "%s - %s%s: %.3f - %.3f = %+.3f, 95 %% interval [%+.3f, %+.3f]; better on %.1f %% of %d "
                + Plural.of(r.faces(), "[face|faces]%n"),
            c.a(),
            c.b(),
            c.place(),
            100 * r.meanA(),
            100 * r.meanB(),
            100 * r.difference(),
            100 * r.interval().low(),
            100 * r.interval().high(),
            100 * r.better(),
            r.faces())
        + NumberText.format(
            "  Wilcoxon signed-rank p %s, Holm-corrected %s; resolvable difference %s%n",
            StatisticText.probability(r.wilcoxon().probability()),
            StatisticText.probability(c.adjusted()),
            NumberText.fixed(100 * r.resolvable(), 3))
        + bySeed(c)
        + "  %s%n%n".formatted(c.verdict());
  }

  private static String bySeed(RunComparison c) {
    return c.bySeed().isEmpty()
        ? ""
        : c.bySeed().stream()
            .map(seed -> NumberText.format("%+.3f", 100 * seed))
            .collect(Collectors.joining(", ", "  by seed: ", System.lineSeparator()));
  }
}
