package org.wingloss.evaluation.report.content;

import java.util.List;

/**
 * A table with a heading and sentences around it, as data.
 *
 * @param title the heading
 * @param before paragraphs above the table
 * @param header the columns' names; the first column holds names, not numbers
 * @param rows as many cells each as the header; possibly none
 * @param text whether the other columns hold sentences, which may be broken into lines
 * @param after paragraphs below the table
 */
public record Section(
    String title,
    List<String> before,
    List<String> header,
    List<List<String>> rows,
    boolean text,
    List<String> after) {
  /** Checks the widths and copies the lists. */
  public Section {
    before = List.copyOf(before);
    header = List.copyOf(header);
    rows = rows.stream().map(List::copyOf).toList();
    after = List.copyOf(after);
    for (List<String> row : rows) {
      if (row.size() != header.size()) {
        throw new IllegalArgumentException(
            "'%s' has %d columns but a row has %d cells"
                .formatted(title, header.size(), row.size()));
      }
    }
  }
}
