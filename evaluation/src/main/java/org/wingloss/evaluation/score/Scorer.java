package org.wingloss.evaluation.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.evaluation.input.FaceJoin;
import org.wingloss.evaluation.input.FaceSource;
import org.wingloss.evaluation.input.MatchRule;
import org.wingloss.evaluation.metric.Normaliser;

/**
 * Joins ground truth and predictions by id and scores every face, in runs of fixed length on all
 * cores.
 *
 * @param scheme what the landmarks mean
 * @param norms under which to score
 */
public record Scorer(LandmarkScheme scheme, List<Normaliser> norms) {
  private static final int RUN = 2048;

  /** Copies the list. */
  public Scorer {
    norms = List.copyOf(norms);
  }

  /**
   * Scores all faces of the ground truth.
   *
   * @throws InvalidDataException if an id occurs twice, no prediction belongs to a face of the
   *     truth, a number of landmarks differs, or a face does not fit its format
   */
  public Matched score(FaceSource truth, FaceSource predictions) {
    return scoreAll(truth, List.of(predictions)).get(0);
  }

  /**
   * Scores several sets of predictions in one pass over the ground truth.
   *
   * @return one result per set, in order
   * @throws InvalidDataException as {@link #score}
   */
  public List<Matched> scoreAll(FaceSource truth, List<FaceSource> predictions) {
    List<FaceJoin> joins = predictions.stream().map(p -> FaceJoin.of(truth, p)).toList();
    Neighbours neighbours = new Neighbours(truth.size(), predictions.size());
    int runs = (truth.size() + RUN - 1) / RUN;
    List<List<ScoreAccumulator>> tallies =
        IntStream.range(0, runs)
            .parallel()
            .mapToObj(run -> run(truth, predictions, joins, neighbours, run))
            .toList();
    List<Matched> results = new ArrayList<>();
    for (int k = 0; k < predictions.size(); k++) {
      ScoreAccumulator all = new ScoreAccumulator(scheme, norms, 0);
      for (List<ScoreAccumulator> run : tallies) {
        all.append(run.get(k));
      }
      Scores scores = Scores.of(all);
      int found = scores.faces() - scores.missing().size();
      results.add(
          new Matched(
              scores,
              joins.get(k).rule(),
              predictions.get(k).size() - found,
              joins.get(k).byPosition(),
              neighbours.confused(k, truth, predictions.get(k), joins.get(k))));
    }
    return results;
  }

  private List<ScoreAccumulator> run(
      FaceSource truth,
      List<FaceSource> predictions,
      List<FaceJoin> joins,
      Neighbours neighbours,
      int run) {
    List<ScoreAccumulator> tallies = new ArrayList<>();
    List<FaceSource.Cursor> cursors = new ArrayList<>();
    for (FaceSource source : predictions) {
      tallies.add(new ScoreAccumulator(scheme, norms, run == 0 ? RUN : RUN / 32));
      cursors.add(source.open());
    }
    try (FaceSource.Cursor truthCursor = truth.open()) {
      int last = Math.min(truth.size(), (run + 1) * RUN);
      for (int i = run * RUN; i < last; i++) {
        Face face = truthCursor.read(i);
        check(truthCursor, i, face);
        for (int k = 0; k < cursors.size(); k++) {
          int place = joins.get(k).find(face.id());
          Optional<Landmarks> prediction =
              place < 0 ? Optional.empty() : found(cursors.get(k), place);
          neighbours.look(k, i, face, tallies.get(k).add(face, prediction));
        }
      }
    } finally {
      cursors.forEach(FaceSource.Cursor::close);
    }
    return tallies;
  }

  private Optional<Landmarks> found(FaceSource.Cursor cursor, int place) {
    Face predicted = cursor.read(place);
    check(cursor, place, predicted);
    return Optional.of(predicted.landmarks());
  }

  private void check(FaceSource.Cursor cursor, int i, Face face) {
    if (face.landmarks().count() != scheme.count()) {
      throw new InvalidDataException(
          "%s: the face '%s' must have %d landmarks (scheme %s) but has %d"
              .formatted(
                  cursor.where(i),
                  face.id(),
                  scheme.count(),
                  scheme.name(),
                  face.landmarks().count()));
    }
  }

  /**
   * Scores with how they came about.
   *
   * @param scores of the ground truth's faces
   * @param rule by which ids were compared
   * @param extra predictions that belong to no face of the ground truth, left out
   * @param byPosition how many faces were matched by position within their picture
   * @param confused the ids of the faces whose prediction fits another face of the picture better
   */
  public record Matched(
      Scores scores, MatchRule rule, int extra, int byPosition, List<String> confused) {
    /** Copies the list. */
    public Matched {
      confused = List.copyOf(confused);
    }
  }
}
