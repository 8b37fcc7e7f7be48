package org.wingloss.cli.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.wingloss.cli.Cli;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.format.JsonLinesWriter;

/** {@code score}, {@code compare} and {@code gate} as a user runs them. */
class ScoringVerbsTest extends ScoredFaces {
  @Test
  void score_json_isOneDocumentWithTheChosenNorms() throws IOException {
    JsonNode root =
        json(
            score(
                "--truth",
                truth,
                "--predictions",
                good,
                "--norm",
                "box-width",
                "--norm",
                "landmark-box",
                "--threshold",
                "7",
                "--threshold",
                "12.5",
                "--json"));
    assertEquals(FACES, root.path("faces").asInt());
    Set<String> rows = new HashSet<>();
    root.path("metrics")
        .forEach(m -> rows.add(m.path("norm").asText() + m.path("subset").asText()));
    assertEquals(
        Set.of(
            "box-widthall",
            "box-widthleft",
            "box-widthright",
            "landmark-boxall",
            "landmark-boxleft",
            "landmark-boxright"),
        rows);
    JsonNode first = root.path("metrics").get(0);
    assertTrue(first.path("nme_interval").get(0).asDouble() < first.path("nme").asDouble());
    assertTrue(first.path("fr").has("12.5") && first.path("auc").has("7"));
  }

  @Test
  void score_table_namesNormFormulaAndChecks() {
    Cli run = score("--truth", truth, "--predictions", good);
    assertEquals(0, run.exit(), run.err());
    assertTrue(run.out().contains("landmark-box: NME in % of the √(width · height)"), run.out());
    assertTrue(run.out().contains("ok      each of the 24 faces has a prediction"), run.out());
    assertEquals("", run.err());
  }

  @Test
  void score_predictionsOfTheNeighbours_isAWarningThatNamesTheFaces() throws IOException {
    double[] left = {10, 10, 30, 10, 20, 20, 12, 30, 28, 30};
    double[] right = {90, 10, 110, 10, 100, 20, 92, 30, 108, 30};
    Path faces = pair("pair.jsonl", left, right);
    Path exchanged = pair("exchanged.jsonl", right, left);
    Cli run = score("--truth", faces, "--predictions", exchanged);
    assertEquals(0, run.exit(), run.err());
    assertTrue(run.out().contains("2 predictions fit another face of the picture"), run.out());
    assertTrue(run.out().contains("a.jpg, a.jpg#2"), run.out());
  }

  private Path pair(String name, double[] first, double[] second) throws IOException {
    return Files.write(
        folder.resolve(name),
        List.of(
            JsonLinesWriter.text(Face.of("a.jpg", Landmarks.of(first))),
            JsonLinesWriter.text(Face.of("a.jpg#2", Landmarks.of(second)))));
  }

  @Test
  void score_out_writesAReportWithTheFaces() throws IOException {
    Path out = folder.resolve("report");
    assertEquals(0, score("--truth", truth, "--predictions", good, "--out", out).exit());
    String html = Files.readString(out.resolve("report.html"));
    assertEquals(18, html.split("data:image/jpeg", -1).length - 1);
    // Again into the same report is fine, into somebody's folder is not.
    assertEquals(0, score("--truth", truth, "--predictions", good, "--out", out).exit());
    Cli refused = score("--truth", truth, "--predictions", good, "--out", folder);
    assertEquals(2, refused.exit());
    assertTrue(refused.err().contains("holds other things"), refused.err());
  }

  @Test
  void score_outThatHoldsAReportCutShort_isWrittenAnew() throws IOException {
    Path out = Files.createDirectory(folder.resolve("report"));
    Files.writeString(out.resolve("metrics.json"), "{}");
    Files.writeString(out.resolve("report.html.0123456789abcdef.unfinished"), "<html>");
    assertEquals(0, score("--truth", truth, "--predictions", good, "--out", out).exit());
    assertTrue(Files.exists(out.resolve("report.html")));
  }

