package org.wingloss.evaluation.report.html;

import java.util.List;
import java.util.Map;
import org.wingloss.evaluation.metric.Normaliser;
import org.wingloss.evaluation.report.content.Card;
import org.wingloss.evaluation.report.content.NumberText;
import org.wingloss.evaluation.report.content.PublishedRows;
import org.wingloss.evaluation.report.content.Report;
import org.wingloss.evaluation.report.content.RunComparison;
import org.wingloss.evaluation.report.content.Section;
import org.wingloss.evaluation.report.content.SubsetMetrics;
import org.wingloss.evaluation.report.content.Summary;
import org.wingloss.evaluation.report.content.Thresholds;
import org.wingloss.evaluation.score.LandmarkErrors;
import org.wingloss.evaluation.statistic.PairedComparison;

/** The tables of the HTML report. */
final class HtmlTables {
  private static final int SHOWN = 8;

  private HtmlTables() {}

  static void section(StringBuilder out, Section section) {
    out.append("<h2>").append(Html.text(section.title())).append("</h2>\n");
    section.before().forEach(line -> paragraph(out, line));
    if (!section.rows().isEmpty()) {
      out.append("<div class=\"wide\"><table").append(section.text() ? " class=\"left\"" : "");
      out.append("><thead><tr>");
      section.header().forEach(name -> cell(out, "th", name));
      out.append("</tr></thead><tbody>\n");
      for (List<String> row : section.rows()) {
        out.append("<tr>");
        row.forEach(value -> cell(out, "td", value));
        out.append("</tr>\n");
      }
      out.append("</tbody></table></div>\n");
    }
    section.after().forEach(line -> paragraph(out, line));
  }

  private static void paragraph(StringBuilder out, String line) {
    out.append("<p class=\"soft\">").append(Html.text(line)).append("</p>\n");
  }

  private static void cell(StringBuilder out, String tag, String value) {
    out.append('<').append(tag).append('>').append(Html.text(value));
    out.append("</").append(tag).append('>');
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
    List<Double> thresholds = report.runs().get(0).thresholds().under(norm);
    out.append(many ? "<div class=\"wide two\">" : "<div class=\"wide\">");
    out.append("<table><caption><b>").append(norm.name());
    out.append("</b>: % of the ").append(Html.text(norm.formula()));
    out.append("</caption><thead><tr>");
    out.append(many ? "<th>run</th><th>subset</th>" : "<th>subset</th>");
    out.append("<th>faces</th><th>NME</th><th>95 % interval</th>");
    for (double t : thresholds) {
      String key = Thresholds.key(t);
      out.append("<th>FR@").append(key).append("</th><th>AUC@").append(key).append("</th>");
    }
    out.append("<th>median</th><th>P90</th><th>P95</th><th>P99</th></tr></thead><tbody>\n");
    for (Summary run : report.runs()) {
      for (SubsetMetrics m : run.metrics()) {
        if (m.norm().equals(norm.name())) {
          row(out, many ? run.name() : null, m);
        }
      }
    }
    out.append("</tbody></table></div>\n");
  }

  private static void row(StringBuilder out, String run, SubsetMetrics m) {
    out.append("<tr>");
    if (run != null) {
      out.append("<td>").append(Html.text(run)).append("</td>");
    }
    out.append("<td>").append(Html.text(m.subset())).append("</td><td>");
    out.append(NumberText.count(m.faces()))
        .append("</td><td><b>")
        .append(NumberText.fixed(m.nme(), 3));
    out.append("</b></td><td>").append(NumberText.fixed(m.nmeInterval().low(), 3)).append(" to ");
    out.append(NumberText.fixed(m.nmeInterval().high(), 3)).append("</td>");
    for (Map.Entry<Double, Double> rate : m.failureRate().entrySet()) {
      cell(out, rate.getValue());
      cell(out, m.areaUnderCurve().get(rate.getKey()));
    }
    cell(out, m.median());
    cell(out, m.p90());
    cell(out, m.p95());
    cell(out, m.p99());
    out.append("</tr>\n");
  }

  private static void cell(StringBuilder out, double value) {
    out.append("<td>").append(NumberText.fixed(value, 2)).append("</td>");
  }

