package org.wingloss.evaluation.score;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.evaluation.input.FaceJoin;
import org.wingloss.evaluation.input.FaceSource;
import org.wingloss.evaluation.input.MatchRule;
import org.wingloss.evaluation.metric.Nearness;

/**
 * Predictions that fit another face of the same picture better than their own. While faces are
 * scored, only those are noted whose prediction is far off; their pictures are read a second time.
 * So a good file costs one mean a face. Faces are noted from several threads, each its own.
 */
final class Neighbours {
  /** A mean error below this share of the face's longer side is of the own face. */
  private static final double FAR = 0.1;

  /** So many faces of one picture, in their order, are compared with each other. */
  private static final int GROUP = 64;

  private final int[] pictures;
  private final boolean[][] far;

  Neighbours(int faces, int predictions) {
    pictures = new int[faces];
    far = new boolean[predictions][faces];
  }

  /** Notes face i and the distances of its landmarks in set k. */
  void look(int k, int i, Face face, double[] distances) {
    pictures[i] = picture(face).hashCode();
    far[k][i] = isFar(face.landmarks(), distances);
  }

  private static boolean isFar(Landmarks face, double[] distances) {
    double sum = 0;
    int found = 0;
    for (double distance : distances) {
      if (distance < Double.POSITIVE_INFINITY) {
        sum += distance;
        found++;
      }
    }
    if (found == 0) {
      return false; // no prediction
    }
    double limit = sum / found / FAR;
    int other = face.count() / 2;
    double x = Math.abs(face.x(0) - face.x(other));
    double y = Math.abs(face.y(0) - face.y(other));
    if (limit <= x || limit <= y) {
      return false; // two landmarks are enough for nearly every face
    }
    return face.span().map(box -> limit > Math.max(box.width(), box.height())).orElse(true);
  }

  private static Object picture(Face face) {
    return face.picture().isPresent() ? face.picture().get() : MatchRule.picture(face.id());
  }

  /** The ids of the faces whose prediction in set k fits a neighbour better, in their order. */
  List<String> confused(int k, FaceSource truth, FaceSource predictions, FaceJoin join) {
    Set<Integer> looked = new HashSet<>();
    for (int i = 0; i < pictures.length; i++) {
      if (far[k][i]) {
        looked.add(pictures[i]);
      }
    }
    Set<Integer> confused = new TreeSet<>();
    try (FaceSource.Cursor truthCursor = truth.open();
        FaceSource.Cursor predictedCursor = predictions.open()) {
      for (List<Integer> group : groups(looked)) {
        for (int from = 0; from < group.size(); from += GROUP) {
          List<Integer> part = group.subList(from, Math.min(group.size(), from + GROUP));
          List<Face> faces = part.stream().map(truthCursor::read).toList();
          for (int m = 0; m < part.size(); m++) {
            if (far[k][part.get(m)]) {
              int place = join.find(faces.get(m).id());
              if (fitsAnother(faces.get(m), faces, predictedCursor.read(place).landmarks())) {
                confused.add(part.get(m));
              }
            }
          }
        }
      }
      return confused.stream().map(truthCursor::id).toList();
    }
  }

  /** The faces of the pictures with several faces, by picture. */
  private Collection<List<Integer>> groups(Set<Integer> looked) {
    Map<Integer, List<Integer>> groups = new HashMap<>();
    for (int i = 0; !looked.isEmpty() && i < pictures.length; i++) {
      if (looked.contains(pictures[i])) {
        groups.computeIfAbsent(pictures[i], p -> new ArrayList<>()).add(i);
      }
    }
    groups.values().removeIf(group -> group.size() < 2);
    return groups.values();
  }

  private static boolean fitsAnother(Face own, List<Face> faces, Landmarks prediction) {
    double distance = Nearness.between(own.landmarks(), prediction);
    return faces.stream()
        .filter(face -> picture(face).equals(picture(own)))
        .anyMatch(face -> Nearness.between(face.landmarks(), prediction) < distance);
  }
}
