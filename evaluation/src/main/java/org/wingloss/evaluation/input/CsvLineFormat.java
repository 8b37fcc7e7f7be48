package org.wingloss.evaluation.input;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.face.Visibility;
import org.wingloss.data.geometry.Box;

/**
 * CSV with a header: {@code id} (or {@code image} or {@code face}) first, then in any order the
 * 0-based pixels {@code x0,y0,x1,y1 …} (or numbered from 1), and if wanted {@code left, top, right,
 * bottom}, {@code subsets} (separated by semicolons; {@code pose} is read alike) and {@code yaw} in
 * degrees. An empty coordinate is a landmark that was not marked. No quotes.
 */
final class CsvLineFormat implements LineFormat {
  private static final int LONGEST_HEADER = 1 << 20;
  private static final List<String> EDGES = List.of("left", "top", "right", "bottom");

  private final Path file;
  private final Role role;
  private final int columns;
  private final int[] xs;
  private final int[] ys;
  private final int[] edges;
  private final int subsets;
  private final int yaw;

  private CsvLineFormat(Path file, Role role, List<String> header) {
    this.file = file;
    this.role = role;
    this.columns = header.size();
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < columns; i++) {
      if (places.put(header.get(i), i) != null) {
        throw wrong(1, "the header names '%s' twice".formatted(header.get(i)));
      }
    }
    if (!List.of("id", "image", "face").contains(header.get(0))) {
      throw wrong(
          1, "the first column must be 'id' or 'image' but is '%s'".formatted(header.get(0)));
    }
    int first = places.containsKey("x0") ? 0 : 1;
    int count = 0;
    while (places.containsKey("x" + (first + count))) {
      count++;
    }
    if (count == 0) {
      throw wrong(1, "the header has no columns x0,y0,x1,y1 …");
    }
    xs = new int[count];
    ys = new int[count];
    for (int i = 0; i < count; i++) {
      xs[i] = places.remove("x" + (first + i));
      Integer y = places.remove("y" + (first + i));
      if (y == null) {
        throw wrong(1, "the header has x%1$d but no y%1$d".formatted(first + i));
      }
      ys[i] = y;
    }
    places.remove(header.get(0));
    edges =
        places.keySet().containsAll(EDGES)
            ? EDGES.stream().mapToInt(places::remove).toArray()
            : new int[0];
    Integer subsetColumn = places.remove("subsets");
    subsets =
        subsetColumn != null ? subsetColumn : Optional.ofNullable(places.remove("pose")).orElse(-1);
    yaw = Optional.ofNullable(places.remove("yaw")).orElse(-1);
    if (!places.isEmpty()) {
      throw wrong(
          1, "the header has columns of unknown meaning: " + new TreeSet<>(places.keySet()));
    }
  }

  /** The format that a file's header describes. */
  static CsvLineFormat of(Path file, Role role) {
    try (BufferedReader in = Files.newBufferedReader(file)) {
      char[] start = new char[LONGEST_HEADER];
      int length = 0;
      int read;
      while (length < start.length && (read = in.read(start, length, start.length - length)) > 0) {
        length += read;
      }
      String text = new String(start, 0, length).replace("\uFEFF", "").stripLeading();
      String header = text.lines().findFirst().orElse("");
      return new CsvLineFormat(
          file,
          role,
          Arrays.stream(header.split(",", -1))
              .map(c -> c.strip().toLowerCase(Locale.ROOT))
              .toList());
    } catch (IOException e) {
      throw InvalidDataException.in(file, "cannot be read: " + e.getMessage(), e);
    }
  }

  @Override
  public int headerLines() {
    return 1;
  }

  @Override
  public String id(byte[] bytes, int from, int to, LineNumber line) {
    int comma = from;
    while (comma < to && bytes[comma] != ',') {
      comma++;
    }
    String id = new String(bytes, from, comma - from, StandardCharsets.UTF_8).strip();
    if (id.isEmpty()) {
      throw wrong(line.get(), "has no id");
    }
    return id;
  }

  @Override
  public ScoredFace parse(byte[] bytes, int from, int to, LineNumber line) {
    String[] cells = new String(bytes, from, to - from, StandardCharsets.UTF_8).split(",", -1);
    if (cells.length != columns) {
      throw wrong(line.get(), "expected %d columns but found %d".formatted(columns, cells.length));
    }
    int count = xs.length;
    double[] vector = new double[2 * count];
    Visibility[] states = new Visibility[count];
    for (int i = 0; i < count; i++) {
      vector[i] = coordinate(cells[xs[i]], line);
      vector[count + i] = coordinate(cells[ys[i]], line);
      states[i] =
          Double.isNaN(vector[i] + vector[count + i]) ? Visibility.MISSING : Visibility.VISIBLE;
    }
    String id = id(bytes, from, to, line);
    return new ScoredFace(
        id,
        Landmarks.of(vector, states),
        box(cells, line),
        subsets < 0 ? Set.of() : names(cells[subsets]),
        Optional.empty(),
        yaw < 0 || cells[yaw].isBlank()
            ? OptionalDouble.empty()
            : OptionalDouble.of(number(cells[yaw], line)));
  }

  private Optional<Box> box(String[] cells, LineNumber line) {
    if (edges.length == 0) {
      return Optional.empty();
    }
    double[] box = Arrays.stream(edges).mapToDouble(i -> number(cells[i], line)).toArray();
    try {
      return Optional.of(new Box(box[0], box[1], box[2], box[3]));
    } catch (IllegalArgumentException e) {
      throw wrong(line.get(), e.getMessage());
    }
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

  private double coordinate(String cell, LineNumber line) {
    String text = cell.strip();
    if (text.isEmpty()) {
      return Double.NaN;
    }
    if (role == Role.PREDICTIONS
        && List.of("nan", "inf", "-inf").contains(text.toLowerCase(Locale.ROOT))) {
      return Double.NaN;
    }
    return number(text, line);
  }

  private double number(String cell, LineNumber line) {
    OptionalDouble value = Decimal.parse(cell.strip());
    if (value.isEmpty() || !Double.isFinite(value.getAsDouble())) {
      throw wrong(line.get(), "expected a number but found '%s'".formatted(cell.strip()));
    }
    return value.getAsDouble();
  }

  private InvalidDataException wrong(long line, String problem) {
    return InvalidDataException.at(file, line, problem);
  }
}
