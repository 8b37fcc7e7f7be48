package org.wingloss.cli.experiment;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.wingloss.data.NumberText;
import org.wingloss.data.format.StrictJson;
import org.wingloss.evaluation.report.ReportJson;
import org.wingloss.evaluation.report.SummaryJson;
import org.wingloss.evaluation.report.content.RunComparison;
import org.wingloss.evaluation.report.content.StatisticText;
import org.wingloss.evaluation.report.content.SubsetMetrics;
import org.wingloss.evaluation.report.content.Summary;
import org.wingloss.evaluation.statistic.PairedComparison;

/** The demo's rows side by side, for a terminal and as a document. */
public final class DemoTable {
  private static final String NORM = "inter-ocular";

  private DemoTable() {}

  /** The rows, what their differences say, and what the built-in model does. */
  public static String of(Demo.Result result) {
    StringBuilder out = new StringBuilder();
    rows(out, result.rows());
    pairs(out, result.pairs());
    builtIn(out, result.builtIn());
    return out.toString().stripTrailing();
  }

  private static void rows(StringBuilder out, List<Summary> rows) {
    out.append(
        NumberText.format(
            "NME in %% of the distance of the outer eye corners, %d test faces, with the 95 %%"
                + " bootstrap interval%n%n",
            rows.get(0).scores().faces()));
    out.append(
        NumberText.format(
            "%-31s %6s  %-14s %7s %11s %6s %6s%n",
            "", "NME", "interval", "common", "challenging", "FR@8", "AUC@8"));
    for (Summary row : rows) {
      SubsetMetrics all = row.metrics(NORM, "all");
      out.append(
          NumberText.format(
              "%-31s %6.2f  %5.2f – %-6.2f %7.2f %11.2f %6.1f %6.1f%n",
              row.name(),
              all.nme(),
              all.nmeInterval().low(),
              all.nmeInterval().high(),
              row.metrics(NORM, "common").nme(),
              row.metrics(NORM, "challenging").nme(),
              all.failureRate().get(8.0),
              all.areaUnderCurve().get(8.0)));
    }
  }

  /** Which is lower is not shown where the paired interval holds 0. */
  private static void pairs(StringBuilder out, List<RunComparison> pairs) {
    int wide = pairs.stream().mapToInt(pair -> name(pair).length()).max().orElse(0);
    out.append(
        NumberText.format("%nDifferences of the NME, face by face, with their intervals%n%n"));
    for (RunComparison pair : pairs) {
      PairedComparison paired = pair.result();
      String verdict =
          paired.interval().contains(0)
              ? "no difference shown"
              : paired.difference() < 0 ? "lower" : "higher";
      out.append(
          NumberText.format(
              "%-" + wide + "s  %s  %s%n",
              name(pair),
              StatisticText.difference(paired.difference(), paired.interval()),
              verdict));
    }
  }

  private static String name(RunComparison pair) {
    return pair.a() + " − " + pair.b();
  }

  private static void builtIn(StringBuilder out, BuiltInFaces faces) {
    out.append(
        NumberText.format(
            "%nThe built-in model, no box given: %d of %d faces found%s%n",
            faces.found(),
            faces.faces(),
            faces.nme().isEmpty()
                ? ""
                : NumberText.format(", NME %.2f", 100 * faces.nme().getAsDouble())));
  }

  /** The rows, the differences between them, and what the built-in model does; NME in percent. */
  public static ObjectNode document(Demo.Result result, long seed) {
    ObjectNode document = StrictJson.mapper().createObjectNode();
    document.put("seed", seed);
    ArrayNode runs = document.putArray("runs");
    result.rows().forEach(row -> runs.add(SummaryJson.document(row)));
    ArrayNode comparisons = document.putArray("comparisons");
    result.pairs().forEach(pair -> comparisons.add(ReportJson.comparison(pair)));
    BuiltInFaces builtIn = result.builtIn();
    ObjectNode found = document.putObject("built_in");
    found.put("faces", builtIn.faces()).put("found", builtIn.found());
    builtIn.nme().ifPresent(nme -> found.put("nme", 100 * nme));
    return document;
  }
}
