package org.wingloss.data.dataset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
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
   * Keeps every tenth photograph: sorted by id, photographs 0, 10, 20 … with all their faces and
   * all their files, so that no {@linkplain Photographs photograph} lies on both sides.
   *
   * @param names see {@link Photographs#of(List, Function)}
   */
  static Holdout everyTenth(List<Face> faces, Function<Path, String> names) {
    List<Face> sorted = new ArrayList<>(faces);
    sorted.sort(Comparator.comparing(Face::id));
    int[] photographs = Photographs.of(sorted.stream().map(Face::image).toList(), names);
    List<Face> validation = new ArrayList<>();
    List<Face> rest = new ArrayList<>();
    for (int i = 0; i < photographs.length; i++) {
      (photographs[i] % 10 == 0 ? validation : rest).add(sorted.get(i));
    }
    return new Holdout(validation, rest);
  }
}
