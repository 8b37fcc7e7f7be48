package org.wingloss.data.format;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Face;
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
   * The boxes by id, in the file's order.
   *
   * @throws InvalidDataException if the file is absent, a line does not fit or a face occurs twice
   */
  public static Map<String, Box> read(Path file) {
    return read(file, (image, box) -> {});
  }

  private static Map<String, Box> read(Path file, BiConsumer<Path, Box> pictures) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".jsonl") || name.endsWith(".json")
        ? fromJson(file, pictures)
        : fromCsv(file);
  }

  /**
   * The faces of a data set with their boxes. A face has the box of its id. Where the file has
   * none, it has the box of its picture, if that shows one face and the file has one box for it:
   * {@code predict} names a picture as it was typed, a data set by its place in the folder.
   *
   * @throws InvalidDataException if the file cannot be read or lacks a face
   */
  public static List<Face> attach(List<Face> faces, Path file) {
    return attach(
        faces,
        file,
        face -> {
          throw InvalidDataException.in(file, "has no box for the face '" + face.id() + "'");
        });
  }

  /** As {@link #attach(List, Path)}, but faces that the file lacks stay as they are. */
  public static List<Face> attachKnown(List<Face> faces, Path file) {
    return attach(faces, file, Function.identity());
  }

  private static List<Face> attach(List<Face> faces, Path file, Function<Face, Face> unknown) {
    Map<Path, List<Box>> ofPictures = new HashMap<>();
    Map<String, Box> byId =
        read(
            file,
            (image, box) ->
                ofPictures
                    .computeIfAbsent(plain(file.resolveSibling(image)), p -> new ArrayList<>())
                    .add(box));
    Map<Path, Long> shown =
        faces.stream()
            .flatMap(face -> picture(face).stream())
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    List<Face> out = new ArrayList<>(faces.size());
    for (Face face : faces) {
      Optional<Box> ofPicture =
          picture(face)
              .filter(picture -> shown.get(picture) == 1)
              .map(ofPictures::get)
              .filter(boxes -> boxes.size() == 1)
              .map(boxes -> boxes.get(0));
      out.add(
          Optional.ofNullable(byId.get(face.id()))
              .or(() -> ofPicture)
              .map(face::withBox)
              .orElseGet(() -> unknown.apply(face)));
    }
    return out;
  }

  private static Optional<Path> picture(Face face) {
    return face.picture().map(BoxFile::plain);
  }

  private static Path plain(Path picture) {
    return picture.toAbsolutePath().normalize();
  }

  private static Map<String, Box> fromCsv(Path file) {
    List<TextRow> rows = TextRow.csv(file);
    if (!String.join(",", rows.get(0).cells()).equals(HEADER)) {
      throw rows.get(0)
          .wrong(
              "expected the header '%s' but found '%s'"
                  .formatted(HEADER, TextFile.shown(String.join(",", rows.get(0).cells()))));
    }
    Map<String, Box> boxes = new LinkedHashMap<>();
    for (TextRow row : rows.subList(1, rows.size())) {
      row.check(5, HEADER);
      String id = row.cells().get(0).replace('\\', '/');
      put(boxes, id, row.box(1), file, row.line().getAsLong());
    }
    return boxes;
  }

  private static Map<String, Box> fromJson(Path file, BiConsumer<Path, Box> pictures) {
    Map<String, Box> boxes = new LinkedHashMap<>();
    JsonLines.parse(
        file,
        (line, number) -> {
          Box box = line.faceBox();
          put(boxes, line.id(), box, file, number);
          line.image()
              .map(image -> JsonEntry.path(image, "%s, line %s".formatted(file, number)))
              .ifPresent(image -> pictures.accept(image, box));
        });
    return boxes;
  }

  private static void put(Map<String, Box> boxes, String id, Box box, Path file, long line) {
    if (boxes.put(id, box) != null) {
      throw InvalidDataException.at(file, line, "names the face '" + id + "' a second time");
    }
  }
}
