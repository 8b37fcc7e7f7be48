package org.wingloss.evaluation.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.wingloss.evaluation.check.CheckResult;
import org.wingloss.evaluation.metric.CumulativeErrorDistribution;
import org.wingloss.evaluation.metric.FaceErrors;
import org.wingloss.evaluation.metric.Normaliser;
import org.wingloss.evaluation.report.content.BoxSensitivity;
import org.wingloss.evaluation.report.content.Card;
import org.wingloss.evaluation.report.content.Example;
import org.wingloss.evaluation.report.content.NumberText;
import org.wingloss.evaluation.report.content.PoseBins;
import org.wingloss.evaluation.report.content.PublishedRows;
import org.wingloss.evaluation.report.content.Report;
import org.wingloss.evaluation.report.content.RunComparison;
import org.wingloss.evaluation.report.content.Section;
import org.wingloss.evaluation.report.content.SubsetMetrics;
import org.wingloss.evaluation.report.content.Summary;
import org.wingloss.evaluation.report.content.Thresholds;
import org.wingloss.evaluation.report.html.Html;
import org.wingloss.evaluation.report.html.HtmlReport;
import org.wingloss.evaluation.score.LandmarkErrors;
import org.wingloss.evaluation.score.Scores;
import org.wingloss.evaluation.statistic.PairedComparison;

/** A report as Markdown: the same content as {@link HtmlReport} with tables for drawings. */
public final class MarkdownReport {
  private static final int CURVE_POINTS = 10;

  private MarkdownReport() {}

  /** The document. */
  public static String of(Report report) {
    StringBuilder out = new StringBuilder("# " + text(report.title()) + "\n\n");
    Summary first = report.runs().get(0);
    out.append(
        "%s faces, %d landmarks (%s).%n"
            .formatted(
                NumberText.count(first.scores().faces()),
                report.scheme().count(),
                text(report.scheme().name())));
    report.sections().forEach(section -> section(out, section));
    metrics(out, report);
    comparisons(out, report);
    curve(out, report);
    if (report.sections().isEmpty()) {
      published(out, report);
    }
    landmarks(out, report);
    pose(out, report);
    report.boxes().ifPresent(boxes -> boxes(out, boxes));
    examples(out, report);
    out.append("\n## Checks\n\n");
    for (Summary run : report.runs()) {
      for (CheckResult check : run.checks()) {
        String run1 = report.runs().size() > 1 ? text(run.name()) + ": " : "";
        out.append("- **").append(check.status().name().toLowerCase(Locale.ROOT)).append("** ");
        out.append(run1).append(text(check.message())).append('\n');
      }
    }
    for (Card card : report.cards()) {
      out.append("\n## ").append(text(card.title())).append("\n\n| | |\n|---|---|\n");
      card.facts()
          .forEach(
              (name, value) ->
                  out.append("| ")
                      .append(text(name))
                      .append(" | ")
                      .append(text(value))
                      .append(" |\n"));
    }
    return out.toString();
  }

  private static void section(StringBuilder out, Section section) {
    out.append("\n## ").append(text(section.title())).append('\n');
    section.before().forEach(line -> out.append('\n').append(text(line)).append('\n'));
    if (!section.rows().isEmpty()) {
      out.append('\n');
      row(out, section.header());
      out.append("|---|")
          .append((section.text() ? "---|" : "---:|").repeat(section.header().size() - 1));
      out.append('\n');
      section.rows().forEach(row -> row(out, row));
    }
    section.after().forEach(line -> out.append('\n').append(text(line)).append('\n'));
  }

  private static void row(StringBuilder out, List<String> cells) {
    out.append('|');
    cells.forEach(cell -> out.append(' ').append(text(cell)).append(" |"));
    out.append('\n');
  }

