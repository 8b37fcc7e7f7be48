package org.wingloss.cli.prediction;

import java.util.Base64;
import org.wingloss.data.InvalidDataException;
import org.wingloss.evaluation.score.PartialScores;

/**
 * Some of the faces of a shard, scored.
 *
 * @param scores the bytes of {@link PartialScores}, in Base64
 */
public record ScoredPart(String scores) {
  /** The value for some scores. */
  public static ScoredPart of(PartialScores scores) {
    return new ScoredPart(Base64.getEncoder().encodeToString(scores.toBytes()));
  }

  /**
   * The bytes of {@link PartialScores}.
   *
   * @throws InvalidDataException if the text is not Base64
   */
  byte[] bytes() {
    try {
      return Base64.getDecoder().decode(scores);
    } catch (IllegalArgumentException e) {
      throw new InvalidDataException(
          "the scores of a part are not in Base64: " + e.getMessage(), e);
    }
  }
}
