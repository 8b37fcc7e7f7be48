package org.wingloss.evaluation.report.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.wingloss.data.Markup;
import org.wingloss.data.NumberText;
import org.wingloss.data.Plural;
import org.wingloss.evaluation.check.CheckResult;
import org.wingloss.evaluation.metric.Normaliser;
import org.wingloss.evaluation.report.content.Example;
import org.wingloss.evaluation.report.content.PoseBins;
import org.wingloss.evaluation.report.content.Report;
import org.wingloss.evaluation.report.content.StatisticText;
import org.wingloss.evaluation.report.content.SubsetMetrics;
import org.wingloss.evaluation.report.content.Summary;
import org.wingloss.evaluation.score.Scores;
import org.wingloss.evaluation.statistic.Bootstrap;

/**
 * A report as one HTML file that needs nothing else: no script, no network, drawings as inline SVG,
 * pictures as data. Reads on a phone and on paper, light and dark.
 */
public final class HtmlReport {
  private HtmlReport() {}

  /** The page. */
  public static String of(Report report) {
    StringBuilder out = new StringBuilder(1 << 16);
    out.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    out.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    // Nothing can be fetched, whatever a file name in here may look like.
    out.append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';");
    out.append(" img-src data:; style-src 'unsafe-inline'\">\n");
    out.append("<title>").append(Markup.html(report.title())).append("</title>\n<style>\n");
    out.append(style()).append("</style>\n</head>\n<body>\n<main>\n");
    head(out, report);
    report.sections().forEach(one -> HtmlTables.section(out, one));
    HtmlTables.mainMetrics(out, report);
    HtmlTables.comparisons(out, report);
    section(out, "Cumulative errors", CedChart.html(report));
    if (report.sections().isEmpty()) {
      HtmlTables.published(out, report);
    }
    HtmlTables.landmarks(out, report);
    pose(out, report);
    boxes(out, report);
    examples(out, report, "worst", "Worst faces");
    examples(out, report, "median", "Faces around the median");
    HtmlTables.otherMetrics(out, report);
    checks(out, report);
    report.cards().forEach(card -> HtmlTables.card(out, card));
    foot(out, report);
    return out.append("</main>\n</body>\n</html>\n").toString();
  }

  private static void warnings(StringBuilder out, Report report) {
    report
        .checks()
        .forEach(
            (check, names) -> {
              if (check.status() == CheckResult.Status.WARNING) {
                out.append("<p class=\"warning\">").append(prefix(names));
                out.append(Markup.html(check.message())).append("</p>\n");
              }
            });
  }

  private static void head(StringBuilder out, Report report) {
    Summary first = report.runs().get(0);
    Scores scores = first.scores();
    Normaliser norm = scores.norms().get(0);
    out.append("<h1>").append(Markup.html(report.title())).append("</h1>\n<p class=\"soft\">");
    out.append(NumberText.count(scores.faces()))
        .append(Plural.of(scores.faces(), " [face|faces], "));
    out.append(scores.scheme().count());
    out.append(" landmarks (").append(Markup.html(scores.scheme().name())).append("); ");
    out.append(norm.name()).append(" = ").append(Markup.html(norm.formula())).append("</p>\n");
    warnings(out, report);
    if (!report.sections().isEmpty()) {
      return;
    }
    for (Summary run : report.runs()) {
      SubsetMetrics all = run.metrics(norm.name(), Scores.ALL);
      if (report.runs().size() > 1) {
        out.append("<h3>").append(Markup.html(run.name())).append("</h3>\n");
      }
      out.append("<div class=\"tiles\">\n");
      double t = all.failureRate().keySet().iterator().next();
      String at = NumberText.plain(t) + " %";
      String interval = "95 % interval " + StatisticText.range(all.nmeInterval(), 2);
      tile(out, "NME, " + norm.name(), NumberText.fixed(all.nme(), 2), interval);
      String failures = NumberText.fixed(all.failureRate().get(t), 2);
      tile(out, "failure rate at " + at, failures, "of the faces have a larger error");
      String area = NumberText.fixed(all.areaUnderCurve().get(t), 1);
      tile(out, "AUC to " + at, area, "exact area under the curve");
      String p95 = NumberText.fixed(all.p95(), 2);
      tile(out, "P95", p95, "95 % of the faces have a smaller error");
      out.append("</div>\n");
    }
  }

