package org.wingloss.evaluation.reproduction;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.wingloss.evaluation.metric.NormalisedMeanError;
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

  /** The NME on a subset, a share of the norm; NaN where no face has a length. */
  double nme(String norm, String subset) {
    return scores.errors(norm, subset).map(NormalisedMeanError::of).orElse(Double.NaN);
  }
}
