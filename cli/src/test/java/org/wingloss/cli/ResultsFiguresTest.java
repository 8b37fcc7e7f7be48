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
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Errors on the front page and in the results are those of the JSON files of {@code results}: an
 * NME or a difference with its interval must stand in one of them, and a row that names a file has
 * that file's. A row of the front page says how many pseudo-labelled faces trained its model.
 */
class ResultsFiguresTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Path RESULTS = SourceFiles.ROOT.resolve("results");

  /** {@code 4.84 (4.49 – 5.22)}; differences have a sign. */
  private static final Pattern FIGURE =
      Pattern.compile(
          "(?<![−+\\d.])\\**(\\d+\\.\\d\\d)\\** \\((\\d+\\.\\d\\d) – (\\d+\\.\\d\\d)\\)");

  /** {@code −0.17 (−0.27 – −0.07)}, or with three decimals; on the front page with {@code to}. */
  private static final Pattern DIFFERENCE =
      Pattern.compile(
          "([−+]\\d+\\.\\d{2,3}|(?<!\\d)0\\.00)\\**"
              + " \\(([−+]?\\d+\\.\\d{2,3}) (?:–|to) ([−+]?\\d+\\.\\d{2,3})");

  /** The same in the sentences of a reproduction. */
  private static final Pattern IN_A_SENTENCE =
      Pattern.compile(
          "([−+]\\d+\\.\\d\\d|(?<!\\d)0\\.00) \\[([−+]?\\d+\\.\\d\\d), ([−+]?\\d+\\.\\d\\d)\\]");

  /** Of two trainings whose predictions were not kept. */
  private static final String NOT_KEPT = "-0.14 (-0.24 – -0.04)";

  /** A row of the table of models: its file, its error, and that of test-time augmentation. */
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `([a-z0-9-]+)` \\|[^|]*\\|([^|]*)\\|([^|]*)\\|");

  /** The end of a row: the error on the 121 faces of afw and helen, and its file. */
  private static final Pattern OF_121 =
      Pattern.compile("(?m)\\| \\**(\\d\\.\\d\\d)\\** \\| `([a-z0-9-]+)` \\|$");

  private static final Pattern PSEUDO_LABELLED =
      Pattern.compile("and (\\d+) pseudo-labelled faces");

  private static final int FEWEST_FIGURES = 50;
  private static final int FEWEST_DIFFERENCES = 50;
  private static final int FEWEST_ROWS = 8;
  private static final int FEWEST_OF_121 = 15;
  private static final int FEWEST_PSEUDO_LABELLED = 2;

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

  @Test
  void errorsOnThe121Faces_areTheMeanOfTheirSubsets() throws IOException {
    Matcher row = OF_121.matcher(Files.readString(RESULTS.resolve("README.md")));
    int rows = 0;
    while (row.find()) {
      rows++;
      Path file = RESULTS.resolve(row.group(2) + ".json");
      double faces = 0;
      double sum = 0;
      for (JsonNode metrics : MAPPER.readTree(file.toFile()).path("metrics")) {
        if (Set.of("afw", "helen").contains(metrics.path("subset").asText())
            && metrics.path("norm").asText().equals("inter-ocular")) {
          faces += metrics.path("faces").asInt();
          sum += metrics.path("faces").asInt() * metrics.path("nme").asDouble();
        }
      }
      assertEquals(121, faces, file.toString());
      BigDecimal nme = BigDecimal.valueOf(sum / faces).setScale(2, RoundingMode.HALF_UP);
      assertEquals(row.group(1), nme.toString(), file.toString());
    }
    assertTrue(rows >= FEWEST_OF_121, "only " + rows + " rows found");
  }

  @Test
  void rowsOfTheFrontPage_sayHowManyPseudoLabelledFacesTrained() throws IOException {
    Map<String, Set<String>> figures = figures();
    List<String> silent = new ArrayList<>();
    int found = 0;
    for (String row : Files.readAllLines(SourceFiles.ROOT.resolve("README.md"))) {
      for (String figure : row.startsWith("|") ? figuresIn(row) : List.<String>of()) {
        for (Path file : files()) {
          Matcher labelled = PSEUDO_LABELLED.matcher(Files.readString(file));
          if (figures.get(name(file)).contains(figure) && labelled.find()) {
            found++;
            int faces = Integer.parseInt(labelled.group(1));
            if (!row.contains(String.format(Locale.ROOT, "%,d faces", faces))) {
              silent.add(name(file) + ".json has " + labelled.group() + ": " + row);
            }
          }
        }
      }
    }
    assertEquals(List.of(), silent);
    assertTrue(found >= FEWEST_PSEUDO_LABELLED, "only " + found + " such rows found");
  }

  /** The 202 faces of the tables, 121 of them of afw and helen. */
  @Test
  void validationList_namesTheFacesOfTheTables() throws IOException {
    List<String> names = Files.readAllLines(RESULTS.resolve("300w-validation.txt"));
    assertEquals(202, Set.copyOf(names).size());
    assertEquals(202, names.size());
    assertEquals(121, names.stream().filter(name -> !name.startsWith("lfpw/")).count());
    for (JsonNode example :
        MAPPER.readTree(RESULTS.resolve("300w-two-hourglasses.json").toFile()).path("examples")) {
      assertTrue(names.contains(example.path("id").asText()), example.toString());
    }
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
      out.put(name(file), found);
    }
    return out;
  }

  private static String name(Path file) {
    return file.getFileName().toString().replace(".json", "");
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
      for (int decimals : List.of(2, 3)) {
        BigDecimal difference = rounded(node.get("difference"), decimals);
        BigDecimal low = rounded(interval.get(0), decimals);
        BigDecimal high = rounded(interval.get(1), decimals);
        found.add("%s (%s – %s)".formatted(difference, low, high));
        found.add("%s (%s – %s)".formatted(difference.negate(), high.negate(), low.negate()));
      }
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
                  rounded(node.get("nme"), 2),
                  rounded(interval.get(0), 2),
                  rounded(interval.get(1), 2)));
    }
    node.forEach(child -> collect(child, found));
  }

  private static BigDecimal rounded(JsonNode value, int decimals) {
    return value.decimalValue().setScale(decimals, RoundingMode.HALF_UP);
  }
}
