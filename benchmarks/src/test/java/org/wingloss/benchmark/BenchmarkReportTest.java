package org.wingloss.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.benchmark.BenchmarkPart.Effort;
import org.wingloss.benchmark.jmh.CropBenchmark;

class BenchmarkReportTest {
  @TempDir private Path folder;

  @Test
  void run_aPartOfJmh_writesItsRowsAndTheMachine() throws Exception {
    Path file = folder.resolve("quick.json");
    BenchmarkReport report = new BenchmarkReport(file, "abc", Effort.QUICK);
    Map<String, List<String>> some = Map.of("crop", List.of("64-64", "64-64 rotated"));
    report.run(new JmhPart("crop", "µs", CropBenchmark.class, some), Effort.QUICK);
    JsonNode document = new ObjectMapper().readTree(file.toFile());
    assertEquals("abc", document.get("commit").asText());
    assertTrue(document.get("quick").asBoolean());
    assertTrue(document.at("/machine/cores").asInt() >= 1);
    JsonNode rows = document.at("/parts/crop/rows");
    assertEquals(2, rows.size());
    for (JsonNode row : rows) {
      assertTrue(row.get("best").asDouble() > 0, rows.toString());
      assertTrue(row.get("median").asDouble() >= row.get("best").asDouble(), rows.toString());
      assertTrue(row.get("processor").asDouble() > 0, rows.toString());
    }
    // 3 x 64 x 64 floats, and little besides.
    assertEquals(3 * 64 * 64 * 4, rows.at("/64-64/bytes").asDouble(), 40_000);
  }

  @Test
  void rounded_anyFigure_hasFiveDigits() {
    assertEquals(1.2346, BenchmarkReport.rounded(1.23456789));
    assertEquals(123460, BenchmarkReport.rounded(123_456.789));
    assertEquals(0, BenchmarkReport.rounded(Double.NaN));
  }
}
