package org.wingloss.data.format;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.face.Visibility;

/**
 * Shapes without pictures: CSV with a header that has the columns {@code x0,y0,x1,y1,…} in this
 * order, one face per row; other columns may stand before and behind them. A landmark whose two
 * cells are empty is missing.
 */
public final class ShapesFile {
  private ShapesFile() {}

  /**
   * The shapes in the file's order.
   *
   * @throws InvalidDataException if the file is absent or a line does not fit
   */
  public static List<Landmarks> read(Path file) {
    List<String> lines = TextFile.lines(file);
    List<String> header = cells(lines.get(0));
    int first = header.indexOf("x0");
    int count = 0;
    while (first >= 0
        && first + 2 * count + 1 < header.size()
        && header.get(first + 2 * count).equals("x" + count)
        && header.get(first + 2 * count + 1).equals("y" + count)) {
      count++;
    }
    if (count == 0) {
      throw InvalidDataException.at(
          file,
          1,
          "expected a header with the columns x0,y0,x1,y1,… but found '%s'"
              .formatted(TextFile.shown(lines.get(0))));
    }
    List<Landmarks> shapes = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        List<String> row = cells(lines.get(i));
        if (row.size() != header.size()) {
          throw InvalidDataException.at(
              file,
              i + 1,
              "expected %d cells, as the header has, but found %d"
                  .formatted(header.size(), row.size()));
        }
        shapes.add(shape(row.subList(first, first + 2 * count), file, i + 1));
      }
    }
    if (shapes.isEmpty()) {
      throw InvalidDataException.in(file, "holds no shape");
    }
    return shapes;
  }

  private static Landmarks shape(List<String> cells, Path file, int line) {
    int count = cells.size() / 2;
    double[] vector = new double[2 * count];
    Visibility[] states = new Visibility[count];
    for (int i = 0; i < count; i++) {
      String x = cells.get(2 * i);
      String y = cells.get(2 * i + 1);
      boolean missing = x.isEmpty() && y.isEmpty();
      states[i] = missing ? Visibility.MISSING : Visibility.VISIBLE;
      vector[i] = missing ? Double.NaN : TextFile.number(x, file, line);
      vector[count + i] = missing ? Double.NaN : TextFile.number(y, file, line);
    }
    return Landmarks.of(vector, states);
  }

  private static List<String> cells(String line) {
    return List.of(line.split(",", -1)).stream().map(String::strip).toList();
  }
}
