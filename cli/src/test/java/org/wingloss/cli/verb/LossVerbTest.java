package org.wingloss.cli.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wingloss.cli.Cli;
import org.wingloss.cli.terminal.ExitCode;

class LossVerbTest {
  @TempDir private Path folder;

  @Test
  void loss_json_printsValueAndSlopeOfEveryPoint() throws Exception {
    Cli out = Cli.run("loss", "wing(w=10,epsilon=2)", "l1", "--at", "0,0.5,-3,10,25", "--json");
    assertEquals(ExitCode.OK, out.exit(), out.err());
    JsonNode points = new ObjectMapper().readTree(out.out());
    assertEquals(10, points.size());
    assertPoint(points.get(0), "wing(w=10,epsilon=2)", 0, 0, 0);
    assertPoint(points.get(2), "wing(w=10,epsilon=2)", -3, 9.16290731874155, -2);
    assertPoint(points.get(4), "wing(w=10,epsilon=2)", 25, 32.91759469228055, 1);
    assertPoint(points.get(7), "l1", -3, 3, -1);
  }

  private static void assertPoint(
      JsonNode point, String loss, double x, double value, double slope) {
    assertEquals(4, point.size());
    assertEquals(loss, point.get("loss").asText());
    assertEquals(x, point.get("x").asDouble());
    assertEquals(value, point.get("value").asDouble(), 1e-12);
    assertEquals(slope, point.get("slope").asDouble(), 1e-12);
  }

  @Test
  void loss_plot_isAWellFormedDrawingWithEveryCurve() throws Exception {
    Path file = folder.resolve("losses.svg");
    Cli out = Cli.run("loss", "wing", "l1", "l2", "--plot", file.toString());
    assertEquals(ExitCode.OK, out.exit(), out.err());
    byte[] bytes = Files.readAllBytes(file);
    var document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(bytes));
    assertEquals("svg", document.getDocumentElement().getTagName());
    String text = new String(bytes, StandardCharsets.UTF_8);
    assertEquals(3, text.split("wing\\(w=10,epsilon=2\\)|>l1<|>l2<", -1).length / 2);
    try (var files = Files.list(folder)) {
      assertEquals(1, files.count());
    }
  }

  @Test
  void loss_advise_namesGeometryPaperAndRemarks() throws Exception {
    Cli text = Cli.run("loss", "wing", "--advise", "--input-size", "128", "--coordinates", "0..1");
    assertTrue(text.out().contains("wing(w=0.15625,epsilon=0.03125)"), text.out());
    assertTrue(text.out().contains("(U1, 90 %)"), text.out());
    assertTrue(text.out().contains("no error reaches the linear branch"), text.out());
    Cli json = Cli.run("loss", "--advise", "--input-size", "128", "--json");
    JsonNode advice = new ObjectMapper().readTree(json.out());
    assertEquals("wing(w=20,epsilon=4)", advice.get("same-geometry").asText());
    assertEquals("wing(w=15,epsilon=3)", advice.get("paper").asText());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "loss|a loss is needed",
        "loss wing(w=-1)|w must be > 0 and finite but was -1.0",
        "loss wings|no loss is called 'wings'",
        "loss l1 --at NaN|--at needs finite numbers",
        "loss l1 --at x|--at",
        "loss l1 --advise --input-size 0|input size must be >= 1",
        "loss wing(w=1e300,epsilon=1e-300) --plot no.svg|--plot: a chart needs ranges",
        "loss l1 --advise --coordinates cm|coordinates are pixels, 0..1 or -1..1"
      })
  void loss_badArgument_isAUsageErrorInOneSentence(String line, String part) {
    Cli out = Cli.run((Object[]) line.split(" "));
    assertEquals(ExitCode.USAGE, out.exit());
    assertTrue(out.err().contains(part), out.err());
    assertEquals("", out.out());
  }
}
