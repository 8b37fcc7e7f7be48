package org.wingloss.data.format;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.face.Visibility;
import org.wingloss.data.geometry.Box;

/**
 * Faces as CSV with a header: {@code id} (or {@code image} or {@code face}) first, then in any
 * order the 0-based pixels {@code x0,y0,x1,y1 …} (or numbered from 1), and if wanted {@code left,
 * top, right, bottom}, {@code subsets} (separated by semicolons; {@code pose} is read alike) and
 * {@code yaw} in degrees. A landmark whose two cells are empty is missing. A cell may stand in
 * double quotes, but every face is one line.
 */
public final class FaceCsv implements LineFormat {
  private static final int LONGEST_HEADER = 1 << 20;
  private static final List<String> IDS = List.of("id", "image", "face");
  private static final List<String> EDGES = List.of("left", "top", "right", "bottom");
  private static final Set<String> NOT_FINITE = Set.of("nan", "inf", "-inf");

  private final Role role;
  private final int columns;
  private final int[] xs;
  private final int[] ys;
  private final int[] edges;
  private final int subsets;
  private final int yaw;

  /** The format that a header describes; {@code shapes} may have any further columns. */
  private FaceCsv(Role role, TextRow header, boolean shapes) {
    this.role = role;
    this.columns = header.cells().size();
    List<String> names =
        header.cells().stream().map(c -> c.strip().toLowerCase(Locale.ROOT)).toList();
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
    int first = places.containsKey("x0") ? 0 : 1;
    int count = 0;
    while (places.containsKey("x" + (first + count))) {
      count++;
    }
    if (count == 0) {
      throw header.wrong(
          "expected a header with the columns x0,y0,x1,y1,… but found '%s'"
              .formatted(TextFile.shown(String.join(",", header.cells()))));
    }
    xs = new int[count];
    ys = new int[count];
    for (int i = 0; i < count; i++) {
      xs[i] = places.remove("x" + (first + i));
      Integer y = places.remove("y" + (first + i));
      if (y == null) {
        throw header.wrong("the header has x%1$d but no y%1$d".formatted(first + i));
      }
      ys[i] = y;
    }
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
    try (BufferedReader in = Files.newBufferedReader(file)) {
      char[] start = new char[LONGEST_HEADER];
      int length = 0;
      int read;
      while (length < start.length && (read = in.read(start, length, start.length - length)) > 0) {
        length += read;
      }
      String text = new String(start, 0, length).replace("\uFEFF", "").stripLeading();
      String header = text.lines().findFirst().orElse("");
      return new FaceCsv(role, TextRow.commas(header, file, () -> 1), false);
    } catch (CharacterCodingException e) {
      throw InvalidDataException.in(file, "is not text (UTF-8)", e);
    } catch (IOException e) {
      throw InvalidDataException.in(file, "cannot be read: " + e.getMessage(), e);
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
    int count = xs.length;
    double[] vector = new double[2 * count];
    Visibility[] states = new Visibility[count];
    for (int i = 0; i < count; i++) {
      boolean missing = row.cells().get(xs[i]).isEmpty() && row.cells().get(ys[i]).isEmpty();
      vector[i] = missing ? Double.NaN : coordinate(row, xs[i]);
      vector[count + i] = missing ? Double.NaN : coordinate(row, ys[i]);
      states[i] =
          Double.isNaN(vector[i] + vector[count + i]) ? Visibility.MISSING : Visibility.VISIBLE;
    }
    return Landmarks.of(vector, states);
  }

  private double coordinate(TextRow row, int cell) {
    boolean lost =
        role == Role.PREDICTIONS
            && NOT_FINITE.contains(row.cells().get(cell).toLowerCase(Locale.ROOT));
    return lost ? Double.NaN : row.number(cell);
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
