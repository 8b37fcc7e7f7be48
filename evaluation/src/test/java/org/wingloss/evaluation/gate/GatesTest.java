package org.wingloss.evaluation.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.evaluation.report.SummaryJson;
import org.wingloss.evaluation.report.content.Summary;
import org.wingloss.evaluation.score.Scores;

final class GatesTest {
  @TempDir private Path folder;
  private Path metrics;
  private Path baseline;

  /** Landmark box 100: shifts of 2 and 4 px are errors of 2 and 4 %, a mean of 3 %. */
  @BeforeEach
  void write() throws IOException {
    metrics = metrics("metrics.json", 2, 4);
    baseline = metrics("baseline.json", 1, 3);
  }

  private Path metrics(String name, double... shifts) throws IOException {
    return metrics(name, Landmarks.of(0, 100, 50, 20, 80, 0, 0, 60, 100, 100), shifts);
  }

  private Path metrics(String name, Landmarks truth, double... shifts) throws IOException {
    List<Landmarks> found =
        Arrays.stream(shifts).mapToObj(s -> truth.map(AffineMap.translation(s, 0))).toList();
    List<Landmarks> faces = Collections.nCopies(shifts.length, truth);
    Scores scores = Scores.of(LandmarkScheme.of("mtfl-5"), faces, found);
    return Files.writeString(folder.resolve(name), SummaryJson.text(Summary.of("run", scores)));
  }

  private GateResults check(String... gates) throws IOException {
    StringBuilder text = new StringBuilder("gates:\n");
    for (String gate : gates) {
      text.append("  - {norm: landmark-box, ").append(gate).append("}\n");
    }
    return Gates.read(Files.writeString(folder.resolve("gates.yaml"), text)).check(metrics);
  }

  @ParameterizedTest
  @CsvSource({
    "'metric: nme, bound: 3.0', true",
    "'metric: nme, bound: 2.99', false",
    "'metric: p90, bound: 3.8', true",
    "'metric: p90, bound: 3.7', false",
    "'metric: fr@7, bound: 0', true",
    // AUC@7 = mean(5, 3)/7 = 57.14 %
    "'metric: auc@7, bound: 57', true",
    "'metric: auc@7, bound: 58', false",
    // The baseline's two faces err 1 and 3 %: its interval runs from 1 to 3 %.
    "'metric: nme, baseline: baseline.json', true",
    "'metric: auc@7, baseline: baseline.json', true",
  })
  void check_oneGate_isMetOrNot(String gate, boolean met) throws IOException {
    assertEquals(met, check(gate).met());
  }

  @Test
  void check_worseThanTheBaselineByMoreThanItsInterval_fails() throws IOException {
    metrics = metrics("metrics.json", 3, 4);
    assertFalse(check("metric: nme, baseline: baseline.json").met());
    assertFalse(check("metric: auc@7, baseline: baseline.json").met());
    assertTrue(check("metric: fr@7, baseline: baseline.json").met());
  }

  @Test
  void check_baselineOfAnotherNumberOfFaces_isRefused() throws IOException {
    baseline = metrics("baseline.json", 1, 3, 9);
    InvalidDataException e =
        assertThrows(
            InvalidDataException.class, () -> check("metric: nme, baseline: baseline.json"));
    assertEquals(
        baseline
            + ": is a baseline of other faces than those of "
            + metrics
            + ": 'faces' is 3 but expected 2",
        e.getMessage());
  }

  @Test
  void check_baselineOfAsManyOtherFaces_isRefused() throws IOException {
    baseline = metrics("baseline.json", Landmarks.of(0, 100, 50, 20, 80, 0, 0, 60, 100, 101), 1, 3);
    InvalidDataException e =
        assertThrows(
            InvalidDataException.class, () -> check("metric: nme, baseline: baseline.json"));
    assertTrue(e.getMessage().contains("other faces than those of " + metrics), e.getMessage());
  }

  @Test
  void check_baselineThatDoesNotNameItsFaces_isRefused() throws IOException {
    String text = Files.readString(baseline).replaceAll("\"faces_sha256\" : \"[0-9a-f]{64}\",", "");
    Files.writeString(baseline, text);
    InvalidDataException e =
        assertThrows(
            InvalidDataException.class, () -> check("metric: nme, baseline: baseline.json"));
    assertEquals(
        baseline
            + ": does not say 'faces_sha256', so nobody knows whether baseline and metrics are of"
            + " the same faces: expected the metrics.json of a report,"
            + " or what score and evaluate print as JSON",
        e.getMessage());
    assertTrue(check("metric: nme, bound: 3.0").met(), "a bound needs no other file");
  }