  private static void metrics(StringBuilder out, Report report) {
    out.append("\n## Results\n");
    for (Normaliser norm : report.runs().get(0).scores().norms()) {
      List<Double> thresholds = report.runs().get(0).thresholds().under(norm);
      out.append("\n").append(norm.name()).append(": % of the ").append(norm.formula());
      out.append("\n\n| run | subset | faces | NME | 95 % interval |");
      StringBuilder rule = new StringBuilder("\n|---|---|---:|---:|---:|");
      for (double t : thresholds) {
        String key = Thresholds.key(t);
        out.append(" FR@").append(key).append(" | AUC@").append(key).append(" |");
        rule.append("---:|---:|");
      }
      out.append(" median | P90 | P95 | P99 |").append(rule).append("---:|---:|---:|---:|\n");
      for (Summary run : report.runs()) {
        for (SubsetMetrics m : run.metrics()) {
          if (m.norm().equals(norm.name())) {
            row(out, run.name(), m);
          }
        }
      }
    }
  }

  private static void row(StringBuilder out, String run, SubsetMetrics m) {
    out.append("| ").append(text(run)).append(" | ").append(text(m.subset())).append(" | ");
    out.append(m.faces()).append(" | ").append(NumberText.fixed(m.nme(), 3)).append(" | ");
    out.append(NumberText.fixed(m.nmeInterval().low(), 3)).append(" to ");
    out.append(NumberText.fixed(m.nmeInterval().high(), 3)).append(" |");
    for (Map.Entry<Double, Double> rate : m.failureRate().entrySet()) {
      out.append(' ').append(NumberText.fixed(rate.getValue(), 2)).append(" | ");
      out.append(NumberText.fixed(m.areaUnderCurve().get(rate.getKey()), 2)).append(" |");
    }
    for (double value : new double[] {m.median(), m.p90(), m.p95(), m.p99()}) {
      out.append(' ').append(NumberText.fixed(value, 2)).append(" |");
    }
    out.append('\n');
  }

  private static void comparisons(StringBuilder out, Report report) {
    if (report.comparisons().isEmpty()) {
      return;
    }
    out.append("\n## Comparison, face by face\n\nDifferences of the NME in % of the ");
    out.append(report.norm()).append(" length; paired bootstrap, Wilcoxon with Holm's correction.");
    out.append("\n\n| A | B | A − B | 95 % interval | A better on | p | resolvable | |\n");
    out.append("|---|---|---:|---:|---:|---:|---:|---|\n");
    for (RunComparison c : report.comparisons()) {
      PairedComparison r = c.result();
      out.append("| ").append(text(c.a())).append(" | ").append(text(c.b())).append(" | ");
      out.append(NumberText.fixed(100 * r.difference(), 3)).append(" | ");
      out.append(NumberText.fixed(100 * r.interval().low(), 3)).append(" to ");
      out.append(NumberText.fixed(100 * r.interval().high(), 3)).append(" | ");
      out.append(NumberText.fixed(100 * r.better(), 1)).append(" % | ");
      out.append(NumberText.probability(c.adjusted())).append(" | ");
      out.append(NumberText.fixed(100 * r.resolvable(), 3)).append(" | ");
      out.append(text(c.verdict())).append(" |\n");
    }
  }

  private static void curve(StringBuilder out, Report report) {
    Summary first = report.runs().get(0);
    double limit =
        first.thresholds().under(first.scores().norms().get(0)).stream()
                .mapToDouble(t -> t)
                .max()
                .orElse(10)
            / 100;
    out.append("\n## Cumulative errors\n\nShare of faces in % with an NME (% of ");
    out.append(report.norm()).append(") of at most\n\n| |");
    for (int i = 1; i <= CURVE_POINTS; i++) {
      out.append(' ').append(NumberText.fixed(100 * limit * i / CURVE_POINTS, 1)).append(" |");
    }
    out.append("\n|---|").append("---:|".repeat(CURVE_POINTS)).append('\n');
    for (Summary run : report.runs()) {
      FaceErrors errors = run.scores().errors(report.norm(), Scores.ALL).orElseThrow();
      out.append("| ").append(text(run.name())).append(" |");
      double[] curve = CumulativeErrorDistribution.curve(errors, limit, CURVE_POINTS);
      for (int i = 1; i <= CURVE_POINTS; i++) {
        out.append(' ').append(NumberText.fixed(100 * curve[i], 1)).append(" |");
      }
      out.append('\n');
    }
  }

