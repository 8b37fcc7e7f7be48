package org.wingloss.evaluation.reproduction;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.wingloss.data.NumberText;
import org.wingloss.evaluation.metric.Normaliser;
import org.wingloss.evaluation.published.PublishedResults;
import org.wingloss.evaluation.report.content.RunComparison;
import org.wingloss.evaluation.report.content.Section;
import org.wingloss.evaluation.report.content.StatisticText;
import org.wingloss.evaluation.report.content.Table;

/** A reproduction as tables of words, the same for a terminal and a page. */
final class ReproductionTable {
  private ReproductionTable() {}

  /** A column of {@link #numbers}. */
  private record Numbers(String name, Function<ReproductionEntry, String> cell) {}

  /** Our numbers beside the paper's, one row each; cells that failed to train are not there. */
  static Section numbers(Reproduction result) {
    List<Numbers> columns = new ArrayList<>();
    columns.add(new Numbers("", e -> isEnd(e, result, 0) ? e.cell().method() : ""));
    if (result.main().stream().map(ReproductionEntry::subset).distinct().count() > 1) {
      columns.add(new Numbers("subset", ReproductionEntry::subset));
    }
    columns.add(new Numbers("ours", e -> NumberText.fixed(e.nme(), 2)));
    columns.add(new Numbers("95 % interval", ReproductionTable::interval));
    if (result.seeds() > 1) {
      columns.add(new Numbers("over seeds", ReproductionTable::spread));
    }
    columns.add(
        new Numbers("paper", e -> e.paper().map(p -> NumberText.fixed(p.nme(), 2)).orElse("")));
    columns.add(
        new Numbers(
            "difference",
            e -> e.difference(result.setup()).map(d -> NumberText.signed(d, 2)).orElse("")));
    if (result.sharedReason().isEmpty()) {
      columns.add(new Numbers("verdict", e -> e.paper().isEmpty() ? "" : e.verdict().label()));
    }
    columns.add(
        new Numbers(
            "against the column before",
            e ->
                left(e, result)
                    .map(
                        c ->
                            StatisticText.difference(
                                c.result().difference(), c.result().interval()))
                    .orElse("")));
    columns.add(
        new Numbers(
            "p (Holm)",
            e -> left(e, result).map(c -> StatisticText.probability(c.adjusted())).orElse("")));
    Table table =
        Table.ofNumbers(
            columns.stream().map(Numbers::name).toList(),
            result.main().stream()
                .map(e -> columns.stream().map(column -> column.cell().apply(e)).toList())
                .toList());
    return new Section("Beside the paper", table, explanations(result));
  }

  /** Whether an entry is the first (0) or the last (1) of its cell. */
  private static boolean isEnd(ReproductionEntry entry, Reproduction result, int end) {
    List<ReproductionEntry> own =
        result.main().stream().filter(e -> e.cell().equals(entry.cell())).toList();
    return own.get(end * (own.size() - 1)).equals(entry);
  }

  /** The paired test is over the whole test set: it stands in the cell's last row. */
  private static Optional<RunComparison> left(ReproductionEntry entry, Reproduction result) {
    return result.neighbours().stream()
        .filter(c -> c.a().equals(entry.cell().method()) && isEnd(entry, result, 1))
        .findFirst();
  }

