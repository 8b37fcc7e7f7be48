package org.wingloss.evaluation.input;

import java.util.List;
import java.util.Map;
import org.wingloss.data.InvalidDataException;

/**
 * Which prediction belongs to which face of the ground truth. Ids are compared under one {@link
 * MatchRule}; where the predictions' ids do not say which face of a picture is which, those of a
 * picture with several faces are matched by position ({@link PictureMatch}).
 */
public final class FaceJoin {
  private final MatchRule rule;
  private final IdIndex index;
  private final Map<String, Integer> byPosition;

  private FaceJoin(MatchRule rule, IdIndex index, Map<String, Integer> byPosition) {
    this.rule = rule;
    this.index = index;
    this.byPosition = byPosition;
  }

  /**
   * Joins two sources.
   *
   * @throws InvalidDataException if one of them holds no face, an id occurs twice, or no prediction
   *     belongs to a face
   */
  public static FaceJoin of(FaceSource truth, FaceSource predictions) {
    for (FaceSource source : List.of(truth, predictions)) {
      if (source.size() == 0) {
        throw new InvalidDataException(source.name() + ": holds no face");
      }
    }
    FaceJoin best = null;
    int most = 0;
    int all = Math.min(truth.size(), predictions.size());
    for (MatchRule rule : MatchRule.values()) {
      // Folders are part of a name: that they differ must explain much to be passed over.
      int bound = (rule == MatchRule.NAME_ONLY ? 2 : 1) * most;
      if (bound >= all) {
        break; // no rule from here on can find enough
      }
      IdIndex faces;
      IdIndex predicted;
      try {
        faces = IdIndex.of(truth, rule);
        predicted = IdIndex.of(predictions, rule);
      } catch (InvalidDataException e) {
        if (rule == MatchRule.EXACT) {
          throw e;
        }
        continue; // different ids are the same under this rule, so it cannot be meant
      }
      int found = faces.count(predicted);
      if (found > bound) {
        most = found;
        best = new FaceJoin(rule, predicted, Map.of());
      }
    }
    if (best == null) {
      throw nothingInCommon(truth, predictions);
    }
    return predictions.named()
        ? best
        : new FaceJoin(best.rule, best.index, PictureMatch.of(truth, predictions, best.rule));
  }

  private static InvalidDataException nothingInCommon(FaceSource truth, FaceSource predictions) {
    try (FaceSource.Cursor a = truth.open();
        FaceSource.Cursor b = predictions.open()) {
      return new InvalidDataException(
          "no prediction of %s belongs to a face of %s: ids there are like '%s', here like '%s'"
              .formatted(predictions.name(), truth.name(), a.id(0), b.id(0)));
    }
  }

  /** By which rule ids are compared. */
  public MatchRule rule() {
    return rule;
  }

  /**
   * How many faces of the ground truth were matched by position within their picture, those for
   * which no prediction was left included.
   */
  public int byPosition() {
    return byPosition.size();
  }

  /** The place of the prediction for the face with an id, or −1. */
  public int find(String id) {
    Integer place = byPosition.get(id);
    return place != null ? place : index.find(id);
  }
}
