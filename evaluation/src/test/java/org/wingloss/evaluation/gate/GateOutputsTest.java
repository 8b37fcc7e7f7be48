package org.wingloss.evaluation.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.format.StrictJson;

/** Gates on the faces themselves, and what continuous integration is told. */
class GateOutputsTest {
  private static final String METRICS =
      """
      {"scheme": "mtfl-5", "faces": 2, "faces_sha256": "ab12",
       "metrics": [{"subset": "all", "norm": "box-width", "nme": 3.0, "faces": 2}]}
      """;

  private static final String GATES =
      """
      faces: 2
      faces_sha256: ab12
      gates:
        - {metric: nme, norm: box-width, bound: 2.5}
      """;

  @TempDir private Path folder;

  private GateResults check(String gates) throws IOException {
    Path file = Files.writeString(folder.resolve("gates.yaml"), gates);
    byte[] metrics = METRICS.getBytes(StandardCharsets.UTF_8);
    return Gates.read(file).check(new ByteArrayInputStream(metrics), "standard input");
  }

  @ParameterizedTest
  @CsvSource({
    "faces: 2, faces: 2, true",
    "faces: 2, faces: 3, false",
    "faces_sha256: ab12, faces_sha256: ab12, true",
    "faces_sha256: ab12, faces_sha256: ab13, false"
  })
  void faces_thatAreGated_mustBeThose(String was, String wanted, boolean met) throws IOException {
    String gates = GATES.replace(was, wanted).replace("2.5", "3.5");
    assertEquals(met, check(gates).met());
  }

  @Test
  void faces_thatTheMetricsDoNotTell_areRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("gates.yaml"), GATES);
    Path metrics =
        Files.writeString(
            folder.resolve("metrics.json"), METRICS.replace("\"faces_sha256\": \"ab12\",", ""));
    Gates gates = Gates.read(file);
    InvalidDataException refused =
        assertThrows(InvalidDataException.class, () -> gates.check(metrics));
    assertEquals(
        metrics
            + ": does not say 'faces_sha256': expected the metrics.json of a report,"
            + " or what score and evaluate print as JSON",
        refused.getMessage());
  }

  @Test
  void metrics_otherDocument_saysWhichIsExpected() throws IOException {
    Gates gates = Gates.read(Files.writeString(folder.resolve("gates.yaml"), GATES));
    Path other = Files.writeString(folder.resolve("model.json"), "{\"landmarks\": 5}");
    InvalidDataException refused =
        assertThrows(InvalidDataException.class, () -> gates.check(other));
    assertEquals(
        other
            + ": has no list 'metrics': expected the metrics.json of a report,"
            + " or what score and evaluate print as JSON",
        refused.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "faces: 2, faces: two, whole number",
    "faces_sha256: ab12, faces_sha256: 12, must be a text",
    "faces: 2, face: 2, unknown key 'face'"
  })
  void gatesFile_unusableKey_isRefused(String was, String wanted, String message) {
    InvalidDataException refused =
        assertThrows(InvalidDataException.class, () -> check(GATES.replace(was, wanted)));
    assertTrue(refused.getMessage().contains(message), refused.getMessage());
  }

  @Test
  void markdown_oneOfThreeFails_isATableThatSaysSo() throws IOException {
    List<String> lines = check(GATES).markdown().lines().toList();
    assertEquals("## Gates: 1 of 3 gates not met", lines.get(0));
    assertEquals("| ✓ met | faces |  | all | 2 | == 2 | bound |", lines.get(4));
    assertEquals("| ✓ met | faces\\_sha256 |  | all | ab12 | == ab12 | bound |", lines.get(5));
    assertEquals(
        "| ✗ **not met** | nme | box-width | all | 3.0000 | &lt;= 2.5000 | bound |", lines.get(6));
  }

  @Test
  void annotations_failed_areErrorsEachInALine() throws IOException {
    assertEquals(
        List.of(
            "::error title=wingloss gate::nme box-width all is 3.0000 but must be at most 2.5000"
                + " (bound)"),
        check(GATES).annotations());
    assertEquals(
        List.of("::notice title=wingloss gate::all 3 gates met"),
        check(GATES.replace("2.5", "3")).annotations());
  }

  @Test
  void badge_metAndNot_isWellFormedAndTellsItNotByColourAlone() throws Exception {
    String failed = check(GATES).badge();
    String met = check(GATES.replace("2.5", "3")).badge();
    for (String badge : List.of(failed, met)) {
      DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new ByteArrayInputStream(badge.getBytes(StandardCharsets.UTF_8)));
      assertTrue(badge.contains("nme box-width: 3.00 %"), badge);
    }
    assertTrue(failed.contains("✗"), failed);
    assertFalse(met.contains("✗"), met);
  }

  @Test
  void document_eachGate_hasNumbersAndVerdict() throws IOException {
    String json = StrictJson.write(check(GATES).document());
    var root = StrictJson.mapper().readTree(json);
    assertFalse(root.path("met").asBoolean());
    assertEquals(1, root.path("failed").asInt());
    assertEquals(3.0, root.at("/gates/2/value").asDouble());
    assertEquals("<=", root.at("/gates/2/comparison").asText());
    assertEquals(2, root.at("/gates/0/value").asInt());
  }
}
