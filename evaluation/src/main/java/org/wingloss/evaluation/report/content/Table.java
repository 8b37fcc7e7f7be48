package org.wingloss.evaluation.report.content;

import java.util.List;

/**
 * A table as data, for every form of a report.
 *
 * @param columns a letter each, as in LaTeX: {@code l} for text on the left, {@code r} for numbers
 *     on the right, {@code b} for the numbers that matter most, bold where a form can do so
 * @param header the columns' names; empty for facts, whose names stand in the first column
 * @param rows a cell per column; a row of one cell is a sentence on the row above it
 */
public record Table(String columns, List<String> header, List<List<String>> rows) {
  /** Checks the widths and copies the lists. */
  public Table {
    header = List.copyOf(header);
    rows = rows.stream().map(List::copyOf).toList();
    int width = columns.length();
    boolean fits = header.isEmpty() || header.size() == width;
    for (List<String> row : rows) {
      fits &= row.size() == width || row.size() == 1;
    }
    if (!fits) {
      throw new IllegalArgumentException(
          "a table of %d columns has the header %s and the rows %s".formatted(width, header, rows));
    }
  }

  /** A column of names, then numbers. */
  public static Table ofNumbers(List<String> header, List<List<String>> rows) {
    return new Table("l" + "r".repeat(header.size() - 1), header, rows);
  }

  /** Whether there are no numbers, so that cells may be broken into lines. */
  public boolean isText() {
    return columns.matches("l+");
  }
}
