package org.wingloss.evaluation.report.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.wingloss.evaluation.metric.CumulativeErrorDistribution;
import org.wingloss.evaluation.report.MarkdownReport;
import org.wingloss.evaluation.report.ReportFiles;
import org.wingloss.evaluation.report.content.Report;
import org.wingloss.evaluation.report.content.SampleReport;

final class HtmlReportTest {
  @TempDir private static Path folder;
  private static Report report;
  private static String html;

  @BeforeAll
  static void write() throws Exception {
    report = SampleReport.of(folder, 60);
    ReportFiles.write(report, folder.resolve("report"));
    html = Files.readString(folder.resolve("report/report.html"));
  }

  private static List<Document> drawings() throws Exception {
    List<Document> drawings = new ArrayList<>();
    Matcher svg = Pattern.compile("<svg.*?</svg>", Pattern.DOTALL).matcher(html);
    while (svg.find()) {
      drawings.add(
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new ByteArrayInputStream(svg.group().getBytes(StandardCharsets.UTF_8))));
    }
    return drawings;
  }

  @Test
  void page_everyDrawing_isWellFormedAndInsideItsFrame() throws Exception {
    int coordinates = 0;
    for (Document drawing : drawings()) {
      String[] frame = drawing.getDocumentElement().getAttribute("viewBox").split(" ", -1);
      double width = Double.parseDouble(frame[2]);
      double height = Double.parseDouble(frame[3]);
      NodeList lines = drawing.getElementsByTagName("polyline");
      boolean chart = drawing.getDocumentElement().getAttribute("class").equals("chart");
      for (int i = 0; chart && i < lines.getLength(); i++) {
        String points = ((org.w3c.dom.Element) lines.item(i)).getAttribute("points");
        for (String point : points.split(" ", -1)) {
          String[] xy = point.split(",", -1);
          assertTrue(Double.parseDouble(xy[0]) >= 0 && Double.parseDouble(xy[0]) <= width, point);
          assertTrue(Double.parseDouble(xy[1]) >= 0 && Double.parseDouble(xy[1]) <= height, point);
          coordinates++;
        }
      }
    }
    assertTrue(coordinates > 100, "only " + coordinates + " points were looked at");
  }

  @Test
  void page_cumulativeCurve_endsAtTheShareOfFacesBelowTheLimit() throws Exception {
    Document chart =
        drawings().stream()
            .filter(
                d ->
                    d.getDocumentElement()
                        .getAttribute("aria-label")
                        .equals("Cumulative error distribution"))
            .findFirst()
            .orElseThrow();
    org.w3c.dom.Element line = (org.w3c.dom.Element) chart.getElementsByTagName("polyline").item(0);
    String points = line.getAttribute("points");
    double lastY = Double.parseDouble(points.substring(points.lastIndexOf(',') + 1));
    // The plot runs from y = 348 (0 %) up to y = 14 (100 %); its right end is the last tick.
    double share = (348 - lastY) / (348 - 14);
    assertEquals(
        CumulativeErrorDistribution.at(
            report.runs().get(0).scores().errors("inter-ocular"), CedChart.limit(report)),
        share,
        0.001);
  }

  @Test
  void page_isOneFileThatFetchesNothing() {
    assertFalse(html.contains("<script"));
    assertFalse(html.contains("<link"));
    Matcher reference = Pattern.compile("(?:src|href)=\"([^\"]{0,30})").matcher(html);
    int found = 0;
    while (reference.find()) {
      assertTrue(reference.group(1).startsWith("data:image/jpeg;base64,"), reference.group(1));
      found++;
    }
    assertEquals(8, found);
    assertFalse(html.contains("url("));
    assertFalse(Pattern.compile("%\\d?\\$?[ds]\\b").matcher(html).find());
  }

  @Test
  void page_hostileNames_stayText() {
    assertTrue(html.contains("&lt;&amp;&gt;.png"));
    assertFalse(html.contains("<&>"));
  }

  @Test
  void page_smallProbability_staysText() {
    assertTrue(report.comparisons().get(0).adjusted() < 1e-4);
    assertTrue(html.contains("<td>&lt; 0.0001</td>"));
    assertTrue(MarkdownReport.of(report).contains("| &lt; 0.0001 |"));
  }

  @Test
  void page_holdsEverySection() {
    List<String> titles = new ArrayList<>();
    Matcher title = Pattern.compile("<h2>(.*?)</h2>").matcher(html);
    while (title.find()) {
      titles.add(title.group(1));
    }
    assertEquals(
        List.of(
            "Results",
            "Comparison, face by face",
            "Cumulative errors",
            "Published beside it",
            "Error by landmark",
            "Error by pose",
            "Sensitivity to the face box",
            "Worst faces",
            "Faces around the median",
            "Under other norms",
            "Checks",
            "Data"),
        titles);
  }

  @Test
  void write_folder_holdsTheThreeFormsAndNothingElse() throws Exception {
    try (Stream<Path> files = Files.list(folder.resolve("report"))) {
      Set<String> names = new HashSet<>();
      files.forEach(f -> names.add(f.getFileName().toString()));
      assertEquals(Set.of("report.html", "report.md", "metrics.json"), names);
    }
  }

  @Test
  void page_inChromium_isDrawnLightAndDarkWideAndNarrow() throws Exception {
    Path chromium =
        Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
            .map(Path::of)
            .filter(Files::isExecutable)
            .findFirst()
            .orElse(null);
    Assumptions.assumeTrue(
        chromium != null, "SKIPPED: no chromium here, so the report was not looked at");
    BufferedImage light = screenshot(chromium, 1100, "light");
    BufferedImage narrow = screenshot(chromium, 500, "light");
    BufferedImage dark = screenshot(chromium, 1100, "dark");
    assertTrue(brightness(light) > 200, "light page was " + brightness(light));
    assertTrue(brightness(dark) < 90, "dark page was " + brightness(dark));
    assertTrue(colours(light) > 200, "light page has " + colours(light) + " colours");
    // Nothing may stick out to the right on a phone: the last columns are bare ground.
    for (int y = 0; y < narrow.getHeight(); y += 7) {
      assertEquals(
          narrow.getRGB(1, y) & 0xFFFFFF, narrow.getRGB(narrow.getWidth() - 2, y) & 0xFFFFFF);
    }
  }

  private static BufferedImage screenshot(Path chromium, int width, String scheme)
      throws Exception {
    Path page = folder.resolve("report/report.html");
    File out = folder.resolve(scheme + width + ".png").toFile();
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of(
            chromium.toString(),
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--hide-scrollbars",
            "--user-data-dir=" + folder.resolve("profile"),
            "--window-size=" + width + ",4000",
            "--screenshot=" + out));
    if (scheme.equals("dark")) {
      command.add("--blink-settings=preferredColorScheme=0");
    }
    command.add(page.toUri().toString());
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("chromium.log").toFile())
            .start();
    try {
      assertTrue(process.waitFor(60, TimeUnit.SECONDS), "chromium did not end");
    } finally {
      process.destroyForcibly();
    }
    return ImageIO.read(out);
  }

  private static double brightness(BufferedImage image) {
    long sum = 0;
    int count = 0;
    for (int y = 0; y < image.getHeight(); y += 5) {
      for (int x = 0; x < image.getWidth(); x += 5) {
        int rgb = image.getRGB(x, y);
        sum += ((rgb >> 16 & 255) + (rgb >> 8 & 255) + (rgb & 255)) / 3;
        count++;
      }
    }
    return (double) sum / count;
  }

  private static int colours(BufferedImage image) {
    Set<Integer> colours = new HashSet<>();
    for (int y = 0; y < image.getHeight(); y += 3) {
      for (int x = 0; x < image.getWidth(); x += 3) {
        colours.add(image.getRGB(x, y));
      }
    }
    return colours.size();
  }
}
