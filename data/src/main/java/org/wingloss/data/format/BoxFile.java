package org.wingloss.data.format;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.Plural;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.FaceIds;
import org.wingloss.data.geometry.Box;

/**
 * Face boxes by face: CSV with the header {@code image,left,top,right,bottom}, 0-based pixels, or
 * {@link JsonLines} with {@code box}. The {@code image} column holds a face's id, which is the
 * image's path below the data folder.
 */
public final class BoxFile {
  private static final String HEADER = "image,left,top,right,bottom";

  private BoxFile() {}

  /**
   * A face's box.
   *
   * @param picture that the line names beside the id, from the file's folder: an absolute path;
   *     empty in CSV
   * @param box of the face
   */
  public record ListedBox(Optional<Path> picture, Box box) {}

  /**
   * The boxes by id, in the file's order.
   *
   * @throws InvalidDataException if the file is absent, a line does not fit or a face occurs twice
   */
  public static Map<String, ListedBox> read(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".jsonl") || name.endsWith(".json") ? fromJson(file) : fromCsv(file);
  }

  /**
   * The faces of a data set with their boxes. A line is of the picture that its id or its {@code
   * image} names: {@code predict} names a picture as it was typed, a data set by its place in the
   * folder.
   *
   * <p>An id names its face where no further face or line has the same picture in its id, as {@code
   * a.jpg#2} beside {@code a.jpg}. Else ids do not tell which face of a picture is which: a data
   * set counts them as its list does, {@code predict} by the detector's scores. Then of all pairs
   * of a box and the landmarks of a face the one that overlaps most is taken first, and so on with
   * what is left. A box that overlaps no landmarks is nobody's. Landmarks that span no area have
   * the box of their id, or the only box of a picture where theirs is the only face.
   *
   * @throws InvalidDataException if the file cannot be read or lacks a face
   */
  public static List<Face> attach(List<Face> faces, Path file) {
    Map<String, ListedBox> listed = read(file);
    Map<String, Set<String>> ofPictures = new HashMap<>();
    listed.forEach(
        (id, line) -> {
          add(ofPictures, FaceIds.picture(id), id);
          line.picture().ifPresent(picture -> add(ofPictures, picture.toString(), id));
        });
    Map<String, List<Face>> shown =
        faces.stream()
            .collect(
                Collectors.groupingBy(BoxFile::picture, LinkedHashMap::new, Collectors.toList()));
    Map<String, Box> chosen = new HashMap<>();
    for (List<Face> together : shown.values()) {
      Map<String, Box> boxes = new LinkedHashMap<>();
      together.stream()
          .flatMap(face -> Stream.of(picture(face), name(face)))
          .flatMap(name -> ofPictures.getOrDefault(name, Set.of()).stream())
          .forEach(id -> boxes.put(id, listed.get(id).box()));
      chosen.putAll(match(together, boxes));
      for (Face face : together) {
        if (!chosen.containsKey(face.id())) {
          throw InvalidDataException.in(file, lacking(face, boxes.size()));
        }
      }
    }
    return faces.stream().map(face -> face.withBox(chosen.get(face.id()))).toList();
  }

  private static String lacking(Face face, int boxes) {
    return boxes == 0
        ? "has no box for the face '" + face.id() + "'"
        : Plural.of(
                boxes,
                "has %d [box|boxes] for the picture of the face '%s' but none is left that"
                    + " overlaps its landmarks")
            .formatted(boxes, face.id());
  }

  private record Pair(String face, String box, double fit) {}

  /** The boxes of a picture's faces by the faces' ids. */
  private static Map<String, Box> match(List<Face> faces, Map<String, Box> boxes) {
    boolean alone = faces.size() == 1 && boxes.size() == 1;
    Map<String, Long> named =
        Stream.concat(
                faces.stream().map(BoxFile::name), boxes.keySet().stream().map(FaceIds::picture))
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    List<Pair> pairs = new ArrayList<>();
    for (Face face : faces) {
      Optional<Box> span = face.landmarks().span();
      boxes.forEach(
          (id, box) -> {
            boolean same = id.equals(face.id());
            boolean sure = same && named.get(name(face)) == 2;
            // Landmarks that span no area cannot speak against a box.
            double overlap = span.map(box::overlap).orElse(same || alone ? 1.0 : 0.0);
            pairs.add(new Pair(face.id(), id, sure ? 2 : overlap));
          });
    }
    pairs.removeIf(pair -> pair.fit() == 0);
    pairs.sort(Comparator.comparingDouble(Pair::fit).reversed());
    Set<String> left = new HashSet<>(boxes.keySet());
    Map<String, Box> chosen = new HashMap<>();
    for (Pair pair : pairs) {
      if (!chosen.containsKey(pair.face()) && left.remove(pair.box())) {
        chosen.put(pair.face(), boxes.get(pair.box()));
      }
    }
    return chosen;
  }

  private static void add(Map<String, Set<String>> ofPictures, String picture, String id) {
    ofPictures.computeIfAbsent(picture, p -> new LinkedHashSet<>()).add(id);
  }

  private static String picture(Face face) {
    return face.picture().map(path -> plain(path).toString()).orElse(name(face));
  }

  private static String name(Face face) {
    return FaceIds.picture(face.id());
  }

  private static Path plain(Path picture) {
    return picture.toAbsolutePath().normalize();
  }

  private static Map<String, ListedBox> fromCsv(Path file) {
    List<TextRow> rows = TextRow.csv(file);
    if (!String.join(",", rows.get(0).cells()).equals(HEADER)) {
      throw rows.get(0)
          .wrong(
              "expected the header '%s' but found '%s'"
                  .formatted(HEADER, TextFile.shown(String.join(",", rows.get(0).cells()))));
    }
    Map<String, ListedBox> boxes = new LinkedHashMap<>();
    for (TextRow row : rows.subList(1, rows.size())) {
      row.check(5, HEADER);
      String id = row.cells().get(0).replace('\\', '/');
      ListedBox listed = new ListedBox(Optional.empty(), row.box(1));
      put(boxes, id, listed, file, row.line().getAsLong());
    }
    return boxes;
  }

  private static Map<String, ListedBox> fromJson(Path file) {
    Map<String, ListedBox> boxes = new LinkedHashMap<>();
    FaceIds ids = new FaceIds();
    JsonLines.parse(
        file,
        (line, number) -> {
          Box box = line.faceBox();
          Optional<Path> picture =
              line.image()
                  .map(name -> name.replace('\\', '/'))
                  .map(name -> JsonEntry.path(name, "%s, line %s".formatted(file, number)))
                  .map(name -> plain(file.resolveSibling(name)));
          put(boxes, JsonLines.id(line, ids), new ListedBox(picture, box), file, number);
        });
    return boxes;
  }

  private static void put(
      Map<String, ListedBox> boxes, String id, ListedBox box, Path file, long line) {
    if (boxes.put(id, box) != null) {
      throw InvalidDataException.at(file, line, "names the face '" + id + "' a second time");
    }
  }
}
