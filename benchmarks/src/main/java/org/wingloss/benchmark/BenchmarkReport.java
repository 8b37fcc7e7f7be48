package org.wingloss.benchmark;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wingloss.data.format.StrictJson;
import org.wingloss.data.io.AtomicFile;

/** The file that a run writes, whole after every part. */
final class BenchmarkReport {
  private final Path file;
  private final Map<String, Object> document = new LinkedHashMap<>();
  private final Map<String, PartFigures> parts = new LinkedHashMap<>();

  /**
   * What a part measured.
   *
   * @param unit of every figure whose name says nothing else
   * @param seconds that it took
   * @param load processes that wanted a processor, before and after
   * @param rows name → figures
   */
  record PartFigures(
      String unit, long seconds, List<Double> load, Map<String, Map<String, Double>> rows) {}

  BenchmarkReport(Path file, String commit, BenchmarkPart.Effort effort) {
    this.file = file;
    document.put("commit", commit);
    document.put("date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    document.put("quick", effort == BenchmarkPart.Effort.QUICK);
    document.put("machine", Machine.here());
    document.put("parts", parts);
  }

  /** Runs a part, prints its rows as they come, and writes the file. */
  void run(BenchmarkPart part, BenchmarkPart.Effort effort) throws Exception {
    double before = Machine.load();
    long begun = System.nanoTime();
    Map<String, Map<String, Double>> rows = new LinkedHashMap<>();
    part.run(
        effort,
        (name, figures) -> {
          Map<String, Double> short4 = new LinkedHashMap<>();
          figures.forEach((key, value) -> short4.put(key, rounded(value)));
          rows.put(name, short4);
          System.err.printf("%s  %s: %s %s%n", part.name(), name, short4, part.unit());
        });
    long seconds = Math.round((System.nanoTime() - begun) / 1e9);
    List<Double> load = List.of(before, Machine.load());
    parts.put(part.name(), new PartFigures(part.unit(), seconds, load, rows));
    AtomicFile.write(file, StrictJson.write(document) + "\n");
  }

  /** Five digits are more than any of these figures has. */
  static double rounded(double value) {
    return value == 0 || !Double.isFinite(value)
        ? 0
        : new BigDecimal(value).round(new MathContext(5)).doubleValue();
  }
}
