package org.wingloss.data.format;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Face;
import org.wingloss.data.geometry.Box;

/**
 * Face boxes by face: CSV with the header {@code image,left,top,right,bottom}, 0-based pixels, or
 * {@link JsonLines} with {@code box}. The {@code image} column holds a face's id, which is the
 * picture's path below the data folder.
 */
public final class BoxFile {
  private static final String HEADER = "image,left,top,right,bottom";
  private static final Pattern ROW = Pattern.compile("(.+),([^,]*),([^,]*),([^,]*),([^,]*)");

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
    List<String> lines = TextFile.lines(file);
    if (!lines.get(0).strip().replace(" ", "").equals(HEADER)) {
      throw InvalidDataException.at(
          file,
          1,
          "expected the header '%s' but found '%s'"
              .formatted(HEADER, TextFile.shown(lines.get(0))));
    }
    Map<String, Box> boxes = new LinkedHashMap<>();
    for (int i = 1; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty()) {
        continue;
      }
      Matcher row = ROW.matcher(line);
      if (!row.matches()) {
        throw InvalidDataException.at(
            file, i + 1, "expected '%s' but found '%s'".formatted(HEADER, TextFile.shown(line)));
      }
      double[] edges = new double[4];
      for (int k = 0; k < 4; k++) {
        edges[k] = TextFile.number(row.group(k + 2).strip(), file, i + 1);
      }
      String id = row.group(1).strip().replaceAll("^\"(.*)\"$", "$1").replace('\\', '/');
      put(boxes, id, box(edges, file, i + 1), file, i + 1);
    }
    return boxes;
  }

  private static Map<String, Box> fromJson(Path file) {
    Map<String, Box> boxes = new LinkedHashMap<>();
    long[] count = new long[1];
    JsonLines.forEach(
        file,
        face -> {
          count[0]++;
          Box box =
              face.box().orElseThrow(() -> InvalidDataException.at(file, count[0], "has no 'box'"));
          put(boxes, face.id(), box, file, count[0]);
        });
    return boxes;
  }

  /** A box from left, top, right, bottom as a file gives them. */
  static Box box(double[] edges, Path file, long line) {
    try {
      return new Box(edges[0], edges[1], edges[2], edges[3]);
    } catch (IllegalArgumentException e) {
      throw InvalidDataException.at(file, line, e.getMessage());
    }
  }

  private static void put(Map<String, Box> boxes, String id, Box box, Path file, long line) {
    if (boxes.put(id, box) != null) {
      throw InvalidDataException.at(file, line, "names the face '" + id + "' a second time");
    }
  }
}
