package org.wingloss.evaluation.reproduction;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.wingloss.evaluation.score.Scores;

/**
 * One training of a cell, scored.
 *
 * @param seed of the training
 * @param scores on the test faces
 * @param origin where the model comes from: command, recipe, provenance; in order
 */
public record SeedScores(long seed, Scores scores, Map<String, String> origin) {
  /** Copies the map. */
  public SeedScores {
    origin = Collections.unmodifiableMap(new LinkedHashMap<>(origin));
  }
}
