package org.wingloss.evaluation.score;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.FaceIds;
import org.wingloss.data.face.Landmarks;
import org.wingloss.evaluation.input.FaceJoin;
import org.wingloss.evaluation.input.FaceSource;
import org.wingloss.evaluation.metric.Nearness;

/**
 * Predictions that fit another face of the same picture better than their own. While faces are
 * scored, only those are noted whose prediction is far off; their pictures are read a second time.
 * So a good file costs one mean a face.
 */
final class Neighbours {
  /** A mean error below this share of the face's longer side is of the own face. */
  private static final double FAR = 0.1;

  /** So many faces of one picture, in the order of their ids, are compared with each other. */
  private static final int GROUP = 64;

  private Neighbours() {}

  /** Whether distances are so large that another face may be nearer. */
  static boolean isFar(Landmarks face, double[] distances) {
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

  /** What the faces of a picture have in common. */
  static Object picture(Face face) {
    return face.picture().isPresent() ? face.picture().get() : FaceIds.picture(face.id());
  }

  /**
   * The ids of the faces whose prediction fits a neighbour better, in their order.
   *
   * @param all of all faces; their places are those of the ground truth
   */
  static List<String> confused(
      PartialScores all, FaceSource truth, FaceSource predictions, FaceJoin join) {
    if (all.far.isEmpty()) {
      return List.of();
    }
    double[] pictures = all.column(PartialScores.PICTURE).getElements();
    double[] places = all.column(PartialScores.PLACE).getElements();
    BitSet far = new BitSet();
    Set<Double> looked = new HashSet<>();
    all.far.stream()
        .forEach(
            row -> {
              far.set((int) places[row]);
              looked.add(pictures[row]);
            });
    Map<Double, List<Integer>> groups = new HashMap<>();
    for (int row : all.order()) {
      if (looked.contains(pictures[row])) {
        groups.computeIfAbsent(pictures[row], p -> new ArrayList<>()).add((int) places[row]);
      }
    }
    groups.values().removeIf(group -> group.size() < 2);
    Set<Integer> confused = new TreeSet<>();
    try (FaceSource.Cursor truthCursor = truth.open();
        FaceSource.Cursor predictedCursor = predictions.open()) {
      for (List<Integer> group : groups.values()) {
        group.sort(Comparator.comparing(truthCursor::id));
        for (int from = 0; from < group.size(); from += GROUP) {
          List<Integer> part = group.subList(from, Math.min(group.size(), from + GROUP));
          List<Face> faces = part.stream().map(truthCursor::read).toList();
          for (int m = 0; m < part.size(); m++) {
            if (far.get(part.get(m))) {
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

  private static boolean fitsAnother(Face own, List<Face> faces, Landmarks prediction) {
    double distance = Nearness.between(own.landmarks(), prediction);
    return faces.stream()
        .filter(face -> picture(face).equals(picture(own)))
        .anyMatch(face -> Nearness.between(face.landmarks(), prediction) < distance);
  }
}
