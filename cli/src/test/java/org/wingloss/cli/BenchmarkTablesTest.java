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
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Tables of speed say what {@code benchmarks/run} measured. Such a table stands behind a comment
 * that no reader sees, {@code <!-- benchmark FILE.json PART: FIGURE, FIGURE -->}: of each row the
 * first cell begins with the name of the file's row, and the others have these figures, {@code -}
 * for a cell that is from elsewhere. {@code -Dbenchmarks.update=true} writes the file's figures
 * into the tables, with the digits that they have.
 */
class BenchmarkTablesTest {
  private static final boolean UPDATE = Boolean.getBoolean("benchmarks.update");
  private static final int FEWEST_TABLES = 6;

  private static final Pattern TABLE =
      Pattern.compile(
          "(?m)^<!-- benchmark (\\S+) ([a-z-]+): ([^\\n]*) -->\\n\\n?\\|.*\\n\\|[-|: ]+\\|\\n((?:\\|.*\\n)+)");
  private static final Pattern COMMENT = Pattern.compile("<!-- benchmark ");
  private static final Pattern ROW_NAME = Pattern.compile("^ *`([^`]+)`");
  private static final Pattern NUMBER = Pattern.compile("[0-9][0-9,]*(?:\\.([0-9]+))?");

  @Test
  void tables_thatNameABenchmark_haveItsFigures() throws IOException {
    List<String> wrong = new ArrayList<>();
    int tables = 0;
    for (Path document : Documents.all()) {
      String text = Files.readString(document);
      int found = 0;
      StringBuilder updated = new StringBuilder();
      Matcher table = TABLE.matcher(text);
      while (table.find()) {
        found++;
        JsonNode rows = rows(table.group(1), table.group(2));
        List<String> figures = List.of(table.group(3).split(", *", -1));
        StringBuilder expected = new StringBuilder();
        for (String line : table.group(4).lines().toList()) {
          String right = withFigures(line, rows, figures, Documents.name(document));
          if (!right.equals(line)) {
            wrong.add("%s: %s%n    must be %s".formatted(Documents.name(document), line, right));
          }
          expected.append(right).append('\n');
        }
        String head = table.group().substring(0, table.group().length() - table.group(4).length());
        table.appendReplacement(updated, Matcher.quoteReplacement(head + expected));
      }
      assertEquals(
          COMMENT.matcher(text).results().count(),
          found,
          Documents.name(document) + " has a comment of this kind without a table behind it");
      tables += found;
      if (UPDATE && found > 0) {
        Files.writeString(document, table.appendTail(updated).toString());
      }
    }
    assertTrue(tables >= FEWEST_TABLES, "only " + tables + " tables found");
    assertTrue(UPDATE || wrong.isEmpty(), () -> String.join("\n", wrong));
  }

  /** A file of results is of a whole run, not of a quick one. */
  @Test
  void results_ofBenchmarks_areOfAWholeRun() throws IOException {
    List<Path> files;
    try (var listed = Files.list(SourceFiles.ROOT.resolve("results/benchmarks"))) {
      files = listed.toList();
    }
    assertTrue(!files.isEmpty());
    for (Path file : files) {
      JsonNode document = new ObjectMapper().readTree(file.toFile());
      assertEquals(false, document.path("quick").asBoolean(true), file.toString());
      assertTrue(document.at("/machine/processor").isTextual(), file.toString());
    }
  }

  private static JsonNode rows(String file, String part) throws IOException {
    JsonNode document = new ObjectMapper().readTree(SourceFiles.ROOT.resolve(file).toFile());
    JsonNode rows = document.at("/parts/" + part + "/rows");
    assertTrue(rows.isObject(), file + " has no part " + part);
    return rows;
  }

  private static String withFigures(
      String line, JsonNode rows, List<String> figures, String document) {
    List<String> cells = new ArrayList<>(List.of(line.split("\\|", -1)));
    assertEquals(figures.size() + 3, cells.size(), document + ": " + line);
    Matcher name = ROW_NAME.matcher(cells.get(1));
    assertTrue(name.find(), document + ": a row begins with `NAME`: " + line);
    for (int i = 0; i < figures.size(); i++) {
      if (!figures.get(i).equals("-")) {
        JsonNode value = rows.path(name.group(1)).path(figures.get(i));
        assertTrue(
            value.isNumber(),
            "%s: the results have no %s of %s".formatted(document, figures.get(i), name.group(1)));
        cells.set(i + 2, withFigure(cells.get(i + 2), value.decimalValue()));
      }
    }
    return String.join("|", cells);
  }

  /** Rounded to the digits of the number that stands there. */
  private static String withFigure(String cell, BigDecimal value) {
    Matcher number = NUMBER.matcher(cell);
    assertTrue(number.find(), "no number in the cell '" + cell + "'");
    MatchResult at = number.toMatchResult();
    int digits = at.group(1) == null ? 0 : at.group(1).length();
    String text = "%,.<d>f".replace("<d>", Integer.toString(digits));
    String right = String.format(Locale.ROOT, text, value.setScale(digits, RoundingMode.HALF_UP));
    return cell.substring(0, at.start()) + right + cell.substring(at.end());
  }
}
