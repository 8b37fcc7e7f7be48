package org.wingloss.cli.option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.wingloss.cli.terminal.UsageException;
import org.wingloss.evaluation.report.ReportFiles;
import org.wingloss.evaluation.report.content.Report;
import picocli.CommandLine.Option;

/** {@code --out}: the folder of a report, found unusable before the work and not after it. */
public final class ReportOption {
  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      description = "Write report.html, report.md and metrics.json there.")
  private Path out;

  /**
   * The folder, if a report is wanted.
   *
   * @throws UsageException if it holds something other than an earlier report, or cannot be written
   */
  public Optional<Path> folder() {
    if (out == null) {
      return Optional.empty();
    }
    Arguments.requireFolder("--out", out);
    try {
      if (Files.exists(out) && !ReportFiles.mayTake(out)) {
        throw new UsageException(
            "--out " + out + " holds other things than a report; choose a new folder");
      }
    } catch (IOException e) {
      throw new UsageException("--out " + out + " cannot be read: " + e.getMessage());
    }
    return Optional.of(out);
  }

  /** Writes the report into {@link #folder} and says so. */
  public void write(Report report, OutputOptions output) {
    write(report, output, unused -> {});
  }

  /**
   * As {@link #write(Report, OutputOptions)}, with other files.
   *
   * @param others writes them into the folder before the page is there
   */
  public void write(Report report, OutputOptions output, Consumer<Path> others) {
    ReportFiles.write(report, out, others);
    output.say("report: " + out.resolve(ReportFiles.PAGE));
  }
}
