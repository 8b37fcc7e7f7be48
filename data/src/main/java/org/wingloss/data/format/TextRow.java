package org.wingloss.data.format;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.Box;

/**
 * The cells of one line of a list.
 *
 * @param cells without surrounding blanks
 * @param file for messages
 * @param line the line's number for messages, counted from 1
 */
public record TextRow(List<String> cells, Path file, LongSupplier line) {
  /** Three times as many as 10,000 landmarks need. */
  private static final int MOST_CELLS = 60_000;

  private static final CsvFactory CSV =
      CsvFactory.builder().enable(CsvParser.Feature.TRIM_SPACES).build();

  /**
   * The rows of a list with runs of blanks between its cells; blank lines are passed over.
   *
   * @throws InvalidDataException if the file is absent, empty or not text
   */
  public static Iterable<TextRow> blanks(Path file) {
    List<String> lines = TextFile.lines(file);
    return () ->
        rows(
                lines,
                (text, line) -> of(List.of(text.strip().split("\\s+", MOST_CELLS + 1)), file, line))
            .iterator();
  }

  /** Cells between commas; a cell in double quotes may hold commas. */
  static TextRow commas(String text, Path file, LongSupplier line) {
    List<String> cells = new ArrayList<>();
    try (CsvParser csv = CSV.createParser(text)) {
      while (csv.nextToken() != null && cells.size() <= MOST_CELLS) {
        if (csv.currentToken() == JsonToken.VALUE_STRING) {
          cells.add(csv.getText());
        }
      }
    } catch (IOException e) {
      throw InvalidDataException.at(file, line.getAsLong(), "is not CSV: " + firstLine(e));
    }
    return of(cells, file, line);
  }

  private static TextRow of(List<String> cells, Path file, LongSupplier line) {
    if (cells.size() > MOST_CELLS) {
      throw InvalidDataException.at(
          file, line.getAsLong(), "has more than %d entries".formatted(MOST_CELLS));
    }
    return new TextRow(cells, file, line);
  }

  /**
   * The rows of a CSV file, the header first; blank lines are passed over.
   *
   * @throws InvalidDataException if the file is absent, empty or not text
   */
  static List<TextRow> csv(Path file) {
    List<TextRow> rows =
        rows(TextFile.lines(file), (text, line) -> commas(text, file, line)).toList();
    if (rows.isEmpty()) {
      throw InvalidDataException.in(file, "is empty");
    }
    return rows;
  }

  /** The rows of the lines that are not blank. */
  private static Stream<TextRow> rows(
      List<String> lines, BiFunction<String, LongSupplier, TextRow> row) {
    return IntStream.range(0, lines.size())
        .filter(i -> !lines.get(i).isBlank())
        .mapToObj(i -> row.apply(lines.get(i), () -> i + 1L));
  }

  private static String firstLine(IOException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  /** The name of a face whose line is too broken to tell its picture. */
  public String id() {
    return file.getFileName() + ":" + line.getAsLong();
  }

  /** The name that a header has in a cell, lower case. */
  String name(int cell) {
    return cells.get(cell).strip().toLowerCase(Locale.ROOT);
  }

  public void check(int size, String what) {
    if (cells.size() != size) {
      throw wrong("expected %s but found %d entries".formatted(what, cells.size()));
    }
  }

  public double number(int cell) {
    double value = TextFile.number(cells.get(cell));
    if (Double.isNaN(value)) {
      throw wrong("expected a number but found '" + TextFile.shown(cells.get(cell)) + "'");
    }
    return value;
  }

  /** A whole number from low to high. */
  public int whole(int cell, int low, int high, String what) {
    double value = number(cell);
    if (value != Math.rint(value) || value < low || value > high) {
      throw wrong("%s must be %d to %d but is '%s'".formatted(what, low, high, cells.get(cell)));
    }
    return (int) value;
  }

  /** Points written x1 y1 x2 y2 …. */
  public Landmarks interleaved(int from, int count) {
    double[] vector = new double[2 * count];
    for (int i = 0; i < count; i++) {
      vector[i] = number(from + 2 * i);
      vector[count + i] = number(from + 2 * i + 1);
    }
    return Landmarks.of(vector);
  }

  /** Points written x1 x2 … y1 y2 …. */
  public Landmarks vector(int from, int count) {
    double[] vector = new double[2 * count];
    for (int i = 0; i < 2 * count; i++) {
      vector[i] = number(from + i);
    }
    return Landmarks.of(vector);
  }

  /** A box written left, top, right, bottom. */
  public Box box(int from) {
    return box(number(from), number(from + 1), number(from + 2), number(from + 3));
  }

  /** A box whose shape is checked with this line in the message. */
  public Box box(double left, double top, double right, double bottom) {
    try {
      return new Box(left, top, right, bottom);
    } catch (IllegalArgumentException e) {
      throw wrong(e.getMessage());
    }
  }

  public String where() {
    return file + ", line " + line.getAsLong();
  }

  InvalidDataException wrong(String problem) {
    return InvalidDataException.at(file, line.getAsLong(), problem);
  }
}
