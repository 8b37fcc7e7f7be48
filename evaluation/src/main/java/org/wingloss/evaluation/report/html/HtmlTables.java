package org.wingloss.evaluation.report.html;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.wingloss.data.Markup;
import org.wingloss.data.NumberText;
import org.wingloss.evaluation.metric.Normaliser;
import org.wingloss.evaluation.report.content.Card;
import org.wingloss.evaluation.report.content.PublishedRows;
import org.wingloss.evaluation.report.content.Report;
import org.wingloss.evaluation.report.content.ResultTables;
import org.wingloss.evaluation.report.content.RunComparison;
import org.wingloss.evaluation.report.content.Section;
import org.wingloss.evaluation.report.content.StatisticText;
import org.wingloss.evaluation.report.content.Summary;
import org.wingloss.evaluation.report.content.Table;
import org.wingloss.evaluation.score.LandmarkErrors;
import org.wingloss.evaluation.statistic.PairedComparison;

/** The tables of the HTML report. */
final class HtmlTables {
  private static final int SHOWN = 8;
  private static final String WIDE = "wide";

  /** A wide table whose first two columns hold names. */
  private static final String TWO_NAMES = "wide two";

  private HtmlTables() {}

  /**
   * Writes a table.
   *
   * @param frame style of the element around it
   * @param caption as HTML; possibly empty
   * @param marked how many of the first rows are ours among others
   */
  private static void table(
      StringBuilder out, String frame, String caption, Table table, int marked) {
    out.append("<div class=\"").append(frame).append("\"><table");
    out.append(table.isText() ? " class=\"left\">" : ">");
    out.append(caption.isEmpty() ? "" : "<caption>" + caption + "</caption>");
    if (!table.header().isEmpty()) {
      out.append("<thead><tr>");
      table.header().forEach(name -> cell(out, "th", Markup.html(name)));
      out.append("</tr></thead>");
    }
    out.append("<tbody>\n");
    for (int i = 0; i < table.rows().size(); i++) {
      out.append(i < marked ? "<tr class=\"ours\">" : "<tr>");
      cells(out, table, table.rows().get(i));
      out.append("</tr>\n");
    }
    out.append("</tbody></table></div>\n");
  }

  private static void cells(StringBuilder out, Table table, List<String> row) {
    int width = table.columns().length();
    if (row.size() < width) {
      out.append("<td colspan=\"%s\" class=\"soft\">".formatted(width));
      out.append(Markup.html(row.get(0))).append("</td>");
      return;
    }
    for (int k = 0; k < width; k++) {
      String text = Markup.html(row.get(k));
      boolean bold = table.columns().charAt(k) == 'b';
      cell(
          out,
          k == 0 && table.header().isEmpty() ? "th" : "td",
          bold ? "<b>" + text + "</b>" : text);
    }
  }

  private static void cell(StringBuilder out, String tag, String content) {
    out.append('<').append(tag).append('>').append(content);
    out.append("</").append(tag).append('>');
  }

  static void section(StringBuilder out, Section section) {
    out.append("<h2>").append(Markup.html(section.title())).append("</h2>\n");
    if (!section.table().rows().isEmpty()) {
      table(out, WIDE, "", section.table(), 0);
    }
    for (String line : section.after()) {
      out.append("<p class=\"soft\">").append(Markup.html(line)).append("</p>\n");
    }
  }

  static void mainMetrics(StringBuilder out, Report report) {
    out.append("<h2>Results</h2>\n");
    metrics(out, report, report.runs().get(0).scores().norms().get(0));
  }

  static void otherMetrics(StringBuilder out, Report report) {
    List<Normaliser> norms = report.runs().get(0).scores().norms();
    if (norms.size() > 1) {
      out.append("<h2>Under other norms</h2>\n<p class=\"soft\">The same predictions; numbers of");
      out.append(" different norms do not compare.</p>\n");
      norms.stream().skip(1).forEach(norm -> metrics(out, report, norm));
    }
  }

  private static void metrics(StringBuilder out, Report report, Normaliser norm) {
    boolean many = report.runs().size() > 1;
    table(
        out,
        many ? TWO_NAMES : WIDE,
        "<b>%s</b>: %% of the %s".formatted(norm.name(), Markup.html(norm.formula())),
        ResultTables.metrics(report, norm, many, NumberText::count),
        0);
  }

  static void comparisons(StringBuilder out, Report report) {
    if (report.comparisons().isEmpty()) {
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    for (RunComparison c : report.comparisons()) {
      PairedComparison r = c.result();
      rows.add(
          List.of(
              c.a() + ", " + c.b() + c.place(),
              NumberText.signed(100 * r.difference(), 3),
              NumberText.signed(100 * r.interval().low(), 3)
                  + " to "
                  + NumberText.signed(100 * r.interval().high(), 3),
              NumberText.fixed(100 * r.better(), 1) + " % of faces",
              StatisticText.probability(c.adjusted()),
              NumberText.fixed(100 * r.resolvable(), 3)));
      rows.add(List.of(c.verdict() + StatisticText.seeds(c.bySeed())));
    }
    List<String> header =
        List.of("A, B", "A − B", "95 % interval", "A better on", "Wilcoxon p, Holm", "resolvable");
    out.append("<h2>Comparison, face by face</h2>\n");
    table(out, WIDE, "", new Table("lbrrrr", header, rows), 0);
    out.append("<p class=\"soft\">Differences of the NME in % of the ");
    out.append(report.norm()).append(" length; intervals over pairs of errors. Resolvable: the");
    out.append(" smallest true difference that this set would show with 80 % probability.</p>\n");
  }

  static void landmarks(StringBuilder out, Report report) {
    out.append("<h2>Error by landmark</h2>\n<div class=\"pair\">\n");
    int series = 0;
    for (Summary run : report.runs()) {
      out.append("<figure>").append(MeanShapeChart.html(run, report.norm(), series++));
      out.append("<figcaption>").append(Markup.html(run.name()));
      out.append(": the area of a disc grows with the mean error</figcaption></figure>\n");
    }
    Summary first = report.runs().get(0);
    LandmarkErrors errors = first.scores().landmarkErrors(report.norm());
    List<LandmarkErrors.Mean> byLandmark = errors.byLandmark();
    IntStream largest =
        IntStream.range(0, byLandmark.size())
            .filter(i -> byLandmark.get(i).count() > 0)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -byLandmark.get(i).value()))
            .limit(SHOWN)
            .mapToInt(i -> i);
    table(
        out,
        WIDE,
        "%s, %% of the %s length".formatted(Markup.html(first.name()), report.norm()),
        ResultTables.landmarks(errors, "error", largest),
        0);
    out.append("</div>\n");
  }

  static void card(StringBuilder out, Card card) {
    out.append("<h2>").append(Markup.html(card.title())).append("</h2>\n");
    table(out, WIDE, "", card.table(), 0);
  }

  static void published(StringBuilder out, Report report) {
    for (PublishedRows rows : PublishedRows.of(report)) {
      out.append("<h2>Published beside it</h2>\n");
      table(
          out,
          TWO_NAMES,
          "%s, NME in %% of %s. Trust: P read off the paper, A from its first author, R independent"
              .formatted(Markup.html(rows.dataset()), rows.norm()),
          rows.table(),
          rows.ours());
    }
  }
}
