package org.wingloss.evaluation.report.content;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Facts about a data set or a model.
 *
 * @param title {@code Data} or {@code Model}
 * @param facts in order
 */
public record Card(String title, Map<String, String> facts) {
  /** Copies the map. */
  public Card {
    facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
  }

  /** The facts as a table without header. */
  public Table table() {
    return new Table(
        "ll",
        List.of(),
        facts.entrySet().stream().map(fact -> List.of(fact.getKey(), fact.getValue())).toList());
  }
}