  private static void published(StringBuilder out, Report report) {
    for (PublishedRows table : PublishedRows.of(report)) {
      out.append("\n## Published beside it\n\n").append(table.dataset()).append(", NME in % of ");
      out.append(table.norm()).append("\n\n| method | source | trust |");
      table.subsets().forEach(s -> out.append(' ').append(text(s)).append(" |"));
      out.append("\n|---|---|---|").append("---:|".repeat(table.subsets().size())).append('\n');
      for (PublishedRows.Row row : table.rows()) {
        out.append("| ").append(text(row.method())).append(" | ").append(text(row.source()));
        out.append(" | ").append(row.trust()).append(" |");
        row.values().forEach(v -> out.append(' ').append(v).append(" |"));
        out.append('\n');
      }
    }
  }

  private static void landmarks(StringBuilder out, Report report) {
    for (Summary run : report.runs()) {
      LandmarkErrors errors = run.scores().landmarkErrors(report.norm());
      out.append("\n## Error by landmark: ").append(text(run.name()));
      out.append("\n\n| landmarks | error, % | ± 95 % |\n|---|---:|---:|\n");
      errors.byGroup().forEach((name, mean) -> mean(out, name, mean));
      errors.visible().ifPresent(v -> plain(out, "visible landmarks", v));
      errors.hidden().ifPresent(v -> plain(out, "hidden landmarks", v));
      for (int i = 0; i < errors.byLandmark().size(); i++) {
        mean(out, "landmark " + i, errors.byLandmark().get(i));
      }
    }
  }

  private static void mean(StringBuilder out, String name, LandmarkErrors.Mean mean) {
    if (mean.count() > 0) {
      out.append("| ").append(text(name)).append(" | ");
      out.append(NumberText.fixed(100 * mean.value(), 2)).append(" | ");
      out.append(NumberText.fixed(196 * mean.standardError(), 2)).append(" |\n");
    }
  }

  private static void plain(StringBuilder out, String name, double value) {
    out.append("| ").append(name).append(" | ").append(NumberText.fixed(100 * value, 2));
    out.append(" | |\n");
  }

  private static void pose(StringBuilder out, Report report) {
    List<PoseBins.Bin> bins = PoseBins.of(report.runs().get(0).scores(), report.norm());
    if (bins.size() > 1) {
      out.append("\n## Error by pose\n\n| ").append(bins.get(0).unit());
      out.append(" | faces | NME, % |\n|---|---:|---:|\n");
      for (PoseBins.Bin bin : bins) {
        out.append("| ").append(Thresholds.key(bin.from())).append(" to ");
        out.append(Thresholds.key(bin.to())).append(" | ").append(bin.faces()).append(" | ");
        out.append(NumberText.fixed(100 * bin.nme(), 2)).append(" |\n");
      }
    }
  }

  private static void boxes(StringBuilder out, BoxSensitivity boxes) {
    out.append("\n## Sensitivity to the face box\n\n").append(boxes.faces());
    out.append(" faces, NME in % of ").append(boxes.norm());
    out.append("\n\n| change | % of the side | NME, % |\n|---|---:|---:|\n");
    for (BoxSensitivity.Curve curve : boxes.curves()) {
      for (BoxSensitivity.Point point : curve.points()) {
        out.append("| ").append(text(curve.change())).append(" | ");
        out.append(NumberText.fixed(point.amount(), 0)).append(" | ");
        out.append(NumberText.fixed(point.nme(), 2)).append(" |\n");
      }
    }
  }

  private static void examples(StringBuilder out, Report report) {
    if (report.examples().isEmpty()) {
      return;
    }
    out.append("\n## Faces to look at\n\n| | face | NME, % |\n|---|---|---:|\n");
    for (Example example : report.examples()) {
      out.append("| ").append(example.kind()).append(" | ").append(text(example.id()));
      out.append(" | ").append(NumberText.fixed(example.error(), 2)).append(" |\n");
    }
  }

  /** Text that cannot become markup or break a table. */
  private static String text(String raw) {
    return Html.text(raw.replaceAll("\\s+", " "))
        .replace("|", "&#124;")
        .replace("*", "\\*")
        .replace("_", "\\_")
        .replace("`", "\\`")
        .replace("[", "\\[");
  }
}