  @Test
  void score_picturesOutsideTheFolder_areNotOpened() throws IOException {
    Path inner = Files.createDirectories(folder.resolve("inner"));
    Path leaving =
        Files.writeString(
            inner.resolve("truth.jsonl"),
            Files.readString(truth).replace("\"image\":\"", "\"image\":\"../"));
    Path out = folder.resolve("report");
    assertEquals(0, score("--truth", leaving, "--predictions", good, "--out", out).exit());
    assertFalse(Files.readString(out.resolve("report.html")).contains("data:image/jpeg"));
    Path again = folder.resolve("again");
    assertEquals(
        0,
        score("--truth", truth, "--predictions", good, "--images", inner, "--out", again).exit());
    assertFalse(Files.readString(again.resolve("report.html")).contains("data:image/jpeg"));
  }

  @Test
  void score_unusableInput_endsWithItsCode() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken.jsonl"), "{\"id\":\"a\"");
    assertEquals(4, score("--truth", truth, "--predictions", broken).exit());
    assertEquals(4, score("--truth", truth, "--predictions", folder.resolve("none")).exit());
    assertEquals(2, score("--truth", truth, "--predictions", good, "--norm", "eyes").exit());
    assertEquals(2, score("--truth", truth, "--predictions", good, "--threshold", "0").exit());
    assertEquals(2, score("--truth", truth, "--predictions", good, "--resamples", "5").exit());
    assertEquals(2, score("--truth", truth).exit());
    Path nan =
        Files.writeString(
            folder.resolve("nan.jsonl"),
            Files.readString(truth).replaceFirst("\\[\\[[^,]*", "[[NaN"));
    Cli run = score("--truth", nan, "--predictions", good);
    assertEquals(4, run.exit());
    assertTrue(run.err().contains("nan.jsonl, line 1"), run.err());
  }

  @Test
  void compare_twoFiles_findsTheBetterOne() throws IOException {
    JsonNode root =
        json(
            Cli.run(
                "compare",
                "--truth",
                truth,
                "--predictions",
                good,
                "--predictions",
                poor,
                "--json"));
    JsonNode pair = root.path("comparisons").get(0);
    assertTrue(pair.path("difference_interval").get(1).asDouble() < 0);
    assertTrue(pair.path("wilcoxon").path("p").asDouble() < 0.001);
    assertTrue(pair.path("verdict").asText().startsWith("good.jsonl is better"));
    Cli text = Cli.run("compare", "--truth", truth, "--predictions", poor, "--predictions", good);
    assertEquals(0, text.exit(), text.err());
    assertTrue(text.out().contains("good.jsonl is better"), text.out());
    assertEquals(2, Cli.run("compare", "--truth", truth, "--predictions", good).exit());
  }

  @Test
  void gate_metricsOfScore_passesAndFails() throws IOException {
    Path metrics =
        Files.writeString(
            folder.resolve("m.json"),
            score("--truth", truth, "--predictions", good, "--json").out());
    Path gates = folder.resolve("g.yaml");
    Files.writeString(gates, "gates: [{metric: nme, norm: landmark-box, bound: 50}]");
    assertEquals(0, Cli.run("gate", "--metrics", metrics, "--gates", gates).exit());
    Files.writeString(gates, "gates: [{metric: nme, norm: landmark-box, bound: 0.1}]");
    Path junit = folder.resolve("gate.xml");
    Cli run = Cli.run("gate", "--metrics", metrics, "--gates", gates, "--junit", junit);
    assertEquals(5, run.exit());
    assertTrue(run.out().contains("FAIL"), run.out());
    assertTrue(Files.readString(junit).contains("<failure"));
    assertEquals(4, Cli.run("gate", "--metrics", truth, "--gates", gates).exit());
  }

  @Test
  void gate_normOfAMegabyte_isASentenceOfAScreen() throws IOException {
    Path metrics =
        Files.writeString(
            folder.resolve("m.json"),
            score("--truth", truth, "--predictions", good, "--json").out());
    Path gates = folder.resolve("g.yaml");
    String norm = "n\\n".repeat(500_000);
    Files.writeString(gates, "gates: [{metric: nme, norm: \"%s\", bound: 50}]".formatted(norm));
    Cli run = Cli.run("gate", "--metrics", metrics, "--gates", gates);
    assertEquals(4, run.exit());
    assertTrue(run.err().length() < 5000, () -> run.err().length() + " characters");
    assertTrue(run.err().endsWith(" more characters)" + System.lineSeparator()), run.err());
  }
}
