package org.wingloss.evaluation.report.content;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.wingloss.data.NumberText;
import org.wingloss.evaluation.metric.Normaliser;
import org.wingloss.evaluation.score.LandmarkErrors;

/** The tables that HTML and Markdown have in common. */
public final class ResultTables {
  private ResultTables() {}

  /**
   * The metrics of all runs and subsets under a norm; in each subset the best run first.
   *
   * @param named whether the rows say which run they are of
   * @param count how numbers of faces are written
   */
  public static Table metrics(
      Report report, Normaliser norm, boolean named, IntFunction<String> count) {
    List<String> header = new ArrayList<>(named ? List.of("run") : List.of());
    header.addAll(List.of("subset", "faces", "NME", "95 % interval"));
    for (double t : report.runs().get(0).thresholds().under(norm)) {
      header.addAll(List.of("FR@" + NumberText.plain(t), "AUC@" + NumberText.plain(t)));
    }
    header.addAll(List.of("median", "P90", "P95", "P99"));
    List<List<String>> rows = new ArrayList<>();
    for (String subset : subsets(report, norm)) {
      List<Summary> runs = bestFirst(report.runs(), norm.name(), subset);
      for (Summary run : runs) {
        SubsetMetrics m = run.metrics(norm.name(), subset);
        boolean best = runs.size() > 1 && run.equals(runs.get(0));
        List<String> row = new ArrayList<>();
        if (named) {
          row.add(run.name() + (best ? " (best)" : ""));
        }
        row.addAll(List.of(subset, count.apply(m.faces()), NumberText.fixed(m.nme(), 3)));
        row.addAll(numbers(m));
        rows.add(row);
      }
    }
    String names = named ? "ll" : "l";
    return new Table(names + "rb" + "r".repeat(header.size() - names.length() - 2), header, rows);
  }

  private static List<String> subsets(Report report, Normaliser norm) {
    return report.runs().stream()
        .flatMap(run -> run.metrics().stream())
        .filter(m -> m.norm().equals(norm.name()))
        .map(SubsetMetrics::subset)
        .distinct()
        .toList();
  }

  /** The runs that were measured on a subset, the one with the lowest NME first. */
  public static List<Summary> bestFirst(List<Summary> runs, String norm, String subset) {
    return runs.stream()
        .filter(
            run ->
                run.metrics().stream()
                    .anyMatch(m -> m.norm().equals(norm) && m.subset().equals(subset)))
        .sorted(Comparator.comparingDouble(run -> run.metrics(norm, subset).nme()))
        .toList();
  }

  private static List<String> numbers(SubsetMetrics m) {
    List<String> cells = new ArrayList<>();
    cells.add(StatisticText.range(m.nmeInterval(), 3));
    for (Map.Entry<Double, Double> rate : m.failureRate().entrySet()) {
      cells.add(NumberText.fixed(rate.getValue(), 2));
      cells.add(NumberText.fixed(m.areaUnderCurve().get(rate.getKey()), 2));
    }
    for (double value : new double[] {m.median(), m.p90(), m.p95(), m.p99()}) {
      cells.add(NumberText.fixed(value, 2));
    }
    return cells;
  }

  /**
   * The errors of a run by group, by visibility and by landmark, in percent.
   *
   * @param error the name of the column
   * @param landmarks those to show, in order
   */
  public static Table landmarks(LandmarkErrors errors, String error, IntStream landmarks) {
    List<List<String>> rows = new ArrayList<>();
    errors.byGroup().forEach((name, mean) -> mean(rows, name, mean));
    errors
        .byVisibility()
        .forEach(
            (name, mean) ->
                rows.add(List.of(name + " landmarks", NumberText.fixed(100 * mean, 2), "")));
    landmarks.forEach(i -> mean(rows, "landmark " + i, errors.byLandmark().get(i)));
    return Table.ofNumbers(List.of("landmarks", error, "± 95 %"), rows);
  }

  private static void mean(List<List<String>> rows, String name, LandmarkErrors.Mean mean) {
    if (mean.count() > 0) {
      rows.add(
          List.of(
              name,
              NumberText.fixed(100 * mean.value(), 2),
              NumberText.fixed(196 * mean.standardError(), 2)));
    }
  }
}
