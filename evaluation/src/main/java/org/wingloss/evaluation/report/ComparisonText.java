package org.wingloss.evaluation.report;

import java.util.List;
import org.wingloss.data.Plural;
import org.wingloss.evaluation.check.CheckResult;
import org.wingloss.evaluation.report.content.NumberText;
import org.wingloss.evaluation.report.content.Report;
import org.wingloss.evaluation.report.content.ResultTables;
import org.wingloss.evaluation.report.content.RunComparison;
import org.wingloss.evaluation.report.content.SubsetMetrics;
import org.wingloss.evaluation.report.content.Summary;
import org.wingloss.evaluation.score.Scores;
import org.wingloss.evaluation.statistic.PairedComparison;

/** A comparison as plain text for a terminal. */
public final class ComparisonText {
  private ComparisonText() {}

  /** The runs' means, then every pair; no line end at the end. */
  public static String of(Report report) {
    StringBuilder out = new StringBuilder();
    String norm = report.norm();
    int faces = report.runs().get(0).scores().faces();
    out.append(Plural.of(faces, "%d [face|faces], NME in %% of %s%n%n").formatted(faces, norm));
    int wide = report.runs().stream().mapToInt(r -> r.name().length()).max().orElse(8);
    List<Summary> runs = ResultTables.bestFirst(report.runs(), norm, Scores.ALL);
    for (Summary run : runs) {
      SubsetMetrics m = run.metrics(norm, Scores.ALL);
      boolean best = run.equals(runs.get(0));
      int missing = run.scores().missing().size();
      out.append(
          NumberText.format(
              "  %-" + wide + "s  %7.3f  [%.3f, %.3f]%s%s%n",
              run.name(),
              m.nme(),
              m.nmeInterval().low(),
              m.nmeInterval().high(),
              best ? "  best" : "",
              missing == 0
                  ? ""
                  : Plural.of(missing, "  %d [face|faces] without a prediction as 100 %%")
                      .formatted(missing)));
    }
    for (RunComparison c : report.comparisons()) {
      PairedComparison r = c.result();
      out.append(
          NumberText.format(
              "%n%s - %s: %+.3f, 95 %% interval [%+.3f, %+.3f]; better on %.1f %% of %d "
                  + Plural.of(r.faces(), "[face|faces]%n"),
              c.a(),
              c.b(),
              100 * r.difference(),
              100 * r.interval().low(),
              100 * r.interval().high(),
              100 * r.better(),
              r.faces()));
      out.append(
          NumberText.format(
              "  Wilcoxon signed-rank p %s, Holm-corrected %s; resolvable difference %s%n",
              NumberText.probability(r.wilcoxon().probability()),
              NumberText.probability(c.adjusted()),
              NumberText.fixed(100 * r.resolvable(), 3)));
      out.append("  %s%n".formatted(c.verdict()));
    }
    report
        .checks()
        .forEach(
            (check, names) -> {
              if (check.status() == CheckResult.Status.WARNING) {
                String of = names.isEmpty() ? "" : String.join("; ", names) + ": ";
                out.append("%nwarning: %s%s%n".formatted(of, check.message()));
              }
            });
    return out.toString().stripTrailing();
  }
}
