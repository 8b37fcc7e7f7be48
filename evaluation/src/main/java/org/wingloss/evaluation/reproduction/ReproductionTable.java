package org.wingloss.evaluation.reproduction;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.wingloss.evaluation.metric.Normaliser;
import org.wingloss.evaluation.published.PublishedResults;
import org.wingloss.evaluation.report.content.NumberText;
import org.wingloss.evaluation.report.content.RunComparison;
import org.wingloss.evaluation.report.content.Section;

/** A reproduction as tables of words, the same for a terminal and a page. */
final class ReproductionTable {
  private ReproductionTable() {}

  /** Our numbers beside the paper's, one row each; cells that failed to train are not there. */
  static Section numbers(Reproduction result) {
    boolean subsets = result.main().stream().map(ReproductionEntry::subset).distinct().count() > 1;
    boolean seeds = result.seeds() > 1;
    boolean verdicts = result.sharedReason().isEmpty();
    List<String> header = new ArrayList<>(List.of(""));
    if (subsets) {
      header.add("subset");
    }
    header.addAll(List.of("ours", "95 % interval"));
    if (seeds) {
      header.add("over seeds");
    }
    header.addAll(List.of("paper", "difference"));
    if (verdicts) {
      header.add("verdict");
    }
    header.addAll(List.of("against the column before", "p (Holm)"));
    List<List<String>> rows = new ArrayList<>();
    String before = "";
    for (ReproductionEntry entry : result.main()) {
      String method = entry.cell().method();
      List<String> row = new ArrayList<>(List.of(method.equals(before) ? "" : method));
      if (subsets) {
        row.add(entry.subset());
      }
      row.add(NumberText.fixed(entry.nme(), 2));
      row.add(interval(entry));
      if (seeds) {
        row.add(spread(entry));
      }
      row.add(entry.paper().map(p -> NumberText.fixed(p.nme(), 2)).orElse(""));
      row.add(entry.difference(result.setup()).map(d -> NumberText.signed(d, 2)).orElse(""));
      if (verdicts) {
        row.add(entry.paper().isEmpty() ? "" : entry.verdict().label());
      }
      // The paired test is over the whole test set: it stands in the cell's last row.
      Optional<RunComparison> left =
          isLast(entry, result) ? left(method, result) : Optional.empty();
      row.add(
          left.map(c -> NumberText.difference(c.result().difference(), c.result().interval()))
              .orElse(""));
      row.add(left.map(c -> NumberText.probability(c.adjusted())).orElse(""));
      rows.add(row);
      before = method;
    }
    return new Section("Beside the paper", List.of(), header, rows, false, explanations(result));
  }

  private static boolean isLast(ReproductionEntry entry, Reproduction result) {
    List<ReproductionEntry> own =
        result.main().stream().filter(e -> e.cell().equals(entry.cell())).toList();
    return own.get(own.size() - 1).equals(entry);
  }

  private static Optional<RunComparison> left(String method, Reproduction result) {
    return result.neighbours().stream().filter(c -> c.a().equals(method)).findFirst();
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
          String.format(
              Locale.ROOT,
              "Within: at most %.0f %% of the published number away.",
              100 * Verdict.TOLERANCE));
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
            List.of(),
            header,
            body,
            false,
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
        List.of(),
        List.of("claim", "outcome", "numbers"),
        result.claims().stream()
            .map(c -> List.of(c.sentence(), c.outcome().label(), c.numbers()))
            .toList(),
        true,
        remarks(result));
  }

  private static List<String> remarks(Reproduction result) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Differences in points of the NME with their 95 % intervals, paired by face. A claim holds"
            + " when the whole interval is on its side and no seed contradicts.");
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
    return result.norms().stream()
        .skip(1)
        .map(
            norm ->
                new Section(
                    "Besides: " + norm,
                    List.of(),
                    List.of("", "subset", "ours", "95 % interval"),
                    result.entries().stream()
                        .filter(e -> e.norm().equals(norm))
                        .map(
                            e ->
                                List.of(
                                    e.cell().method(),
                                    e.subset(),
                                    NumberText.fixed(e.nme(), 2),
                                    interval(e)))
                        .toList(),
                    false,
                    List.of("NME in % of the " + Normaliser.of(norm).formula() + ".")))
        .toList();
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
