package org.wingloss.data.dataset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.FaceIds;
import org.wingloss.data.format.TextRow;
import org.wingloss.data.geometry.Box;

/**
 * WFLW: 98 points, 7,500 training and 2,500 test faces, six subsets (docs/paper.md, section 7). Two
 * forms of lists are published, one face a line, coordinates interleaved x1 y1 …, 0-based, taken as
 * they are: {@code list_98pt_rect_attr_{train,test}.txt} with 196 coordinates, the box (left, top,
 * right, bottom), six flags (pose, expression, illumination, make-up, occlusion, blur) and the
 * picture; and {@code list_98pt_test.txt} with 196 coordinates and the picture, whose subsets are
 * further lists ({@code list_98pt_test_largepose.txt} …) that repeat the lines. The first form is
 * preferred.
 *
 * <p>Traps: a picture may show several faces, so ids end in {@code #2} …; the boxes cut faces,
 * which is why training enlarges them by a quarter (A).
 */
public final class Wflw implements DatasetLayout {
  private static final List<String> PICTURES = List.of("WFLW_images", "images", "");

  /** The subsets, in the order of the first form's flags. */
  public static final List<String> FLAGS =
      List.of("pose", "expression", "illumination", "make-up", "occlusion", "blur");

  /** The endings of the second form's subset lists, in the order of the flags. */
  public static final List<String> LISTS =
      List.of("largepose", "expression", "illumination", "makeup", "occlusion", "blur");

  private static final int POINTS = 98;

  private static final List<String> RICH =
      List.of(
          "WFLW_annotations/list_98pt_rect_attr_train_test/list_98pt_rect_attr_%s.txt",
          "list_98pt_rect_attr_train_test/list_98pt_rect_attr_%s.txt",
          "list_98pt_rect_attr_%s.txt");

  private static final List<String> PLAIN =
      List.of(
          "WFLW_annotations/list_98pt_%1$s/list_98pt_%1$s.txt",
          "list_98pt_%1$s/list_98pt_%1$s.txt", "list_98pt_%1$s.txt");

  @Override
  public boolean has(DataFolder data, String split) {
    return data.find(lists(split)).isPresent();
  }

  private static List<String> lists(String split) {
    return Stream.concat(RICH.stream(), PLAIN.stream()).map(f -> f.formatted(split)).toList();
  }

  @Override
  public List<Face> read(DataFolder data, String split) {
    Optional<Path> withFlags = data.find(RICH.stream().map(f -> f.formatted(split)).toList());
    if (withFlags.isPresent()) {
      return read(data, withFlags.get(), Map.of(), true);
    }
    Path list = data.file(lists(split));
    return read(data, list, subsets(data, list), false);
  }

  private static List<Face> read(
      DataFolder data, Path list, Map<String, Set<String>> subsets, boolean flags) {
    int before = 2 * POINTS + (flags ? 4 + FLAGS.size() : 0);
    List<Face> faces = new ArrayList<>();
    FaceIds ids = new FaceIds();
    for (TextRow row : TextRow.blanks(list)) {
      String id =
          row.cells().size() == before + 1
              ? ids.next(data.idOf(PICTURES, row.cells().get(before)))
              : row.id();
      Set<String> listed = subsets.getOrDefault(key(row), Set.of());
      data.face(
          id,
          () -> {
            row.check(before + 1, "%d numbers and a picture".formatted(before));
            Path picture = data.picture(PICTURES, row.cells().get(before), row.where());
            Optional<Box> box = flags ? Optional.of(row.box(2 * POINTS)) : Optional.empty();
            faces.add(
                new Face(
                    id, picture, row.interleaved(0, POINTS), box, flags ? flags(row) : listed));
          });
    }
    return faces;
  }

  private static Set<String> flags(TextRow row) {
    Set<String> tags = new TreeSet<>();
    for (int k = 0; k < FLAGS.size(); k++) {
      if (row.whole(2 * POINTS + 4 + k, 0, 1, "the flag '" + FLAGS.get(k) + "'") == 1) {
        tags.add(FLAGS.get(k));
      }
    }
    return tags;
  }

  private static Map<String, Set<String>> subsets(DataFolder data, Path list) {
    Set<String> known = new TreeSet<>();
    TextRow.blanks(list).forEach(row -> known.add(key(row)));
    Map<String, Set<String>> subsets = new HashMap<>();
    String name = list.getFileName().toString();
    for (int k = 0; k < LISTS.size(); k++) {
      Path file = list.resolveSibling(name.replace(".txt", "_" + LISTS.get(k) + ".txt"));
      Optional<Path> subset = data.find(List.of(data.id(file)));
      if (subset.isEmpty()) {
        continue;
      }
      for (TextRow row : TextRow.blanks(subset.get())) {
        if (!known.contains(key(row))) {
          throw new InvalidDataException(row.where() + ": is a face that " + name + " lacks");
        }
        subsets.computeIfAbsent(key(row), unused -> new TreeSet<>()).add(FLAGS.get(k));
      }
    }
    return subsets;
  }

  /** The line, whatever blanks stand in it. */
  private static String key(TextRow row) {
    return String.join(" ", row.cells());
  }
}
