package org.wingloss.evaluation.reproduction;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wingloss.evaluation.published.PublishedResults;
import org.wingloss.evaluation.statistic.Bootstrap;

/**
 * What is reproduced, and how.
 *
 * @param table its source in {@link PublishedResults}, one of the paper's four
 * @param title of the table
 * @param norm by which everything is decided
 * @param deviations why numbers do not compare with published ones, as far as the caller knows:
 *     {@code budget short}; empty when the runs follow the paper
 * @param facts about data and budget, in order
 * @param bootstrap of the intervals
 */
public record ReproductionSetup(
    String table,
    String title,
    String norm,
    List<String> deviations,
    Map<String, String> facts,
    Bootstrap bootstrap) {
  /** Copies the collections. */
  public ReproductionSetup {
    deviations = List.copyOf(deviations);
    facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
  }
}
