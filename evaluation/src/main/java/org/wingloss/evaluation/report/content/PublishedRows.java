package org.wingloss.evaluation.report.content;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.wingloss.evaluation.metric.Normaliser;
import org.wingloss.evaluation.published.PublishedResults;
import org.wingloss.evaluation.score.Scores;

/**
 * Published results with the report's scheme under one of its norms, ours first. Ours appear only
 * for subsets with the protocol's number of faces.
 *
 * @param dataset the data set's name
 * @param norm the normaliser's name
 * @param subsets the columns
 * @param rows ours, then the published ones
 */
public record PublishedRows(String dataset, String norm, List<String> subsets, List<Row> rows) {
  /** The sweep of w and epsilon has its own verb. */
  private static final String SWEEP = "table2";

  /**
   * A row of the table.
   *
   * @param method network and loss, or the run's name
   * @param source a table of the paper, or where else it comes from
   * @param trust the trust tag; empty for ours
   * @param values by column, empty text where there is none
   * @param ours whether it was measured here
   */
  public record Row(
      String method, String source, String trust, List<String> values, boolean ours) {}

  /** A table per norm and data set that has published results. */
  public static List<PublishedRows> of(Report report) {
    List<PublishedRows> tables = new ArrayList<>();
    for (Normaliser norm : report.runs().get(0).scores().norms()) {
      List<PublishedResults.Result> results =
          PublishedResults.bundled().results().stream()
              .filter(r -> r.scheme().equals(report.scheme().name()))
              .filter(r -> r.norm().equals(norm.name()) && !r.source().equals(SWEEP))
              .toList();
      if (!results.isEmpty()) {
        tables.add(table(report, norm.name(), results));
      }
    }
    return tables;
  }

  private static PublishedRows table(
      Report report, String norm, List<PublishedResults.Result> results) {
    Set<String> subsets = new LinkedHashSet<>();
    results.forEach(r -> r.results().forEach(c -> subsets.add(c.subset())));
    List<Row> rows = new ArrayList<>();
    for (Summary run : report.runs()) {
      List<String> values =
          subsets.stream().map(subset -> ours(run, norm, subset, results)).toList();
      if (values.stream().anyMatch(v -> !v.isEmpty())) {
        rows.add(new Row(run.name(), "this report", "", values, true));
      }
    }
    for (PublishedResults.Result result : results) {
      List<String> values =
          subsets.stream()
              .map(s -> result.on(s).map(c -> NumberText.fixed(c.nme(), 2)).orElse(""))
              .toList();
      rows.add(new Row(result.method(), result.source(), result.trust(), values, false));
    }
    return new PublishedRows(results.get(0).dataset(), norm, List.copyOf(subsets), rows);
  }

  private static String ours(
      Summary run, String norm, String subset, List<PublishedResults.Result> results) {
    int expected =
        results.stream()
            .flatMap(r -> r.on(subset).stream())
            .mapToInt(PublishedResults.Cell::faces)
            .findFirst()
            .orElse(-1);
    return run.metrics().stream()
        .filter(m -> m.norm().equals(norm) && m.faces() == expected)
        .filter(
            m ->
                m.subset().equals(subset)
                    || (subset.equals("full") && m.subset().equals(Scores.ALL)))
        .findFirst()
        .map(m -> NumberText.fixed(m.nme(), 2))
        .orElse("");
  }
}
