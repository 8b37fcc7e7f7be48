package org.wingloss.cli.prediction;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.wingloss.data.InvalidDataException;
import org.wingloss.evaluation.score.PartialScores;

/**
 * Some of the faces of a shard, scored.
 *
 * @param scores the bytes of {@link PartialScores} in Base64, in pieces: a reader of JSON bounds
 *     the length of a text
 */
public record ScoredPart(List<String> scores) {
  private static final int PIECE = 1 << 19;

  /** Copies the list. */
  public ScoredPart {
    scores = List.copyOf(scores);
  }

  /** The value for some scores. */
  public static ScoredPart of(PartialScores scores) {
    String text = Base64.getEncoder().encodeToString(scores.toBytes());
    List<String> pieces = new ArrayList<>();
    for (int from = 0; from < text.length(); from += PIECE) {
      pieces.add(text.substring(from, Math.min(text.length(), from + PIECE)));
    }
    return new ScoredPart(pieces);
  }

  /**
   * The bytes of {@link PartialScores}.
   *
   * @throws InvalidDataException if the text is not Base64
   */
  byte[] bytes() {
    try {
      return Base64.getDecoder().decode(String.join("", scores));
    } catch (IllegalArgumentException e) {
      throw new InvalidDataException(
          "the scores of a part are not in Base64: " + e.getMessage(), e);
    }
  }
}
