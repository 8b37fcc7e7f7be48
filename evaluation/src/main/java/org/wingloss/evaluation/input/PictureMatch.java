package org.wingloss.evaluation.input;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.FaceIds;
import org.wingloss.data.face.Landmarks;
import org.wingloss.evaluation.metric.Nearness;

/**
 * Predictions of a picture with several faces given to its faces by position: of all pairs the
 * nearest first, then the nearest of what is left. So a missing or another order of the predictions
 * does not shift the others.
 */
final class PictureMatch {
  /** More pairs of one picture would not fit into memory; no picture shows so many faces. */
  private static final int MOST_PAIRS = 1 << 24;

  private record Pair(int face, int prediction, double distance) {}

  private PictureMatch() {}

  /**
   * The place of the prediction, or −1, by the ids of the faces in pictures with several.
   *
   * @throws InvalidDataException if a picture has too many of both
   */
  static Map<String, Integer> of(FaceSource truth, FaceSource predictions, MatchRule rule) {
    Map<String, List<Integer>> faces = pictures(truth, rule);
    Map<String, List<Integer>> predicted = pictures(predictions, rule);
    Map<String, Integer> matches = new HashMap<>();
    try (FaceSource.Cursor truthCursor = truth.open();
        FaceSource.Cursor predictedCursor = predictions.open()) {
      faces.forEach(
          (picture, places) -> {
            List<Integer> found = predicted.getOrDefault(picture, List.of());
            if (places.size() > 1 || found.size() > 1 || isFurther(truthCursor, places)) {
              check(predictions, picture, places.size(), found.size());
              places.forEach(place -> matches.put(truthCursor.id(place), -1));
              for (Pair pair : nearest(truthCursor, places, predictedCursor, found)) {
                matches.put(truthCursor.id(pair.face()), pair.prediction());
              }
            }
          });
    }
    return matches;
  }

  /** The only face of its picture that is asked for may be its second: then its id says nothing. */
  private static boolean isFurther(FaceSource.Cursor truth, List<Integer> places) {
    String id = truth.id(places.get(0));
    return !FaceIds.picture(id).equals(id);
  }

  private static void check(FaceSource predictions, String picture, int faces, int predicted) {
    if ((long) faces * predicted > MOST_PAIRS) {
      throw new InvalidDataException(
          ("%s: the picture '%s' has %d faces and %d predictions that do not say which face they are"
                  + " of; at most %d pairs are compared by position: give the predictions the ids of"
                  + " the faces, or each picture a name of its own")
              .formatted(predictions.name(), picture, faces, predicted, MOST_PAIRS));
    }
  }

  private static Map<String, List<Integer>> pictures(FaceSource source, MatchRule rule) {
    Map<String, List<Integer>> pictures = new LinkedHashMap<>();
    try (FaceSource.Cursor cursor = source.open()) {
      for (int i = 0; i < source.size(); i++) {
        String picture = rule.key(FaceIds.picture(cursor.id(i)));
        pictures.computeIfAbsent(picture, p -> new ArrayList<>()).add(i);
      }
    }
    return pictures;
  }

  private static List<Pair> nearest(
      FaceSource.Cursor truth,
      List<Integer> faces,
      FaceSource.Cursor predictions,
      List<Integer> predicted) {
    List<Landmarks> candidates =
        predicted.stream().map(place -> predictions.read(place).landmarks()).toList();
    List<Pair> pairs = new ArrayList<>();
    for (int face : faces) {
      Landmarks landmarks = truth.read(face).landmarks();
      for (int k = 0; k < candidates.size(); k++) {
        double distance = Nearness.between(landmarks, candidates.get(k));
        pairs.add(new Pair(face, predicted.get(k), distance));
      }
    }
    pairs.sort(Comparator.comparingDouble(Pair::distance));
    Set<Integer> facesLeft = new HashSet<>(faces);
    Set<Integer> predictionsLeft = new HashSet<>(predicted);
    List<Pair> chosen = new ArrayList<>();
    for (Pair pair : pairs) {
      if (facesLeft.contains(pair.face()) && predictionsLeft.remove(pair.prediction())) {
        facesLeft.remove(pair.face());
        chosen.add(pair);
      }
    }
    return chosen;
  }
}
