package org.wingloss.cli.option;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.wingloss.cli.terminal.UsageException;
import org.wingloss.evaluation.report.ReportFiles;
import org.wingloss.evaluation.report.content.Report;
import picocli.CommandLine.Option;

/** {@code --out}: the folder of a report, found unusable before the work and not after it. */
public final class ReportOption {
  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Write report.html, report.md and metrics.json there.")
  private Path out;

  /**
   * The folder, if a report is wanted.
   *
   * @throws UsageException if it holds something other than an earlier report, or is no folder
   */
  public Optional<Path> folder() {
    if (out == null || !Files.exists(out)) {
      return Optional.ofNullable(out);
    }
    if (!Files.isDirectory(out)) {
      throw new UsageException("--out " + out + " is a file; a folder is needed");
    }
    try (Stream<Path> files = Files.list(out)) {
      if (files.findAny().isPresent() && !Files.isRegularFile(out.resolve("report.html"))) {
        throw new UsageException(
            "--out " + out + " holds other things than a report; choose a new folder");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Optional.of(out);
  }

  /** Writes the report into {@link #folder} and says so. */
  public void write(Report report, OutputOptions output) {
    ReportFiles.write(report, out);
    output.say("report: " + out.resolve("report.html"));
  }
}