  /** Where digits are of another script. */
  @Test
  void table_persianMachine_isTheSame() throws IOException {
    Locale before = Locale.getDefault();
    try {
      GateResults results = check("metric: nme, bound: 9", "metric: nme, bound: 1");
      String table = results.table();
      String badge = results.badge();
      Locale.setDefault(Locale.forLanguageTag("fa-IR"));
      assertEquals(table, results.table());
      assertEquals(badge, results.badge());
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void table_oneOfTwoFails_showsBoth() throws IOException {
    String table = check("metric: nme, bound: 9", "metric: nme, bound: 1").table();
    assertTrue(table.contains("ok    nme      landmark-box  all         3.0000  <= 9.0000"), table);
    assertTrue(table.contains("FAIL  nme"), table);
    assertTrue(table.endsWith("1 of 2 gates not met"), table);
  }

  @Test
  void sentence_boundThatLooksLikeTheValue_hasAllDigitsOfBoth() throws IOException {
    metrics = metrics("metrics.json", 3.6470643, 3.6470643);
    GateResults results = check("metric: nme, bound: 3.64706", "metric: nme, bound: 3.6");
    assertEquals(
        "nme landmark-box all is 3.6470643 but must be at most 3.64706 (bound)",
        results.results().get(0).sentence());
    assertEquals(
        "nme landmark-box all is 3.6471 but must be at most 3.6000 (bound)",
        results.results().get(1).sentence());
    assertTrue(results.table().contains(" 3.6470643  <= 3.64706 "), results.table());
  }

  @Test
  void junit_oneOfTwoFails_isOneFailureInWellFormedXml() throws Exception {
    Path file = folder.resolve("gate.xml");
    check("metric: nme, bound: 9", "metric: nme, bound: 1").writeJunit(file);
    Document xml = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
    assertEquals("2", xml.getDocumentElement().getAttribute("tests"));
    assertEquals("1", xml.getDocumentElement().getAttribute("failures"));
    assertEquals(2, xml.getElementsByTagName("testcase").getLength());
    assertEquals(1, xml.getElementsByTagName("failure").getLength());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bounds: []|must hold one key, 'gates'",
        "gates: []|is empty",
        "gates: [{metric: nme, norm: x, bound: 1, note: 2}]|gate 1: unknown key 'note'",
        "gates: [{norm: x, bound: 1}]|gate 1: needs 'metric'",
        "gates: [{metric: nme, bound: 1}]|gate 1: needs 'norm'",
        "gates: [{metric: nmse, norm: x, bound: 1}]|metric must be nme",
        "gates: [{metric: fr, norm: x, bound: 1}]|metric must be nme",
        "gates: [{metric: nme, norm: x}]|either 'bound' or 'baseline'",
        "gates: [{metric: nme, norm: x, bound: 1, baseline: b}]|either 'bound' or 'baseline'",
        "gates: [{metric: nme, norm: x, bound: high}]|must be a number",
        "gates: [{metric: nme, norm: x, bound: .nan}]|.nan",
        "gates: [{metric: p90, norm: x, baseline: b}]|needs a metric with an interval",
        "gates: [{metric: nme, norm: x, bound: 1, bound: 2}]|uplicate",
        "gates: [|gates.yaml",
      })
  void read_unusableFile_isExplained(String text, String part) throws IOException {
    Path file = Files.writeString(folder.resolve("gates.yaml"), text);
    InvalidDataException e = assertThrows(InvalidDataException.class, () -> Gates.read(file));
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }

  @Test
  void check_metricThatIsNotThere_isBadDataAndNotAPass() {
    for (String gate :
        List.of("metric: fr@9, bound: 100", "metric: nme, subset: pose, bound: 100")) {
      InvalidDataException e = assertThrows(InvalidDataException.class, () -> check(gate));
      assertTrue(e.getMessage().contains("has no "), e.getMessage());
    }
    assertTrue(Files.exists(baseline));
  }
}
