package org.wingloss.evaluation.reproduction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.format.StrictJson;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.evaluation.report.MarkdownReport;
import org.wingloss.evaluation.report.content.Report;
import org.wingloss.evaluation.report.html.HtmlReport;
import org.wingloss.evaluation.score.Scores;

class ReproductionTest {
  private static final int AFLW = 4386;

  @Test
  void entries_paperRunsOnThePapersFaces_areComparedWithTolerance() {
    Reproduction result =
        Reproduction.of(
            Cells.setup("table1"),
            List.of(
                Cells.of("CNN-6", "L2", Cells.all(AFLW, 2.5)),
                Cells.of("CNN-6", "L1", Cells.all(AFLW, 2.01)),
                Cells.of("CNN-6", "Wing", Cells.all(AFLW, 1.8))));
    assertEquals(
        List.of(Verdict.WORSE, Verdict.WITHIN, Verdict.BETTER),
        result.entries().stream().map(ReproductionEntry::verdict).toList());
    ReproductionEntry first = result.entries().get(0);
    assertEquals(2.41, first.paper().orElseThrow().nme());
    assertEquals(0.09, first.difference(result.setup()).orElseThrow(), 1e-9);
    assertEquals(2.5, first.interval().low(), 1e-9);
    assertEquals("", first.reason());
    assertTrue(ReproductionText.of(result).contains("worse"));
  }

  @Test
  void entries_otherRuns_areNotComparableAndSayWhy() {
    Reproduction result =
        Reproduction.of(
            Cells.setup("table1", "budget short"),
            List.of(Cells.of("CNN-6", "L2", Cells.all(30, 2.41))));
    ReproductionEntry entry = result.entries().get(0);
    assertEquals(Verdict.NOT_COMPARABLE, entry.verdict());
    assertEquals("budget short; other test faces (30, the paper's 4,386)", entry.reason());
    assertTrue(
        ReproductionText.of(result)
            .replace("\n", " ")
            .contains("as a reference only: budget short"));
  }

  @Test
  void entries_severalSeeds_giveMeanSpreadAndTheAveragedInterval() {
    // Seeds 2 and 4 on every face: mean 3, deviation √2; their mean is the same on all faces.
    Reproduction result =
        Reproduction.of(
            Cells.setup("table1"),
            List.of(Cells.of("CNN-6", "L1", List.of(Cells.all(20, 2), Cells.all(20, 4)))));
    ReproductionEntry entry = result.entries().get(0);
    assertEquals(3, entry.nme(), 1e-9);
    assertEquals(List.of(2.0, 4.0), rounded(entry.bySeed()));
    assertEquals(Math.sqrt(2), entry.spread(), 1e-9);
    assertEquals(3, entry.interval().high(), 1e-9);
    assertTrue(ReproductionText.of(result).contains("\u00b1 1.41 (2)"));
  }

  @Test
  void json_oneSeed_hasNoDeviationOverSeedsAndNoDifferencesBySeed() throws IOException {
    Reproduction result =
        Reproduction.of(
            Cells.setup("table1"),
            List.of(
                Cells.of("CNN-6", "L1", Cells.all(20, 3)),
                Cells.of("CNN-6", "Wing", Cells.all(20, 2))));
    JsonNode root = StrictJson.mapper().readTree(ReproductionJson.text(result));
    JsonNode numbers = root.get("cells").get(0).get("numbers").get(0);
    assertEquals(1, numbers.get("nme_by_seed").size());
    assertTrue(numbers.get("seed_deviation").isNull(), numbers.toString());
    JsonNode contrast = root.at("/claims/0/contrasts/0");
    assertEquals(-1, contrast.get("difference").asDouble(), 1e-9);
    assertEquals("[]", contrast.get("difference_by_seed").toString());
    JsonNode pair = root.at("/neighbours/0");
    assertEquals(-1, pair.get("difference").asDouble(), 1e-9);
    assertEquals("[]", pair.get("difference_by_seed").toString());
  }

  private static List<Double> rounded(List<Double> values) {
    return values.stream().map(v -> Math.round(1e6 * v) / 1e6).toList();
  }

