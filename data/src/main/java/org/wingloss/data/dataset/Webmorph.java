package org.wingloss.data.dataset;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.format.StrictJson;
import org.wingloss.data.format.TextFile;

/**
 * Photographs with webmorph templates, such as the Face Research Lab London Set (CC BY 4.0): one
 * JSON object a line of {@code points189.jsonl}, {@code {"id":…,"image":…,"points189":[[x,y],…]}},
 * 0-based pixels. The faces have the 68 landmarks of 300-W, see {@link WebmorphTemplate}.
 */
final class Webmorph implements DatasetLayout {
  private static final String LIST = "points189.jsonl";
  private static final List<String> FOLDERS = List.of("");

  @Override
  public boolean has(DataFolder data, String split) {
    return data.find(List.of(LIST)).isPresent();
  }

  /** A line of the list. */
  private record Line(String id, String image, List<List<Double>> points189) {}

  @Override
  public List<Face> read(DataFolder data, String split) {
    Path list = data.file(List.of(LIST));
    List<Face> faces = new ArrayList<>();
    int number = 0;
    for (String text : TextFile.lines(list)) {
      number++;
      String where = list + ", line " + number;
      Line line = StrictJson.read(text.getBytes(StandardCharsets.UTF_8), where, Line.class);
      String id = data.idOf(FOLDERS, line.image());
      data.face(id, () -> faces.add(face(data, line, id, where)));
    }
    return faces;
  }

  private static Face face(DataFolder data, Line line, String id, String where) {
    Path picture = data.picture(FOLDERS, line.image(), where);
    try {
      Landmarks landmarks = WebmorphTemplate.landmarks(points(line.points189()));
      return new Face(id, picture, landmarks, Optional.empty(), Set.of());
    } catch (IllegalArgumentException e) {
      throw new InvalidDataException(where + ": " + e.getMessage(), e);
    }
  }

  private static double[][] points(List<List<Double>> list) {
    return list.stream()
        .map(
            point -> {
              if (point.size() != 2) {
                throw new IllegalArgumentException(
                    "a point must be [x, y] but has %d numbers".formatted(point.size()));
              }
              return new double[] {point.get(0), point.get(1)};
            })
        .toArray(double[][]::new);
  }
}
