package org.wingloss.evaluation.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.wingloss.data.InvalidDataException;
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
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw InvalidDataException.in(folder, "cannot be created: " + e.getMessage(), e);
    }
    write(folder.resolve("report.html"), HtmlReport.of(report));
    write(folder.resolve("report.md"), MarkdownReport.of(report));
    write(folder.resolve("metrics.json"), ReportJson.text(report) + "\n");
  }

  private static void write(Path file, String text) {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      Files.writeString(part, text);
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw InvalidDataException.in(file, "cannot be written: " + e.getMessage(), e);
    }
  }
}