  @Test
  void neighbours_rowsOfTwoCells_areComparedWithTheColumnBefore() {
    Reproduction result =
        Reproduction.of(
            Cells.setup("table3"),
            List.of(
                Cells.of("CNN-6", "L2", Cells.all(20, 4)),
                Cells.of("CNN-6", "L1", Cells.all(20, 3)),
                Cells.of("CNN-6 + PDB", "L2", Cells.all(20, 3.5)),
                Cells.of("CNN-6 + PDB", "L1", Cells.all(20, 2.5))));
    assertEquals(
        List.of("CNN-6, L1 against CNN-6, L2", "CNN-6 + PDB, L1 against CNN-6 + PDB, L2"),
        result.neighbours().stream().map(n -> n.a() + " against " + n.b()).toList());
    assertEquals(-0.01, result.neighbours().get(0).result().difference(), 1e-12);
    assertEquals(List.of(), result.neighbours().get(0).bySeed());
    // Two tests: Holm doubles the smaller p.
    double p = result.neighbours().get(0).result().wilcoxon().probability();
    assertEquals(2 * p, result.neighbours().get(0).adjusted(), 1e-12);
    assertTrue(ReproductionText.of(result).contains("4.00 (2.41)"), ReproductionText.of(result));
  }

  @Test
  void neighbours_seedsOfTwoSigns_contradictAsTheClaimSays() {
    Reproduction result =
        Reproduction.of(
            Cells.setup("table1"),
            List.of(
                Cells.of("CNN-6", "L1", List.of(Cells.all(20, 4), Cells.all(20, 4))),
                Cells.of("CNN-6", "Wing", List.of(Cells.all(20, 1.5), Cells.all(20, 4.51)))));
    assertEquals(Outcome.CANNOT_BE_SAID, result.claims().get(0).outcome());
    String verdict = "CNN-6, Wing has the lower mean over 2 seeds, but these contradict each other";
    assertEquals(verdict, result.neighbours().get(0).verdict());
    String text = MarkdownReport.of(ReproductionReport.of(result, List.of()));
    assertTrue(text.contains(verdict + "; seeds \u22122.50, +0.51 |"), text);
  }

  @Test
  void neighbours_oneCommonSeed_isNotCalledSeveral() {
    CellScores straight = Cells.of("CNN-6", "L1", Cells.all(20, 4));
    assertEquals(
        "CNN-6, Wing has the lower mean, but the seed of both contradicts it",
        verdict(straight, Cells.of("CNN-6", "Wing", List.of(Cells.all(20, 5), Cells.all(20, 1)))));
    assertEquals(
        "CNN-6, Wing is better on these faces in the mean over all seeds: interval and signed ranks"
            + " agree",
        verdict(straight, Cells.of("CNN-6", "Wing", List.of(Cells.all(20, 3), Cells.all(20, 1)))));
  }

  private static String verdict(CellScores left, CellScores right) {
    return Reproduction.of(Cells.setup("table1"), List.of(left, right))
        .neighbours()
        .get(0)
        .verdict();
  }

  @Test
  void of_cellsOfDifferentFaces_isRefused() {
    List<CellScores> cells =
        List.of(
            Cells.of("CNN-6", "L2", Cells.all(20, 4)), Cells.of("CNN-6", "L1", Cells.all(21, 4)));
    assertThrows(
        IllegalArgumentException.class, () -> Reproduction.of(Cells.setup("table1"), cells));
    assertThrows(
        IllegalArgumentException.class, () -> Reproduction.of(Cells.setup("table1"), List.of()));
  }

