package org.wingloss.evaluation.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.data.NumberText;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.format.StrictJson;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.evaluation.report.content.Report;
import org.wingloss.evaluation.report.content.SampleReport;
import org.wingloss.evaluation.report.content.Summary;
import org.wingloss.evaluation.report.content.Thresholds;
import org.wingloss.evaluation.report.html.HtmlReport;
import org.wingloss.evaluation.score.Scores;
import org.wingloss.evaluation.statistic.Bootstrap;

final class SummaryJsonTest {
  private static final Landmarks TRUTH = Landmarks.of(0, 100, 50, 20, 80, 0, 0, 60, 100, 100);

  private static Summary summary(Thresholds thresholds) {
    Scores scores =
        Scores.of(
            LandmarkScheme.of("mtfl-5"),
            List.of(TRUTH, TRUTH),
            List.of(
                TRUTH.map(AffineMap.translation(2, 0)), TRUTH.map(AffineMap.translation(0, 9))));
    return Summary.of("run", scores, thresholds, Bootstrap.DEFAULT, List.of());
  }

  @Test
  void text_twoFaces_hasTheAgreedKeysInPercent() throws Exception {
    JsonNode root =
        StrictJson.mapper().readTree(SummaryJson.text(summary(new Thresholds(List.of(8.0, 7.5)))));
    assertEquals("mtfl-5", root.path("scheme").asText());
    assertEquals(2, root.path("faces").asInt());
    JsonNode row = root.path("metrics").get(root.path("metrics").size() - 1);
    assertEquals("landmark-box", row.path("norm").asText());
    assertEquals("all", row.path("subset").asText());
    assertEquals(5.5, row.path("nme").asDouble(), 1e-9);
    assertEquals(2, row.path("nme_interval").get(0).asDouble(), 1e-9);
    assertEquals(9, row.path("nme_interval").get(1).asDouble(), 1e-9);
    assertEquals(50, row.path("fr").path("8").asDouble());
    assertEquals(37.5, row.path("auc").path("8").asDouble(), 1e-9);
    assertEquals(50, row.path("fr").path("7.5").asDouble());
    assertEquals(8.3, row.path("p90").asDouble(), 1e-9);
    assertTrue(row.path("p95").isNumber() && row.path("p99").isNumber());
    assertTrue(row.path("auc_variants").path("simpson").path("8").isNumber());
    assertEquals(0, root.path("per_landmark").size() % 5);
    assertTrue(root.path("checks").size() > 0);
  }

  private static String method(Summary summary) throws Exception {
    JsonNode root = StrictJson.mapper().readTree(SummaryJson.text(summary));
    assertTrue(root.path("interval").path("level").isNumber());
    return root.path("interval").path("method").asText();
  }

  @Test
  void reports_moreFacesThanAreResampled_nameTheLimit() throws Exception {
    List<Landmarks> truth = Collections.nCopies(10_001, TRUTH);
    List<Landmarks> found =
        IntStream.range(0, truth.size())
            .mapToObj(i -> TRUTH.map(AffineMap.translation(i % 10, 0)))
            .toList();
    Summary many =
        Summary.of(
            "many",
            Scores.of(LandmarkScheme.of("mtfl-5"), truth, found),
            Thresholds.USUAL,
            new Bootstrap(1, 100, 0.95),
            List.of());
    String limit =
        "limit of the percentile bootstrap (binomial for shares, Cornish-Fisher for means);"
            + " up to 10,000 faces, or where few faces decide the mean, percentile bootstrap";
    assertEquals(limit + " over faces", method(many));
    String text = SummaryText.of(List.of(many));
    assertTrue(text.contains("95 % " + limit + ", 100 resamples"), text);
    String page = HtmlReport.of(Report.of("Many", many));
    assertTrue(page.contains("95 % " + limit + " over faces, 100 resamples, seed 1."));
    Summary two = summary(Thresholds.USUAL);
    assertEquals("percentile bootstrap over faces", method(two));
    assertTrue(SummaryText.of(List.of(two)).contains("95 % percentile bootstrap, 10000 resamples"));
  }

  @Test
  void text_oneFace_hasNoStandardError() throws Exception {
    Scores one = Scores.of(LandmarkScheme.of("mtfl-5"), List.of(TRUTH), List.of(TRUTH));
    JsonNode root = StrictJson.mapper().readTree(SummaryJson.text(Summary.of("one", one)));
    assertEquals(0, root.path("per_landmark").get(0).path("error").asDouble());
    assertTrue(root.path("per_landmark").get(0).path("standard_error").isNull());
  }

  @Test
  void text_germanMachine_writesPoints() {
    Locale before = Locale.getDefault();
    try {
      String root = SummaryJson.text(summary(Thresholds.USUAL));
      String table = SummaryText.of(List.of(summary(Thresholds.USUAL)));
      Locale.setDefault(Locale.GERMANY);
      assertEquals(root, SummaryJson.text(summary(Thresholds.USUAL)));
      assertEquals(table, SummaryText.of(List.of(summary(Thresholds.USUAL))));
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void report_severalForms_tellTheSameNumbers(@TempDir Path folder) throws Exception {
    Report report = SampleReport.of(folder, 12);
    JsonNode json = StrictJson.mapper().readTree(ReportJson.text(report));
    String markdown = MarkdownReport.of(report);
    String html = HtmlReport.of(report);
    for (int run = 0; run < 2; run++) {
      for (JsonNode row : json.path("runs").get(run).path("metrics")) {
        String nme = NumberText.fixed(row.path("nme").asDouble(), 3);
        assertTrue(markdown.contains("| " + nme + " |"), nme);
        assertTrue(html.contains("<b>" + nme + "</b>"), nme);
      }
    }
    assertEquals(8, json.path("examples").size());
    assertEquals(3, json.path("box_sensitivity").path("curves").size());
    assertEquals("12", json.path("cards").path("Data").path("faces").asText());
    assertTrue(json.path("comparisons").get(0).path("difference").asDouble() < 0);
    assertTrue(markdown.contains("face\\_000&lt;&amp;&gt;.png") || markdown.contains("face\\_0"));
  }
}
