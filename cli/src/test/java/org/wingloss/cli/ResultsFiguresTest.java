package org.wingloss.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Errors on the front page and in the results are those of the JSON files of {@code results}: an
 * NME or a difference with its interval must stand in one of them, and a row that names a file has
 * that file's.
 */
class ResultsFiguresTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Path RESULTS = SourceFiles.ROOT.resolve("results");

  /** {@code 4.84 (4.49 – 5.22)}; differences have a sign. */
  private static final Pattern FIGURE =
      Pattern.compile(
          "(?<![−+\\d.])\\**(\\d+\\.\\d\\d)\\** \\((\\d+\\.\\d\\d) – (\\d+\\.\\d\\d)\\)");

  /** {@code −0.17 (−0.27 – −0.07)}; on the front page with {@code to}. */
  private static final Pattern DIFFERENCE =
      Pattern.compile(
          "([−+]\\d+\\.\\d\\d|(?<!\\d)0\\.00)\\** \\(([−+]?\\d+\\.\\d\\d) (?:–|to) ([−+]?\\d+\\.\\d\\d)");

  /** The same in the sentences of a reproduction. */
  private static final Pattern IN_A_SENTENCE =
      Pattern.compile(
          "([−+]\\d+\\.\\d\\d|(?<!\\d)0\\.00) \\[([−+]?\\d+\\.\\d\\d), ([−+]?\\d+\\.\\d\\d)\\]");

  /** Of two trainings whose predictions were not kept. */
  private static final String NOT_KEPT = "-0.14 (-0.24 – -0.04)";

  /** A row of the table of models: its file, its error, and that of test-time augmentation. */
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `([a-z0-9-]+)` \\|[^|]*\\|([^|]*)\\|([^|]*)\\|");

  private static final int FEWEST_FIGURES = 50;
  private static final int FEWEST_DIFFERENCES = 50;
  private static final int FEWEST_ROWS = 8;

  @Test
  void figuresWithAnInterval_ofTheFrontPageAndTheResults_standInAResultsFile() throws IOException {
    Set<String> known = new HashSet<>();
    for (Set<String> figures : figures().values()) {
      known.addAll(figures);
    }
    List<String> unknown = new ArrayList<>();
    int found = 0;
    for (String name : List.of("README.md", "results/README.md")) {
      for (String figure : figuresIn(Files.readString(SourceFiles.ROOT.resolve(name)))) {
        found++;
        if (!known.contains(figure)) {
          unknown.add(name + ": " + figure);
        }
      }
    }
    assertTrue(found >= FEWEST_FIGURES, "only " + found + " figures found");
    assertEquals(List.of(), unknown);
  }

  @Test
  void differencesWithAnInterval_ofTheFrontPageAndTheResults_standInAResultsFile()
      throws IOException {
    Set<String> known = new HashSet<>(Set.of(NOT_KEPT));
    for (Path file : files()) {
      collectDifferences(MAPPER.readTree(file.toFile()), known);
    }
    List<String> unknown = new ArrayList<>();
    int found = 0;
    for (String name : List.of("README.md", "results/README.md")) {
      for (String difference :
          differencesIn(DIFFERENCE, Files.readString(SourceFiles.ROOT.resolve(name)))) {
        found++;
        if (!known.contains(difference)) {
          unknown.add(name + ": " + difference);
        }
      }
    }
    assertTrue(found >= FEWEST_DIFFERENCES, "only " + found + " differences found");
    assertEquals(List.of(), unknown);
  }

  @Test
  void rowsOfModels_haveTheFiguresOfTheFileThatTheyName() throws IOException {
    Map<String, Set<String>> figures = figures();
    Matcher row = ROW.matcher(Files.readString(RESULTS.resolve("README.md")));
    int rows = 0;
    while (row.find()) {
      String file = row.group(1);
      if (figures.containsKey(file)) {
        rows++;
        assertAllIn(figures.get(file), row.group(2), file);
        assertAllIn(figures.getOrDefault(file + "-tta", Set.of()), row.group(3), file + "-tta");
      }
    }
    assertTrue(rows >= FEWEST_ROWS, "only " + rows + " rows found");
  }

  private static void assertAllIn(Set<String> figures, String cell, String file) {
    for (String figure : figuresIn(cell)) {
      assertTrue(figures.contains(figure), file + ".json has no " + figure);
    }
  }

  private static List<String> figuresIn(String text) {
    return FIGURE
        .matcher(text)
        .results()
        .map(f -> "%s (%s – %s)".formatted(f.group(1), f.group(2), f.group(3)))
        .toList();
  }

  /** All figures of every file, by the file's name without its ending. */
  private static Map<String, Set<String>> figures() throws IOException {
    Map<String, Set<String>> out = new HashMap<>();
    for (Path file : files()) {
      Set<String> found = new HashSet<>();
      collect(MAPPER.readTree(file.toFile()), found);
      out.put(file.getFileName().toString().replace(".json", ""), found);
    }
    return out;
  }

  private static List<Path> files() throws IOException {
    try (var listed = Files.list(RESULTS)) {
      return listed.filter(f -> f.toString().endsWith(".json")).toList();
    }
  }

  /** Of A − B and of B − A. */
  private static void collectDifferences(JsonNode node, Set<String> found) {
    JsonNode interval = node.path("difference_interval");
    if (node.path("difference").isNumber() && interval.size() == 2) {
      BigDecimal difference = rounded(node.get("difference"));
      BigDecimal low = rounded(interval.get(0));
      BigDecimal high = rounded(interval.get(1));
      found.add("%s (%s – %s)".formatted(difference, low, high));
      found.add("%s (%s – %s)".formatted(difference.negate(), high.negate(), low.negate()));
    }
    if (node.isTextual()) {
      found.addAll(differencesIn(IN_A_SENTENCE, node.textValue()));
    }
    node.forEach(child -> collectDifferences(child, found));
  }

  private static List<String> differencesIn(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map(
            d ->
                "%s (%s – %s)"
                    .formatted(number(d.group(1)), number(d.group(2)), number(d.group(3))))
        .toList();
  }

  private static BigDecimal number(String text) {
    return new BigDecimal(text.replace('−', '-'));
  }

  private static void collect(JsonNode node, Set<String> found) {
    JsonNode interval = node.path("nme_interval");
    if (node.path("nme").isNumber() && interval.size() == 2) {
      found.add(
          "%s (%s – %s)"
              .formatted(
                  rounded(node.get("nme")), rounded(interval.get(0)), rounded(interval.get(1))));
    }
    node.forEach(child -> collect(child, found));
  }

  private static BigDecimal rounded(JsonNode value) {
    return value.decimalValue().setScale(2, RoundingMode.HALF_UP);
  }
}
