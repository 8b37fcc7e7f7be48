package org.wingloss.data.format;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.face.SignedCoordinates;
import org.wingloss.data.face.Visibility;
import org.wingloss.data.geometry.AffineMap;

/**
 * The {@code .pts} text of 300-W: one {@code x y} a line, <b>1-based</b> (the upper left pixel's
 * centre is (1, 1)), inside the frame {@code version: 1 / n_points: L / { … }}, which may be left
 * out. One is subtracted from every coordinate when reading and added when writing. In ground truth
 * signs may have the meaning of {@link SignedCoordinates}, as MERL-RAV writes them.
 */
public final class PtsFile {
  private static final long LARGEST = 1 << 20;

  private PtsFile() {}

  /**
   * The points of a file of ground truth, 0-based.
   *
   * @param count L, the number of points that must be there
   * @throws InvalidDataException if a line is not two finite numbers, there are not L points, or
   *     negative coordinates have no meaning
   */
  public static Landmarks read(Path file, int count) {
    return read(file, List.of(count), Role.GROUND_TRUTH);
  }

  /**
   * The points of a file, 0-based.
   *
   * @param counts the numbers of points that may be there, the usual one first
   * @param role predictions are taken as they are, whatever their signs
   * @throws InvalidDataException as {@link #read(Path, int)}
   */
  public static Landmarks read(Path file, List<Integer> counts, Role role) {
    List<double[]> points = new ArrayList<>();
    List<String> lines = TextFile.lines(file, LARGEST);
    boolean closed = false;
    int stated = -1;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.equals("{") || line.startsWith("version")) {
        continue;
      }
      if (closed) {
        throw InvalidDataException.at(file, i + 1, "text after the closing '}'");
      }
      if (line.equals("}")) {
        closed = true;
      } else if (line.toLowerCase(Locale.ROOT).startsWith("n_points")) {
        stated = count(line, counts, file, i + 1);
      } else {
        points.add(point(line, file, i + 1));
      }
    }
    if (stated < 0 ? !counts.contains(points.size()) : points.size() != stated) {
      throw InvalidDataException.in(
          file,
          "expected %s points but found %d"
              .formatted(stated < 0 ? text(counts) : stated, points.size()));
    }
    Landmarks written = Landmarks.ofPoints(points.toArray(new double[0][]));
    Landmarks meant =
        role == Role.GROUND_TRUTH ? SignedCoordinates.read(written, file::toString) : written;
    return meant.map(AffineMap.translation(-1, -1));
  }

  /**
   * The text of a file with its frame.
   *
   * @param landmarks complete, 0-based
   */
  public static String text(Landmarks landmarks) {
    if (!landmarks.isComplete()) {
      throw new IllegalArgumentException(".pts has no way to say that a landmark is missing");
    }
    return signedText(landmarks.allVisible());
  }

  /**
   * The text of a file with its frame and the signs of {@link SignedCoordinates}: a hidden landmark
   * is (−x, −y), a missing one (−1, −1).
   *
   * @param landmarks 0-based; where some are hidden, all lie right of and below (0, 0)
   */
  public static String signedText(Landmarks landmarks) {
    StringBuilder out = new StringBuilder("version: 1\nn_points: " + landmarks.count() + "\n{\n");
    for (int i = 0; i < landmarks.count(); i++) {
      int sign = landmarks.state(i) == Visibility.HIDDEN ? -1 : 1;
      boolean present = landmarks.isPresent(i);
      out.append(present ? TextFile.text(sign * (landmarks.x(i) + 1)) : "-1").append(' ');
      out.append(present ? TextFile.text(sign * (landmarks.y(i) + 1)) : "-1").append('\n');
    }
    return out.append("}\n").toString();
  }

  private static int count(String line, List<Integer> counts, Path file, int number) {
    String[] words = line.split("[:\\s]+", -1);
    double stated = words.length == 2 ? TextFile.number(words[1], file, number) : Double.NaN;
    return counts.stream()
        .filter(count -> count == stated)
        .findFirst()
        .orElseThrow(
            () ->
                InvalidDataException.at(
                    file,
                    number,
                    "expected n_points: %s but found '%s'"
                        .formatted(text(counts), TextFile.shown(line))));
  }

  private static String text(List<Integer> counts) {
    return counts.stream().map(String::valueOf).collect(Collectors.joining(" or "));
  }

  private static double[] point(String line, Path file, int number) {
    String[] words = line.split("[\\s,]+", -1);
    if (words.length != 2) {
      throw InvalidDataException.at(
          file, number, "expected 'x y' but found '" + TextFile.shown(line) + "'");
    }
    return new double[] {
      TextFile.number(words[0], file, number), TextFile.number(words[1], file, number)
    };
  }
}
