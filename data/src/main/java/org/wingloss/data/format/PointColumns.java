package org.wingloss.data.format;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.face.Visibility;

/**
 * Where the landmarks stand in the rows of a CSV, by the names of its header: {@code x0,y0,x1,y1 …}
 * in any order, counted from 0 or from 1, also as {@code x_0}, {@code 0_x} or with one word before
 * them ({@code original_0_x} of HRNet's lists).
 */
final class PointColumns {
  private static final Pattern NAME =
      Pattern.compile("(?:(.*?)_)?(?:(\\d{1,5})_?([xy])|([xy])_?(\\d{1,5}))");
  private static final Set<String> NOT_FINITE = Set.of("nan", "inf", "-inf");

  private final int[] xs;
  private final int[] ys;
  private final Set<Integer> places = new TreeSet<>();

  private PointColumns(int[] xs, int[] ys) {
    this.xs = xs;
    this.ys = ys;
    for (int i = 0; i < xs.length; i++) {
      places.add(xs[i]);
      places.add(ys[i]);
    }
  }

  /**
   * The columns that a header names.
   *
   * @throws InvalidDataException if it names none, one twice, an x without its y, or two sets
   */
  static PointColumns of(TextRow header) {
    Map<String, Map<String, Integer>> sets = new LinkedHashMap<>();
    for (int i = 0; i < header.cells().size(); i++) {
      Matcher name = NAME.matcher(header.name(i));
      if (name.matches()) {
        String axis = name.group(3) != null ? name.group(3) : name.group(4);
        String number = name.group(2) != null ? name.group(2) : name.group(5);
        String set = name.group(1) == null ? "" : name.group(1);
        if (sets.computeIfAbsent(set, s -> new TreeMap<>()).put(axis + Integer.parseInt(number), i)
            != null) {
          throw header.wrong("the header names '%s' twice".formatted(header.name(i)));
        }
      }
    }
    if (sets.isEmpty()) {
      throw header.wrong(
          "expected a header with the columns x0,y0,x1,y1,… but found '%s'"
              .formatted(TextFile.shown(String.join(",", header.cells()))));
    }
    if (!sets.containsKey("") && sets.size() > 1) {
      throw header.wrong("the header names several sets of landmarks: " + sets.keySet());
    }
    return of(header, sets.getOrDefault("", sets.values().iterator().next()));
  }

  private static PointColumns of(TextRow header, Map<String, Integer> named) {
    int first = named.containsKey("x0") || named.containsKey("y0") ? 0 : 1;
    int count = (named.size() + 1) / 2;
    int[] xs = new int[count];
    int[] ys = new int[count];
    for (int i = 0; i < count; i++) {
      xs[i] = place(header, named, "x" + (first + i), "y" + (first + i));
      ys[i] = place(header, named, "y" + (first + i), "x" + (first + i));
    }
    return new PointColumns(xs, ys);
  }

  private static int place(TextRow header, Map<String, Integer> named, String name, String other) {
    Integer place = named.get(name);
    if (place == null) {
      throw header.wrong(
          "the header has %s but no %s"
              .formatted(
                  named.containsKey(other)
                      ? other
                      : TextFile.shown(String.join(",", named.keySet())),
                  name));
    }
    return place;
  }

  /** L. */
  int count() {
    return xs.length;
  }

  /** The places of all columns that hold a coordinate. */
  Set<Integer> places() {
    return places;
  }

  /**
   * The landmarks of a row as written, without a meaning of signs. A landmark whose two cells are
   * empty or {@code nan} is missing; in predictions also one of which a cell is not finite.
   *
   * @throws InvalidDataException if a cell is not a number
   */
  Landmarks read(TextRow row, Role role) {
    int count = xs.length;
    double[] vector = new double[2 * count];
    Visibility[] states = new Visibility[count];
    for (int i = 0; i < count; i++) {
      boolean missing = isAbsent(row, xs[i]) && isAbsent(row, ys[i]);
      vector[i] = missing ? Double.NaN : coordinate(row, xs[i], role);
      vector[count + i] = missing ? Double.NaN : coordinate(row, ys[i], role);
      states[i] =
          Double.isNaN(vector[i] + vector[count + i]) ? Visibility.MISSING : Visibility.VISIBLE;
    }
    return Landmarks.of(vector, states);
  }

  private static boolean isAbsent(TextRow row, int cell) {
    String text = row.cells().get(cell);
    return text.isEmpty() || text.equalsIgnoreCase("nan");
  }

  private static double coordinate(TextRow row, int cell, Role role) {
    boolean lost =
        role == Role.PREDICTIONS
            && NOT_FINITE.contains(row.cells().get(cell).toLowerCase(Locale.ROOT));
    return lost ? Double.NaN : row.number(cell);
  }
}
