package org.wingloss.evaluation.report;

import java.nio.file.Path;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.io.AtomicFile;
import org.wingloss.evaluation.report.content.Report;
import org.wingloss.evaluation.report.html.HtmlReport;

/** Writes a report into a folder. */
public final class ReportFiles {
  private ReportFiles() {}

  /**
   * Writes {@code report.html}, {@code report.md} and {@code metrics.json}; each appears only when
   * complete and replaces an older one.
   *
   * @throws InvalidDataException if the folder cannot be written
   */
  public static void write(Report report, Path folder) {
    AtomicFile.write(folder.resolve("report.html"), HtmlReport.of(report));
    AtomicFile.write(folder.resolve("report.md"), MarkdownReport.of(report));
    AtomicFile.write(folder.resolve("metrics.json"), ReportJson.text(report) + "\n");
  }
}
