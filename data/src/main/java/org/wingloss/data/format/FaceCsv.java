package org.wingloss.data.format;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.face.SignedCoordinates;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.io.FileFailure;

/**
 * Faces as CSV with a header: {@code id} (or {@code image} or {@code face}) first, then in any
 * order the 0-based pixels {@code x0,y0,x1,y1 …} ({@link PointColumns}), and if wanted {@code left,
 * top, right, bottom}, {@code subsets} (separated by semicolons; {@code pose} is read alike) and
 * {@code yaw} in degrees. A landmark whose two cells are empty or {@code nan} is missing; in ground
 * truth signs may have the meaning of {@link SignedCoordinates}. A cell may stand in double quotes,
 * but every face is one line.
 */
public final class FaceCsv implements LineFormat {
  private static final int LONGEST_HEADER = 1 << 20;
  private static final List<String> IDS = List.of("id", "image", "face");
  private static final List<String> EDGES = List.of("left", "top", "right", "bottom");

  private final Role role;
  private final int columns;
  private final PointColumns points;
  private final int[] edges;
  private final int subsets;
  private final int yaw;

  /** The format that a header describes; {@code shapes} may have any further columns. */
  private FaceCsv(Role role, TextRow header, boolean shapes) {
    this.role = role;
    this.columns = header.cells().size();
    if (columns == 0) {
      throw header.wrong("expected a header with the columns x0,y0,x1,y1,… but found none");
    }
    List<String> names = IntStream.range(0, columns).mapToObj(header::name).toList();
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < columns; i++) {
      if (places.put(names.get(i), i) != null && !shapes) {
        throw header.wrong("the header names '%s' twice".formatted(names.get(i)));
      }
    }
    if (!shapes && !IDS.contains(names.get(0))) {
      throw header.wrong(
          "the first column must be 'id' or 'image' but is '%s'".formatted(names.get(0)));
    }
    points = PointColumns.of(header);
    points.places().forEach(place -> places.remove(names.get(place)));
    places.remove(names.get(0));
    edges =
        places.keySet().containsAll(EDGES)
            ? EDGES.stream().mapToInt(places::remove).toArray()
            : new int[0];
    Integer subsetColumn = places.remove("subsets");
    subsets =
        subsetColumn != null ? subsetColumn : Optional.ofNullable(places.remove("pose")).orElse(-1);
    yaw = Optional.ofNullable(places.remove("yaw")).orElse(-1);
    if (!shapes && !places.isEmpty()) {
      throw header.wrong(
          "the header has columns of unknown meaning: " + new TreeSet<>(places.keySet()));
    }
  }

  /**
   * The format that a file's header describes.
   *
   * @throws InvalidDataException if the file cannot be read or the header does not fit
   */
  public static FaceCsv of(Path file, Role role) {
    try (BufferedReader in = TextFile.reader(file)) {
      char[] start = new char[LONGEST_HEADER];
      int length = 0;
      int read;
      while (length < start.length && (read = in.read(start, length, start.length - length)) > 0) {
        length += read;
      }
      String text = new String(start, 0, length).stripLeading();
      String header = text.lines().findFirst().orElse("");
      return new FaceCsv(role, TextRow.commas(header, file, () -> 1), false);
    } catch (IOException e) {
      throw FileFailure.unreadable(file, e);
    }
  }

  /**
   * The landmarks of a file without ids, whose header may have any columns besides {@code
   * x0,y0,x1,y1,…}.
   *
   * @throws InvalidDataException if the file is absent or a line does not fit
   */
  public static List<Landmarks> shapes(Path file) {
    List<TextRow> rows = TextRow.csv(file);
    FaceCsv format = new FaceCsv(Role.GROUND_TRUTH, rows.get(0), true);
    List<Landmarks> shapes = new ArrayList<>();
    for (TextRow row : rows.subList(1, rows.size())) {
      shapes.add(format.landmarks(format.checked(row)));
    }
    if (shapes.isEmpty()) {
      throw InvalidDataException.in(file, "holds no shape");
    }
    return shapes;
  }

  @Override
  public int headerLines() {
    return 1;
  }

  @Override
  public String id(LineBytes line) {
    return id(line.row());
  }

  @Override
  public boolean tellsFailure(LineBytes line) {
    return false;
  }

  @Override
  public Face face(LineBytes line) {
    TextRow row = checked(line.row());
    return new Face(
        id(row),
        Optional.empty(),
        landmarks(row),
        edges.length == 0 ? Optional.empty() : Optional.of(box(row)),
        subsets < 0 ? Set.of() : names(row.cells().get(subsets)),
        yaw < 0 || row.cells().get(yaw).isEmpty()
            ? OptionalDouble.empty()
            : OptionalDouble.of(row.number(yaw)));
  }

  private static String id(TextRow row) {
    String id = row.cells().get(0).strip();
    if (id.isEmpty()) {
      throw row.wrong("has no id");
    }
    return id;
  }

  private TextRow checked(TextRow row) {
    if (row.cells().size() != columns) {
      throw row.wrong("expected %d columns but found %d".formatted(columns, row.cells().size()));
    }
    return row;
  }

  private Box box(TextRow row) {
    double[] box = Arrays.stream(edges).mapToDouble(row::number).toArray();
    return row.box(box[0], box[1], box[2], box[3]);
  }

  private Landmarks landmarks(TextRow row) {
    Landmarks written = points.read(row, role);
    return role == Role.GROUND_TRUTH ? SignedCoordinates.read(written, row::where) : written;
  }

  private static Set<String> names(String cell) {
    Set<String> names = new TreeSet<>();
    for (String name : cell.split(";", -1)) {
      if (!name.isBlank()) {
        names.add(name.strip());
      }
    }
    return names;
  }
}