  private static List<String> explanations(Reproduction result) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "NME in % of the "
            + Normaliser.of(result.setup().norm()).formula()
            + ". Intervals: paired or plain bootstrap over faces"
            + (result.seeds() > 1
                ? " of the errors averaged over the seeds; over seeds: standard deviation."
                : "; one seed, so what another seed would give is not in them."));
    String others = others(result);
    if (!others.isEmpty()) {
      lines.add("Other methods in the same table: " + others + ".");
    }
    String shared = result.sharedReason();
    if (!shared.isEmpty()) {
      lines.add(
          "Not comparable with the paper, whose numbers stand there as a reference only: "
              + shared
              + ".");
    } else {
      lines.add(
          NumberText.format(
              "Within: at most %.0f %% of the published number away.", 100 * Verdict.TOLERANCE));
      result.main().stream()
          .filter(e -> !e.reason().isEmpty())
          .map(
              e ->
                  "%s, %s: not comparable: %s."
                      .formatted(e.cell().method(), e.subset(), e.reason()))
          .forEach(lines::add);
    }
    return lines;
  }

  /** Methods of the published table that are not ours to train: {@code CCL 2.72, …}. */
  private static String others(Reproduction result) {
    return PublishedResults.bundled().of(result.setup().table()).stream()
        .filter(r -> !r.method().startsWith("CNN-6"))
        .map(
            r ->
                r.method()
                    + " "
                    + r.results().stream()
                        .map(c -> NumberText.fixed(c.nme(), 2))
                        .collect(Collectors.joining(" / ")))
        .collect(Collectors.joining(", "));
  }

  /** Rows and columns as in the paper, ours with the paper's in brackets; for tables of rows. */
  static Optional<Section> grid(Reproduction result) {
    List<String> rows = result.cells().stream().map(CellScores::row).distinct().toList();
    List<String> columns = result.cells().stream().map(CellScores::column).distinct().toList();
    if (rows.size() < 2) {
      return Optional.empty();
    }
    List<String> header = new ArrayList<>(List.of(""));
    header.addAll(columns);
    List<List<String>> body = new ArrayList<>();
    for (String row : rows) {
      List<String> cells = new ArrayList<>(List.of(row));
      for (String column : columns) {
        cells.add(
            result.main().stream()
                .filter(e -> e.cell().row().equals(row) && e.cell().column().equals(column))
                .reduce((first, last) -> last)
                .map(ReproductionTable::both)
                .orElse("not trained"));
      }
      body.add(cells);
    }
    return Optional.of(
        new Section(
            "As in the paper",
            Table.ofNumbers(header, body),
            List.of("Ours, and in brackets the paper's.")));
  }

  private static String both(ReproductionEntry entry) {
    return NumberText.fixed(entry.nme(), 2)
        + entry.paper().map(p -> " (" + NumberText.fixed(p.nme(), 2) + ")").orElse("");
  }

  /** The claims, one row each. */
  static Section claims(Reproduction result) {
    return new Section(
        "The paper's claims, on these runs",
        new Table(
            "lll",
            List.of("claim", "outcome", "numbers"),
            result.claims().stream()
                .map(c -> List.of(c.sentence(), c.outcome().label(), c.numbers()))
                .toList()),
        remarks(result));
  }

  private static List<String> remarks(Reproduction result) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Differences in points of the NME with their 95 % intervals, paired by face. A claim holds"
            + " when the whole interval, of two faces or more, is on its side and no seed"
            + " contradicts.");
    List<String> deviations = result.setup().deviations();
    if (!deviations.isEmpty()) {
      lines.add(
          "These are not the paper's runs (%s): what they say is true of them alone."
              .formatted(String.join("; ", deviations)));
    }
    return lines;
  }

  /** The numbers under the norms besides the main one. */
  static List<Section> otherNorms(Reproduction result) {
    return result.norms().stream().skip(1).map(norm -> other(result, norm)).toList();
  }

  private static Section other(Reproduction result, String norm) {
    List<List<String>> rows = new ArrayList<>();
    for (ReproductionEntry e : result.entries()) {
      if (e.norm().equals(norm)) {
        String nme = NumberText.fixed(e.nme(), 2);
        rows.add(List.of(e.cell().method(), e.subset(), nme, interval(e)));
      }
    }
    return new Section(
        "Besides: " + norm,
        Table.ofNumbers(List.of("", "subset", "ours", "95 % interval"), rows),
        List.of("NME in % of the " + Normaliser.of(norm).formula() + "."));
  }

  private static String interval(ReproductionEntry entry) {
    return NumberText.fixed(entry.interval().low(), 2)
        + " \u2013 "
        + NumberText.fixed(entry.interval().high(), 2);
  }

  private static String spread(ReproductionEntry entry) {
    return entry.bySeed().size() < 2
        ? "one seed"
        : "\u00b1 %s (%d)".formatted(NumberText.fixed(entry.spread(), 2), entry.bySeed().size());
  }

  /** Everything, in the order in which it is read. */
  static List<Section> all(Reproduction result) {
    List<Section> sections = new ArrayList<>(List.of(numbers(result)));
    grid(result).ifPresent(sections::add);
    sections.add(claims(result));
    sections.addAll(otherNorms(result));
    return sections;
  }
}
