package org.wingloss.evaluation.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.io.AtomicFile;
import org.wingloss.evaluation.report.content.Report;
import org.wingloss.evaluation.report.html.HtmlReport;

/** Writes a report into a folder. A folder without {@value #PAGE} holds no complete report. */
public final class ReportFiles {
  /** The page, which is written last and before all else taken away. */
  public static final String PAGE = "report.html";

  /** The file that lists the predictions where the caller has them. */
  public static final String PREDICTIONS = "predictions.jsonl";

  /** The file that holds the ground truth of {@link #PREDICTIONS} where the caller has it. */
  public static final String TRUTH = "truth.jsonl";

  private static final String TEXT = "report.md";
  private static final String METRICS = "metrics.json";

  private ReportFiles() {}

  /**
   * Writes {@code report.html}, {@code report.md} and {@code metrics.json}; each appears only when
   * complete and replaces an older one.
   *
   * @throws InvalidDataException if the folder cannot be written
   */
  public static void write(Report report, Path folder) {
    write(report, folder, unused -> {});
  }

  /**
   * As {@link #write(Report, Path)}, with other files of the caller's.
   *
   * @param others writes them into the folder before the page is there
   */
  public static void write(Report report, Path folder, Consumer<Path> others) {
    String page = HtmlReport.of(report);
    String text = MarkdownReport.of(report);
    String metrics = ReportJson.text(report) + "\n";
    try {
      Files.deleteIfExists(folder.resolve(PAGE));
    } catch (IOException e) {
      throw InvalidDataException.in(folder, "cannot be written: " + e.getMessage(), e);
    }
    AtomicFile.write(folder.resolve(METRICS), metrics);
    AtomicFile.write(folder.resolve(TEXT), text);
    others.accept(folder);
    AtomicFile.write(folder.resolve(PAGE), page);
  }

  /**
   * Whether a folder may take a report: it is empty, or holds an earlier one, also one that was not
   * completed. Predictions and ground truth alone are no report: they may be anybody's. A folder
   * beside the page is not a report's either: a demo keeps its faces and trainings so.
   *
   * @throws IOException if it cannot be read
   */
  public static boolean mayTake(Path folder) throws IOException {
    boolean complete = Files.isRegularFile(folder.resolve(PAGE));
    List<String> parts = new ArrayList<>(List.of(TEXT, METRICS));
    if (Files.isRegularFile(folder.resolve(METRICS))) {
      parts.addAll(List.of(PREDICTIONS, TRUTH));
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.allMatch(
          file ->
              AtomicFile.isUnfinished(file)
                  || (complete && !Files.isDirectory(file))
                  || parts.contains(file.getFileName().toString()));
    }
  }
}
