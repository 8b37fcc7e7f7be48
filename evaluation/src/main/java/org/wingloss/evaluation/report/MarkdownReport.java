package org.wingloss.evaluation.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.wingloss.data.Markup;
import org.wingloss.data.NumberText;
import org.wingloss.data.Plural;
import org.wingloss.evaluation.metric.CumulativeErrorDistribution;
import org.wingloss.evaluation.metric.FaceErrors;
import org.wingloss.evaluation.metric.Normaliser;
import org.wingloss.evaluation.report.content.BoxSensitivity;
import org.wingloss.evaluation.report.content.Card;
import org.wingloss.evaluation.report.content.Example;
import org.wingloss.evaluation.report.content.PoseBins;
import org.wingloss.evaluation.report.content.PublishedRows;
import org.wingloss.evaluation.report.content.Report;
import org.wingloss.evaluation.report.content.ResultTables;
import org.wingloss.evaluation.report.content.RunComparison;
import org.wingloss.evaluation.report.content.Section;
import org.wingloss.evaluation.report.content.StatisticText;
import org.wingloss.evaluation.report.content.Summary;
import org.wingloss.evaluation.report.content.Table;
import org.wingloss.evaluation.report.html.HtmlReport;
import org.wingloss.evaluation.score.LandmarkErrors;
import org.wingloss.evaluation.score.Scores;
import org.wingloss.evaluation.statistic.Bootstrap;
import org.wingloss.evaluation.statistic.PairedComparison;

/** A report as Markdown: the same content as {@link HtmlReport} with tables for drawings. */
public final class MarkdownReport {
  private static final int CURVE_POINTS = 10;

  /** A cell without text, where columns are data and where they are this report's own. */
  private static final String EMPTY = "  |";

  private static final String NARROW = " |";

  private MarkdownReport() {}

  /** The document. */
  public static String of(Report report) {
    StringBuilder out = new StringBuilder("# " + Markup.markdown(report.title()) + "\n\n");
    Summary first = report.runs().get(0);
    out.append(
        Plural.of(first.scores().faces(), "%s [face|faces], %d landmarks (%s).%n")
            .formatted(
                NumberText.count(first.scores().faces()),
                report.scheme().count(),
                Markup.markdown(report.scheme().name())));
    report.sections().forEach(section -> section(out, section));
    metrics(out, report);
    comparisons(out, report);
    curve(out, report);
    if (report.sections().isEmpty()) {
      PublishedRows.of(report).forEach(rows -> published(out, rows));
    }
    report.runs().forEach(run -> landmarks(out, report, run));
    pose(out, report);
    report.boxes().ifPresent(boxes -> boxes(out, boxes));
    examples(out, report);
    out.append("\n## Checks\n\n");
    report
        .checks()
        .forEach(
            (check, names) -> {
              String of = names.isEmpty() ? "" : Markup.markdown(String.join("; ", names)) + ": ";
              out.append("- **").append(check.status().label()).append("** ");
              out.append(of).append(Markup.markdown(check.message())).append('\n');
            });
    for (Card card : report.cards()) {
      out.append("\n## ").append(Markup.markdown(card.title())).append("\n\n");
      table(out, card.table(), EMPTY);
    }
    return out.toString();
  }

  private static void section(StringBuilder out, Section section) {
    out.append("\n## ").append(Markup.markdown(section.title())).append('\n');
    if (!section.table().rows().isEmpty()) {
      table(out.append('\n'), section.table(), EMPTY);
    }
    section.after().forEach(line -> out.append('\n').append(Markup.markdown(line)).append('\n'));
  }

  /** A table under a heading and, unless it is empty, a sentence. */
  private static void table(StringBuilder out, String title, String before, Table table) {
    out.append("\n## ").append(title).append("\n\n");
    out.append(before).append(before.isEmpty() ? "" : "\n\n");
    table(out, table, NARROW);
  }

  private static void table(StringBuilder out, Table table, String empty) {
    if (table.header().isEmpty()) {
      out.append("| ".repeat(table.columns().length())).append("|\n");
    } else {
      row(out, table.header(), empty);
    }
    out.append('|');
    table.columns().chars().forEach(column -> out.append(column == 'l' ? "---|" : "---:|"));
    out.append('\n');
    table.rows().forEach(row -> row(out, row, empty));
  }

  private static void row(StringBuilder out, List<String> cells, String empty) {
    out.append('|');
    cells.forEach(cell -> out.append(cell.isEmpty() ? empty : " " + Markup.markdown(cell) + " |"));
    out.append('\n');
  }

  private static void metrics(StringBuilder out, Report report) {
    out.append("\n## Results\n");
    for (Normaliser norm : report.runs().get(0).scores().norms()) {
      out.append("\n").append(norm.name()).append(": % of the ").append(norm.formula());
      Table metrics = ResultTables.metrics(report, norm, true, Integer::toString);
      table(out.append("\n\n"), metrics, NARROW);
    }
  }

