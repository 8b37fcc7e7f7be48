package org.wingloss.evaluation.report.content;

import java.util.List;

/**
 * A table with a heading and paragraphs below it, as data.
 *
 * @param title the heading
 * @param table below the heading
 * @param after paragraphs below the table
 */
public record Section(String title, Table table, List<String> after) {
  /** Copies the list. */
  public Section {
    after = List.copyOf(after);
  }
}