  private static void tile(StringBuilder out, String name, String percent, String note) {
    out.append("<div class=\"tile\"><span>").append(Markup.html(name)).append("</span><b>");
    out.append(percent).append(" %</b><span>").append(Markup.html(note));
    out.append("</span></div>\n");
  }

  private static void section(StringBuilder out, String title, String content) {
    out.append("<h2>").append(Markup.html(title)).append("</h2>\n").append(content);
  }

  private static void pose(StringBuilder out, Report report) {
    Summary first = report.runs().get(0);
    List<PoseBins.Bin> bins = PoseBins.of(first.scores(), report.norm());
    if (bins.size() > 1) {
      section(out, "Error by pose", PoseChart.html(bins));
      out.append("<p class=\"soft\">Bars: NME of ").append(Markup.html(first.name()));
      out.append(" in % of the ").append(report.norm()).append(" length; below them the number");
      out.append(" of faces.</p>\n");
      if (bins.get(0).unit().equals(PoseBins.PROXY_UNIT)) {
        out.append(
            "<p class=\"soft\">The yaw proxy comes from the ground-truth landmarks: 0 for a");
        out.append(" frontal face, about ±1 in profile, positive towards the picture's right. It");
        out.append(" orders faces by yaw; it is not an angle.</p>\n");
      }
    }
  }

  private static void boxes(StringBuilder out, Report report) {
    report
        .boxes()
        .ifPresent(
            boxes -> {
              section(out, "Sensitivity to the face box", LineChart.ofBoxes(boxes));
              out.append("<p class=\"soft\">NME of ").append(NumberText.count(boxes.faces()));
              out.append(
                  Plural.of(
                      boxes.faces(),
                      " [face when its box is|faces when their boxes are] moved or scaled by a share"
                          + " of [its|their] side;"));
              out.append(" 0 is the box that the numbers above use.</p>\n");
            });
  }

  private static void examples(StringBuilder out, Report report, String kind, String title) {
    List<Example> chosen = report.examples().stream().filter(e -> e.kind().equals(kind)).toList();
    if (chosen.isEmpty()) {
      return;
    }
    section(out, title, "");
    out.append("<p class=\"soft legend\">").append(ExampleFigure.KEYS).append("</p>\n");
    out.append("<div class=\"examples\">\n");
    chosen.forEach(e -> out.append(ExampleFigure.html(e, report.scheme())));
    out.append("</div>\n");
  }

  private static void checks(StringBuilder out, Report report) {
    section(out, "Checks", "<ul class=\"checks\">\n");
    report
        .checks()
        .forEach(
            (check, names) -> {
              String status = check.status().label();
              out.append("<li><span class=\"status ").append(status).append("\">").append(status);
              out.append("</span><span>").append(prefix(names));
              out.append(Markup.html(check.message())).append("</span></li>\n");
            });
    out.append("</ul>\n");
  }

  private static String prefix(List<String> runs) {
    return runs.isEmpty() ? "" : Markup.html(String.join("; ", runs)) + ": ";
  }

  private static void foot(StringBuilder out, Report report) {
    Summary first = report.runs().get(0);
    out.append("<footer><p>NME of a face: mean over its landmarks of ‖p̂ − p‖ / d. NME of a set:");
    out.append(" mean over its faces. FR@t: share of faces with NME &gt; t. AUC@t:");
    out.append(" mean(max(0, t − e))/t, exact. Intervals: ");
    out.append(NumberText.fixed(100 * first.bootstrap().level(), 0)).append(" % ");
    out.append(Bootstrap.method(first.scores().faces()));
    out.append(" over faces, ").append(NumberText.count(first.bootstrap().resamples()));
    out.append(" resamples, seed ").append(first.bootstrap().seed());
    out.append(". A face or landmark without a prediction counts as 100 % of the norm.</p>");
    out.append("</footer>\n");
  }

  private static String style() {
    try (InputStream in = HtmlReport.class.getResourceAsStream("report.css")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("report.css", e);
    }
  }
}