  private static void comparisons(StringBuilder out, Report report) {
    if (report.comparisons().isEmpty()) {
      return;
    }
    String before =
        "Differences of the NME in %% of the %s length; %s over pairs of errors, Wilcoxon with"
            + " Holm's correction. Errors of several seeds are averaged face by face.";
    List<String> header =
        List.of("A", "B", "subset", "A − B", "95 % interval", "A better on", "p", "resolvable", "");
    List<List<String>> rows = new ArrayList<>();
    for (RunComparison c : report.comparisons()) {
      PairedComparison r = c.result();
      rows.add(
          List.of(
              c.a(),
              c.b(),
              c.subset(),
              NumberText.fixed(100 * r.difference(), 3),
              StatisticText.range(r.interval().percent(), 3),
              NumberText.fixed(100 * r.better(), 1) + " %",
              StatisticText.probability(c.adjusted()),
              NumberText.fixed(100 * r.resolvable(), 3),
              c.verdict() + StatisticText.seeds(c.bySeed())));
    }
    table(
        out,
        "Comparison, face by face",
        before.formatted(report.norm(), Bootstrap.method(report.runs().get(0).scores().faces())),
        new Table("lllrrrrrl", header, rows));
  }

  private static void curve(StringBuilder out, Report report) {
    double limit = report.runs().get(0).largestThreshold() / 100;
    List<List<String>> rows = new ArrayList<>();
    for (Summary run : report.runs()) {
      FaceErrors errors = run.scores().errors(report.norm(), Scores.ALL).orElseThrow();
      double[] curve = CumulativeErrorDistribution.curve(errors, limit, CURVE_POINTS);
      rows.add(alongCurve(run.name(), i -> NumberText.fixed(100 * curve[i], 1)));
    }
    table(
        out,
        "Cumulative errors",
        "Share of faces in % with an NME (% of " + report.norm() + ") of at most",
        Table.ofNumbers(
            alongCurve(
                "", i -> ReportMapper.number(100 * limit * i / CURVE_POINTS).toPlainString()),
            rows));
  }

  private static List<String> alongCurve(String name, IntFunction<String> cell) {
    return Stream.concat(Stream.of(name), IntStream.rangeClosed(1, CURVE_POINTS).mapToObj(cell))
        .toList();
  }

  private static void published(StringBuilder out, PublishedRows rows) {
    out.append("\n## Published beside it\n\n").append(rows.dataset());
    out.append(", NME in % of ").append(rows.norm()).append("\n\n");
    table(out, rows.table(), EMPTY);
  }

  private static void landmarks(StringBuilder out, Report report, Summary run) {
    LandmarkErrors errors = run.scores().landmarkErrors(report.norm());
    IntStream all = IntStream.range(0, errors.byLandmark().size());
    Table table = ResultTables.landmarks(errors, "error, %", all);
    table(out, "Error by landmark: " + Markup.markdown(run.name()), "", table);
  }

  private static void pose(StringBuilder out, Report report) {
    List<PoseBins.Bin> bins = PoseBins.of(report.runs().get(0).scores(), report.norm());
    if (bins.size() > 1) {
      List<List<String>> rows = new ArrayList<>();
      for (PoseBins.Bin bin : bins) {
        rows.add(
            List.of(
                NumberText.plain(bin.from()) + " to " + NumberText.plain(bin.to()),
                Integer.toString(bin.faces()),
                NumberText.fixed(100 * bin.nme(), 2)));
      }
      List<String> header = List.of(bins.get(0).unit(), "faces", "NME, %");
      table(out, "Error by pose", "", Table.ofNumbers(header, rows));
    }
  }

  private static void boxes(StringBuilder out, BoxSensitivity boxes) {
    List<List<String>> rows = new ArrayList<>();
    for (BoxSensitivity.Curve curve : boxes.curves()) {
      for (BoxSensitivity.Point point : curve.points()) {
        String amount = NumberText.plain(point.amount());
        rows.add(List.of(curve.change(), amount, NumberText.fixed(point.nme(), 2)));
      }
    }
    table(
        out,
        "Sensitivity to the face box",
        Plural.of(boxes.faces(), "%d [face|faces], NME in %% of %s")
            .formatted(boxes.faces(), boxes.norm()),
        Table.ofNumbers(List.of("change", "% of the side", "NME, %"), rows));
  }

  private static void examples(StringBuilder out, Report report) {
    if (report.examples().isEmpty()) {
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    for (Example example : report.examples()) {
      String error = NumberText.fixed(example.error(), 2);
      rows.add(List.of(example.kind(), example.run(), example.id(), error));
    }
    List<String> header = List.of("", "run", "face", "NME, %");
    table(out, "Faces to look at", "", new Table("lllr", header, rows));
  }
}