  static void comparisons(StringBuilder out, Report report) {
    if (report.comparisons().isEmpty()) {
      return;
    }
    out.append("<h2>Comparison, face by face</h2>\n<div class=\"wide\"><table><thead><tr>");
    out.append("<th>A, B</th><th>A − B</th><th>95 % interval</th><th>A better on</th>");
    out.append("<th>Wilcoxon p, Holm</th><th>resolvable</th></tr></thead><tbody>\n");
    for (RunComparison c : report.comparisons()) {
      PairedComparison r = c.result();
      out.append("<tr><td>").append(Html.text(c.a())).append(", ").append(Html.text(c.b()));
      out.append("</td><td><b>")
          .append(NumberText.signed(100 * r.difference(), 3))
          .append("</b></td><td>");
      out.append(NumberText.signed(100 * r.interval().low(), 3)).append(" to ");
      out.append(NumberText.signed(100 * r.interval().high(), 3)).append("</td><td>");
      out.append(NumberText.fixed(100 * r.better(), 1)).append(" % of faces</td><td>");
      out.append(NumberText.probability(c.adjusted())).append("</td><td>");
      out.append(NumberText.fixed(100 * r.resolvable(), 3)).append("</td></tr>\n");
      out.append("<tr><td colspan=\"6\" class=\"soft\">").append(Html.text(c.verdict()));
      out.append("</td></tr>\n");
    }
    out.append("</tbody></table></div>\n<p class=\"soft\">Differences of the NME in % of the ");
    out.append(report.norm()).append(" length; intervals by paired bootstrap. Resolvable: the");
    out.append(" smallest true difference that this set would show with 80 % probability.</p>\n");
  }

  static void landmarks(StringBuilder out, Report report) {
    out.append("<h2>Error by landmark</h2>\n<div class=\"pair\">\n");
    int series = 0;
    for (Summary run : report.runs()) {
      out.append("<figure>").append(MeanShapeChart.html(run, report.norm(), series++));
      out.append("<figcaption>").append(Html.text(run.name()));
      out.append(": the area of a disc grows with the mean error</figcaption></figure>\n");
    }
    Summary first = report.runs().get(0);
    LandmarkErrors errors = first.scores().landmarkErrors(report.norm());
    out.append("<div class=\"wide\"><table><caption>").append(Html.text(first.name()));
    out.append(", % of the ").append(report.norm()).append(" length</caption><thead><tr>");
    out.append("<th>landmarks</th><th>error</th><th>± 95 %</th></tr></thead><tbody>\n");
    errors.byGroup().forEach((name, mean) -> mean(out, name, mean));
    errors.visible().ifPresent(v -> plain(out, "visible landmarks", v));
    errors.hidden().ifPresent(v -> plain(out, "hidden landmarks", v));
    List<LandmarkErrors.Mean> byLandmark = errors.byLandmark();
    java.util.stream.IntStream.range(0, byLandmark.size())
        .boxed()
        .filter(i -> byLandmark.get(i).count() > 0)
        .sorted((a, b) -> Double.compare(byLandmark.get(b).value(), byLandmark.get(a).value()))
        .limit(SHOWN)
        .forEach(i -> mean(out, "landmark " + i, byLandmark.get(i)));
    out.append("</tbody></table></div>\n</div>\n");
  }

  private static void mean(StringBuilder out, String name, LandmarkErrors.Mean mean) {
    if (mean.count() > 0) {
      out.append("<tr><td>").append(Html.text(name)).append("</td>");
      cell(out, 100 * mean.value());
      cell(out, 196 * mean.standardError());
      out.append("</tr>\n");
    }
  }

  private static void plain(StringBuilder out, String name, double value) {
    out.append("<tr><td>").append(name).append("</td>");
    cell(out, 100 * value);
    out.append("<td></td></tr>\n");
  }

  static void card(StringBuilder out, Card card) {
    out.append("<h2>").append(Html.text(card.title())).append("</h2>\n<div class=\"wide\">");
    out.append("<table class=\"left\"><tbody>\n");
    card.facts()
        .forEach(
            (name, value) ->
                out.append("<tr><th>")
                    .append(Html.text(name))
                    .append("</th><td>")
                    .append(Html.text(value))
                    .append("</td></tr>\n"));
    out.append("</tbody></table></div>\n");
  }

  static void published(StringBuilder out, Report report) {
    for (PublishedRows rows : PublishedRows.of(report)) {
      out.append("<h2>Published beside it</h2>\n<div class=\"wide two\"><table><caption>");
      out.append(Html.text(rows.dataset())).append(", NME in % of ").append(rows.norm());
      out.append(". Trust: P read off the paper, A from its first author, R independent</caption>");
      out.append("<thead><tr><th>method</th><th>source</th><th>trust</th>");
      rows.subsets().forEach(name -> out.append("<th>").append(Html.text(name)).append("</th>"));
      out.append("</tr></thead><tbody>\n");
      for (PublishedRows.Row row : rows.rows()) {
        out.append(row.ours() ? "<tr class=\"ours\"><td>" : "<tr><td>");
        out.append(Html.text(row.method())).append("</td><td>").append(Html.text(row.source()));
        out.append("</td><td>").append(row.trust()).append("</td>");
        for (String value : row.values()) {
          out.append("<td>").append(value).append("</td>");
        }
        out.append("</tr>\n");
      }
      out.append("</tbody></table></div>\n");
    }
  }
}
