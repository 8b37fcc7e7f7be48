package org.wingloss.data.dataset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.wingloss.data.face.Face;

/**
 * Training faces divided into those kept for validation and the rest.
 *
 * @param validation the faces held out of training, sorted by id
 * @param rest all others, sorted by id
 */
public record Holdout(List<Face> validation, List<Face> rest) {
  /** Copies the lists. */
  public Holdout {
    validation = List.copyOf(validation);
    rest = List.copyOf(rest);
  }

  /**
   * Keeps every tenth picture: sorted by id, pictures 0, 10, 20 … with all their faces, so that no
   * picture lies on both sides.
   */
  public static Holdout everyTenth(List<Face> faces) {
    List<Face> sorted = new ArrayList<>(faces);
    sorted.sort(Comparator.comparing(Face::id));
    Map<Path, Integer> order = new HashMap<>();
    List<Face> validation = new ArrayList<>();
    List<Face> rest = new ArrayList<>();
    for (Face face : sorted) {
      Integer known = order.putIfAbsent(face.image(), order.size());
      int picture = known == null ? order.size() - 1 : known;
      (picture % 10 == 0 ? validation : rest).add(face);
    }
    return new Holdout(validation, rest);
  }
}