  @Test
  void of_otherFacesUnderTheSameIds_isRefused() {
    Landmarks one = Landmarks.of(0, 100, 50, 0, 100, 0, 0, 50, 100, 100);
    Landmarks other = Landmarks.of(0, 100, 50, 20, 80, 0, 0, 60, 100, 100);
    List<CellScores> cells = List.of(cell("L1", one), cell("Wing", other));
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> Reproduction.of(Cells.setup("table1"), cells));
    assertEquals("'CNN-6, L1' and 'CNN-6, Wing' were scored on different faces", e.getMessage());
    e = assertThrows(IllegalArgumentException.class, () -> cell("L1", one, other));
    assertEquals("CNN-6, L1: its seeds were scored on different faces", e.getMessage());
  }

  /** A cell of one seed for each face, which that seed alone was scored on, without an error. */
  private static CellScores cell(String column, Landmarks... faces) {
    LandmarkScheme scheme = LandmarkScheme.of("mtfl-5");
    List<SeedScores> seeds =
        Stream.of(faces)
            .map(face -> Scores.of(scheme, List.of(face), List.of(face)))
            .map(scores -> new SeedScores(1, scores, Map.of()))
            .toList();
    return new CellScores("CNN-6", column, "CNN-6, " + column, seeds);
  }

  @Test
  void json_reproduction_isStrictAndComplete() throws IOException {
    Reproduction result =
        Reproduction.of(
            Cells.setup("table1"),
            List.of(
                Cells.of("CNN-6", "L1", List.of(Cells.all(20, 3), Cells.all(20, 4))),
                Cells.of("CNN-6", "Wing", List.of(Cells.all(20, 2), Cells.all(20, 2.5)))));
    JsonNode root = StrictJson.mapper().readTree(ReproductionJson.text(result));
    JsonNode cell = root.get("cells").get(1);
    assertEquals("CNN-6, Wing", cell.get("method").asText());
    assertEquals(2.25, cell.get("numbers").get(0).get("nme").asDouble(), 1e-9);
    assertEquals(1.88, cell.get("numbers").get(0).get("paper").asDouble());
    assertEquals("not comparable", cell.get("numbers").get(0).get("verdict").asText());
    JsonNode run = cell.get("runs").get(1);
    assertEquals(2, run.get("seed").asInt());
    assertEquals("wingloss train", run.get("origin").get("command").asText());
    assertEquals(101, run.get("error_below_which_percent_of_faces").size());
    JsonNode claim = root.get("claims").get(0);
    assertEquals("holds", claim.get("outcome").asText());
    assertEquals(-1.25, claim.get("contrasts").get(0).get("difference").asDouble(), 1e-9);
    assertEquals(2, claim.get("contrasts").get(0).get("difference_by_seed").size());
    assertEquals(1, root.get("neighbours").size());
    JsonNode pair = root.get("neighbours").get(0);
    assertEquals(
        "CNN-6, Wing is better on these faces in the mean over 2 seeds: interval and signed ranks"
            + " agree",
        pair.get("verdict").asText());
    assertEquals(-1, pair.get("difference_by_seed").get(0).asDouble(), 1e-9);
    assertEquals(-1.5, pair.get("difference_by_seed").get(1).asDouble(), 1e-9);
  }

  @Test
  void report_reproduction_showsTablesAndClaimsFirst() {
    Reproduction result =
        Reproduction.of(
            Cells.setup("table1", "budget short"),
            List.of(
                Cells.of("CNN-6", "L1", Cells.all(20, 3)),
                Cells.of("CNN-6", "Wing", Cells.all(20, 2))));
    Report report = ReproductionReport.of(result, List.of());
    assertEquals("CNN-6, Wing", report.runs().get(0).name());
    String page = HtmlReport.of(report);
    int claims = page.indexOf("The paper&#39;s claims, on these runs");
    assertTrue(claims > 0 && claims < page.indexOf("Cumulative errors"), page);
    assertTrue(page.contains("Wing has a lower error than L1"));
    assertTrue(page.contains("CCL 2.72, DAC-CSR 2.27, TR-DRN 2.17"));
    String text = MarkdownReport.of(report);
    assertTrue(text.contains("| CNN-6, Wing | 2.00 |"), text);
  }

  @Test
  void shown_tableOfManyCells_takesTheLastColumn() {
    List<CellScores> cells =
        List.of("CNN-6", "CNN-6 + PDB", "CNN-6/7", "CNN-6/7 + PDB").stream()
            .flatMap(
                row ->
                    List.of("L1", "Wing").stream()
                        .map(column -> Cells.of(row, column, Cells.all(20, 2))))
            .toList();
    assertEquals(
        List.of("CNN-6/7 + PDB, Wing", "CNN-6/7, Wing", "CNN-6 + PDB, Wing", "CNN-6, Wing"),
        ReproductionReport.shown(Reproduction.of(Cells.setup("table3"), cells)).stream()
            .map(CellScores::method)
            .toList());
  }
}
