package org.wingloss.evaluation.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wingloss.evaluation.report.content.Report;
import org.wingloss.evaluation.report.content.SampleReport;

final class ReportFilesTest {
  @TempDir private Path folder;
  private Path out;
  private Report report;

  @BeforeEach
  void sample() throws Exception {
    out = folder.resolve("report");
    report = SampleReport.of(folder, 10);
  }

  @Test
  void write_finished_holdsThePageAndItsParts() throws IOException {
    ReportFiles.write(report, out);
    assertEquals(List.of("metrics.json", "report.html", "report.md"), names());
  }

  @Test
  void write_othersOfTheCaller_areThereBeforeThePage() throws IOException {
    List<String> seen = new ArrayList<>();
    ReportFiles.write(
        report,
        Files.createDirectories(out),
        there -> {
          seen.addAll(names());
          touch(there.resolve("predictions.jsonl"));
        });
    assertEquals(List.of("metrics.json", "report.md"), seen);
    assertEquals(List.of("metrics.json", "predictions.jsonl", "report.html", "report.md"), names());
  }

  @Test
  void write_endedHalfway_hasNoPageEvenIfThereWasOne() throws IOException {
    ReportFiles.write(report, out);
    assertThrows(
        IllegalStateException.class,
        () ->
            ReportFiles.write(
                report,
                out,
                there -> {
                  throw new IllegalStateException("killed");
                }));
    assertFalse(Files.exists(out.resolve("report.html")));
    touch(out.resolve("predictions.jsonl"));
    touch(out.resolve("report.html.0123456789abcdef.unfinished"));
    assertTrue(ReportFiles.mayTake(out), "all may go");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"gate.xml", "report.pdf", "x.unfinished", "truth.jsonl", "predictions.jsonl"})
  void mayTake_folderWithAFileOfTheUsers_isNone(String name) throws IOException {
    Files.createDirectories(out);
    assertTrue(ReportFiles.mayTake(out));
    touch(out.resolve(name));
    assertFalse(ReportFiles.mayTake(out));
  }

  /** The folder of a demo: nothing of it may be lost. */
  @Test
  void mayTake_reportWithAFolderBesideIt_isNone() throws IOException {
    ReportFiles.write(report, out);
    touch(out.resolve("gate.xml"));
    assertTrue(ReportFiles.mayTake(out), "a file beside the page stays");
    Files.createDirectory(out.resolve("runs"));
    assertFalse(ReportFiles.mayTake(out));
  }

  private static void touch(Path file) {
    try {
      Files.createFile(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private List<String> names() {
    try (Stream<Path> all = Files.list(out)) {
      return all.map(path -> path.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
