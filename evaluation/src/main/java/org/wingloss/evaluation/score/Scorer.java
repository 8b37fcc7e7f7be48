package org.wingloss.evaluation.score;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.evaluation.input.FaceJoin;
import org.wingloss.evaluation.input.FaceSource;
import org.wingloss.evaluation.input.LandmarkFit;
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
   * @throws InvalidDataException if there is no face or no prediction at all, an id occurs twice,
   *     no prediction belongs to a face of the truth, a number of landmarks differs, or a face does
   *     not fit its format
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
    List<PartialScores> all = none(predictions.size());
    int runs = (truth.size() + RUN - 1) / RUN;
    IntStream.range(0, runs)
        .parallel()
        .mapToObj(run -> run(truth, predictions, joins, Optional.empty(), run))
        .forEachOrdered(part -> append(all, part));
    return IntStream.range(0, predictions.size())
        .mapToObj(k -> matched(all.get(k), truth, predictions.get(k), joins.get(k)))
        .toList();
  }

  /**
   * Scores some of the faces, of which {@link #joined} makes all.
   *
   * @param chosen tells by the id whether a face is one of them
   * @param ranges into so many parts, each of the chosen faces of as many faces of the ground truth
   * @throws InvalidDataException as {@link #score}
   */
  public List<PartialScores> parts(
      FaceSource truth, FaceSource predictions, Predicate<String> chosen, int ranges) {
    List<FaceJoin> joins = List.of(FaceJoin.of(truth, predictions));
    List<PartialScores> parts = none(ranges);
    int runs = (truth.size() + RUN - 1) / RUN;
    for (int range = 0; range < ranges; range++) {
      PartialScores part = parts.get(range);
      int first = (int) ((long) range * runs / ranges);
      int end = (int) ((range + 1L) * runs / ranges);
      IntStream.range(first, end)
          .parallel()
          .mapToObj(run -> run(truth, List.of(predictions), joins, Optional.of(chosen), run))
          .forEachOrdered(run -> part.append(run.get(0)));
    }
    return parts;
  }

  /**
   * The scores of all faces from those of parts.
   *
   * @param all every face of the ground truth once, from {@link #parts}
   */
  public Matched joined(PartialScores all, FaceSource truth, FaceSource predictions) {
    return matched(all, truth, predictions, FaceJoin.of(truth, predictions));
  }

  /**
   * The ids that {@link Matched#confused} names, of faces of which none need have a length for a
   * norm.
   *
   * @throws InvalidDataException as {@link #score}
   */
  public List<String> confused(FaceSource truth, FaceSource predictions) {
    PartialScores all = parts(truth, predictions, id -> true, 1).get(0);
    return Neighbours.confused(all, truth, predictions, FaceJoin.of(truth, predictions));
  }

  private static Matched matched(
      PartialScores all, FaceSource truth, FaceSource predictions, FaceJoin join) {
    Scores scores = all.scores();
    // By the join: a prediction without any landmark is missing, but it belongs to its face.
    long absent = scores.missing().stream().filter(id -> join.find(id) < 0).count();
    return new Matched(
        scores,
        join.rule(),
        predictions.size() - scores.faces() + (int) absent,
        join.byPosition(),
        Neighbours.confused(all, truth, predictions, join));
  }

  private static void append(List<PartialScores> all, List<PartialScores> part) {
    for (int k = 0; k < part.size(); k++) {
      all.get(k).append(part.get(k));
    }
  }

  private List<PartialScores> none(int count) {
    return Stream.generate(() -> new PartialScores(scheme, norms)).limit(count).toList();
  }

  private List<PartialScores> run(
      FaceSource truth,
      List<FaceSource> predictions,
      List<FaceJoin> joins,
      Optional<Predicate<String>> chosen,
      int run) {
    List<PartialScores> parts = none(predictions.size());
    List<FaceSource.Cursor> cursors = predictions.stream().map(FaceSource::open).toList();
    try (FaceSource.Cursor truthCursor = truth.open()) {
      int last = Math.min(truth.size(), (run + 1) * RUN);
      for (int i = run * RUN; i < last; i++) {
        if (chosen.isPresent() && !chosen.get().test(truthCursor.id(i))) {
          continue;
        }
        Face face = truthCursor.read(i);
        check(truthCursor, i, face);
        for (int k = 0; k < cursors.size(); k++) {
          int place = joins.get(k).find(face.id());
          parts.get(k).add(i, face, place < 0 ? Optional.empty() : found(cursors.get(k), place));
        }
      }
    } finally {
      cursors.forEach(FaceSource.Cursor::close);
    }
    return parts;
  }

  private Optional<Landmarks> found(FaceSource.Cursor cursor, int place) {
    Face predicted = cursor.read(place);
    check(cursor, place, predicted);
    return Optional.of(predicted.landmarks());
  }

  private void check(FaceSource.Cursor cursor, int i, Face face) {
    new LandmarkFit(scheme, Optional.empty()).require(face, () -> cursor.where(i));
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
