package org.wingloss.evaluation.report;

import java.util.List;
import java.util.Map;
import org.wingloss.data.NumberText;
import org.wingloss.data.Plural;
import org.wingloss.evaluation.check.CheckResult;
import org.wingloss.evaluation.metric.Normaliser;
import org.wingloss.evaluation.report.content.SubsetMetrics;
import org.wingloss.evaluation.report.content.Summary;
import org.wingloss.evaluation.statistic.Bootstrap;

/** Summaries as plain text for a terminal. */
public final class SummaryText {
  private SummaryText() {}

  /** A table per summary and norm, then the checks; no line end at the end. */
  public static String of(List<Summary> summaries) {
    StringBuilder out = new StringBuilder();
    for (Summary summary : summaries) {
      out.append(
          NumberText.format(
              "%s: %d %s, %s; intervals: %.0f %% %s, %d resamples%n",
              summary.name(),
              summary.scores().faces(),
              Plural.of(summary.scores().faces(), "[face|faces]"),
              summary.scores().scheme().name(),
              100 * summary.bootstrap().level(),
              Bootstrap.method(summary.scores().faces()),
              summary.bootstrap().resamples()));
      for (Normaliser norm : summary.scores().norms()) {
        table(summary, norm, out);
      }
      out.append(String.format("%nChecks%n"));
      for (CheckResult check : summary.checks()) {
        out.append("  %-8s%s%n".formatted(check.status().label(), check.message()));
      }
    }
    return out.toString().stripTrailing();
  }

  private static void table(Summary summary, Normaliser norm, StringBuilder out) {
    List<SubsetMetrics> rows =
        summary.metrics().stream().filter(m -> m.norm().equals(norm.name())).toList();
    out.append(String.format("%n%s: NME in %% of the %s%n", norm.name(), norm.formula()));
    int wide = rows.stream().mapToInt(m -> m.subset().length()).max().orElse(6);
    wide = Math.max(6, wide);
    out.append(
        ("  %-" + wide + "s %7s %8s  %-15s").formatted("subset", "faces", "NME", "95 % interval"));
    for (double threshold : summary.thresholds().under(norm)) {
      String key = NumberText.plain(threshold);
      out.append(" %8s %8s".formatted("FR@" + key, "AUC@" + key));
    }
    out.append(" %7s %7s %7s%n".formatted("P90", "P95", "P99"));
    for (SubsetMetrics m : rows) {
      out.append(
          NumberText.format(
              "  %-" + wide + "s %7d %8.3f  %-15s",
              m.subset(),
              m.faces(),
              m.nme(),
              NumberText.format("%.3f – %.3f", m.nmeInterval().low(), m.nmeInterval().high())));
      for (Map.Entry<Double, Double> rate : m.failureRate().entrySet()) {
        out.append(
            NumberText.format(
                " %8.2f %8.2f", rate.getValue(), m.areaUnderCurve().get(rate.getKey())));
      }
      out.append(NumberText.format(" %7.2f %7.2f %7.2f%n", m.p90(), m.p95(), m.p99()));
    }
  }
}
