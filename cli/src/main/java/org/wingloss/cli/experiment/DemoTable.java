package org.wingloss.cli.experiment;

import java.util.List;
import org.wingloss.evaluation.report.content.NumberText;
import org.wingloss.evaluation.report.content.SubsetMetrics;
import org.wingloss.evaluation.report.content.Summary;

/** The demo's rows side by side, for a terminal. */
public final class DemoTable {
  private static final String NORM = "inter-ocular";

  private DemoTable() {}

  public static String of(List<Summary> rows) {
    StringBuilder out = new StringBuilder();
    out.append(
        NumberText.format(
            "NME in %% of the distance of the outer eye corners, %d test faces, with the 95 %%"
                + " bootstrap interval%n%n",
            rows.get(0).scores().faces()));
    out.append(
        NumberText.format(
            "%-28s %7s  %-15s %8s %11s %7s %8s%n",
            "", "NME", "interval", "common", "challenging", "FR@8", "AUC@8"));
    for (Summary row : rows) {
      SubsetMetrics all = row.metrics(NORM, "all");
      out.append(
          NumberText.format(
              "%-28s %7.2f  %6.2f – %-6.2f %8.2f %11.2f %7.1f %8.1f%n",
              row.name(),
              all.nme(),
              all.nmeInterval().low(),
              all.nmeInterval().high(),
              row.metrics(NORM, "common").nme(),
              row.metrics(NORM, "challenging").nme(),
              all.failureRate().get(8.0),
              all.areaUnderCurve().get(8.0)));
    }
    return out.toString().stripTrailing();
  }
}
