package org.wingloss.cli.fuzz;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A million inputs, or those that the properties name:
 *
 * <ul>
 *   <li>{@code fuzz.inputs}: how many in all (1000000); formats whose inputs take long get fewer
 *   <li>{@code fuzz.seed}: another seed gives other inputs (2)
 *   <li>{@code fuzz.workers}: processes (one per processor)
 *   <li>{@code fuzz.format}: one format, or several with commas
 *   <li>{@code fuzz.from}, {@code fuzz.to}: the indices of each format, instead of {@code
 *       fuzz.inputs}; {@code fuzz.from} alone runs one input and prints all about it
 * </ul>
 *
 * <p>{@code ./mvnw test -Plong -pl cli -am -Dtest=FuzzLongTest
 * -Dsurefire.failIfNoSpecifiedTests=false}; the counts so far are in {@code cli/target/fuzz.txt}.
 */
@Tag("long")
class FuzzLongTest {
  private static final int CHUNK_SECONDS = 5;
  private static final Path COUNTS = Path.of("target", "fuzz.txt");

  @TempDir Path folder;

  @Test
  void verbs_aMillionChangedFiles_endCleanly() throws Exception {
    long seed = Long.getLong("fuzz.seed", 2);
    int workers = Integer.getInteger("fuzz.workers", Runtime.getRuntime().availableProcessors());
    List<String> names = List.of(System.getProperty("fuzz.format", "").split(",", -1));
    List<FuzzFormat> formats =
        FuzzFormat.all().stream()
            .filter(f -> names.equals(List.of("")) || names.contains(f.name()))
            .toList();
    assertTrue(!formats.isEmpty(), "no such format");
    Fuzzing fuzzing = new Fuzzing(folder, formats, List.of());
    long from = Long.getLong("fuzz.from", 0);
    if (System.getProperty("fuzz.from") != null && System.getProperty("fuzz.to") == null) {
      for (FuzzFormat format : formats) {
        System.out.println(fuzzing.show(new FuzzRange(format.name(), seed, from, from + 1)));
      }
      return;
    }
    double shares = formats.stream().mapToDouble(FuzzLongTest::share).sum();
    List<FuzzRange> ranges = new ArrayList<>();
    for (FuzzFormat format : formats) {
      long inputs = Math.round(Long.getLong("fuzz.inputs", 1_000_000) * share(format) / shares);
      long to = Long.getLong("fuzz.to", from + inputs);
      int chunk = Math.max(1, 1000 * CHUNK_SECONDS / format.cost());
      for (long at = from; at < to; at += chunk) {
        ranges.add(new FuzzRange(format.name(), seed, at, Math.min(at + chunk, to)));
      }
    }
    // A run that is stopped has seen something of every format.
    Collections.shuffle(ranges, new Random(seed));
    FuzzReport report = fuzzing.run(ranges, workers, so -> write(so.toString()));
    System.out.println(report);
    assertTrue(report.unclean().isEmpty(), report::toString);
  }

  private static double share(FuzzFormat format) {
    return 1.0 / format.cost();
  }

  private static void write(String report) {
    try {
      Files.writeString(COUNTS, report);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
