package org.wingloss.evaluation.report.content;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.evaluation.check.CheckResult;

/**
 * Everything that a report shows, as data. HTML, Markdown and JSON say the same.
 *
 * @param title of the page
 * @param runs one or more sets of predictions on the same ground truth
 * @param comparisons of pairs of runs, or of methods of several
 * @param examples faces of the first run to look at
 * @param boxes the first run's sensitivity to its boxes, when a model was at hand
 * @param cards about data and model
 * @param sections what the report is about, before everything else; where there are some, they
 *     introduce the runs and set published numbers beside them
 */
public record Report(
    String title,
    List<Summary> runs,
    List<RunComparison> comparisons,
    List<Example> examples,
    Optional<BoxSensitivity> boxes,
    List<Card> cards,
    List<Section> sections) {
  /**
   * Checks the runs, and copies the lists.
   *
   * @throws IllegalArgumentException if there is no run
   * @throws org.wingloss.data.InvalidDataException if the runs are not of the same faces
   */
  public Report {
    runs = List.copyOf(runs);
    comparisons = List.copyOf(comparisons);
    examples = List.copyOf(examples);
    cards = List.copyOf(cards);
    sections = List.copyOf(sections);
    if (runs.isEmpty()) {
      throw new IllegalArgumentException("a report needs at least one run");
    }
    for (Summary other : runs) {
      runs.get(0).requireSameFaces(other);
    }
  }

  /** A report that begins with its runs. */
  public Report(
      String title,
      List<Summary> runs,
      List<RunComparison> comparisons,
      List<Example> examples,
      Optional<BoxSensitivity> boxes,
      List<Card> cards) {
    this(title, runs, comparisons, examples, boxes, cards, List.of());
  }

  /** A report of one run, numbers and curves only. */
  public static Report of(String title, Summary run) {
    return new Report(title, List.of(run), List.of(), List.of(), Optional.empty(), List.of());
  }

  /** The checks of all runs, each once, with the runs that it is about where not all are. */
  public Map<CheckResult, List<String>> checks() {
    Map<CheckResult, List<String>> about = new LinkedHashMap<>();
    for (Summary run : runs) {
      for (CheckResult check : run.checks()) {
        about.computeIfAbsent(check, unused -> new ArrayList<>()).add(run.name());
      }
    }
    about.replaceAll((check, names) -> names.size() == runs.size() ? List.of() : names);
    return about;
  }

  /** The norm of the drawings. */
  public String norm() {
    return runs.get(0).mainNorm();
  }

  /** What the landmarks mean. */
  public LandmarkScheme scheme() {
    return runs.get(0).scores().scheme();
  }
}
