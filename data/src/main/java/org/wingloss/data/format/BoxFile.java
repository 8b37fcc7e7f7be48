package org.wingloss.data.format;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
    String name = file.toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".jsonl") || name.endsWith(".json") ? fromJson(file) : fromCsv(file);
  }

  /**
   * The faces with their boxes from a file's map.
   *
   * @param file named in errors
   * @throws InvalidDataException if the file lacks a face
   */
  public static List<Face> attach(List<Face> faces, Map<String, Box> boxes, Path file) {
    List<Face> out = new ArrayList<>(faces.size());
    for (Face face : faces) {
      Box box = boxes.get(face.id());
      if (box == null) {
        throw InvalidDataException.in(file, "has no box for the face '" + face.id() + "'");
      }
      out.add(face.withBox(box));
    }
    return out;
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

  private static Map<String, Box> fromJson(Path file) {
    Map<String, Box> boxes = new LinkedHashMap<>();
    JsonLines.parse(file, (line, number) -> put(boxes, line.id(), line.faceBox(), file, number));
    return boxes;
  }

  private static void put(Map<String, Box> boxes, String id, Box box, Path file, long line) {
    if (boxes.put(id, box) != null) {
      throw InvalidDataException.at(file, line, "names the face '" + id + "' a second time");
    }
  }
}
