package org.wingloss.evaluation.report.content;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.wingloss.data.NumberText;
import org.wingloss.evaluation.metric.Normaliser;
import org.wingloss.evaluation.published.PublishedResults;
import org.wingloss.evaluation.score.Scores;

/**
 * Published results with the report's scheme under one of its norms, ours first. Ours appear only
 * for subsets with the protocol's number of faces.
 *
 * @param dataset the data set's name
 * @param norm the normaliser's name
 * @param table method, source, trust tag and a column per subset
 * @param ours how many of the first rows were measured here
 */
public record PublishedRows(String dataset, String norm, Table table, int ours) {
  /** The sweep of w and epsilon has its own verb. */
  private static final String SWEEP = "table2";

  /** A table per norm and data set that has published results. */
  public static List<PublishedRows> of(Report report) {
    List<PublishedRows> tables = new ArrayList<>();
    for (Normaliser norm : report.runs().get(0).scores().norms()) {
      List<PublishedResults.Result> results =
          PublishedResults.bundled().results().stream()
              .filter(r -> r.isOf(report.scheme(), norm.name()) && !r.source().equals(SWEEP))
              .toList();
      if (!results.isEmpty()) {
        tables.add(table(report, norm.name(), results));
      }
    }
    return tables;
  }

  private static PublishedRows table(
      Report report, String norm, List<PublishedResults.Result> results) {
    List<String> subsets =
        results.stream()
            .flatMap(r -> r.results().stream())
            .map(PublishedResults.Cell::subset)
            .distinct()
            .toList();
    List<List<String>> rows = new ArrayList<>();
    for (Summary run : report.runs()) {
      List<String> values =
          subsets.stream().map(subset -> ours(run, norm, subset, results)).toList();
      if (values.stream().anyMatch(v -> !v.isEmpty())) {
        rows.add(joined(List.of(run.name(), "this report", ""), values));
      }
    }
    int ours = rows.size();
    for (PublishedResults.Result result : results) {
      List<String> values =
          subsets.stream()
              .map(s -> result.on(s).map(c -> NumberText.fixed(c.nme(), 2)).orElse(""))
              .toList();
      rows.add(joined(List.of(result.method(), result.source(), result.trust()), values));
    }
    Table table =
        new Table(
            "lll" + "r".repeat(subsets.size()),
            joined(List.of("method", "source", "trust"), subsets),
            rows);
    return new PublishedRows(results.get(0).dataset(), norm, table, ours);
  }

  private static List<String> joined(List<String> names, List<String> values) {
    return Stream.concat(names.stream(), values.stream()).toList();
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
