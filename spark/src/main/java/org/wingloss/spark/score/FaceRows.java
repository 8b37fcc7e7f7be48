package org.wingloss.spark.score;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.face.Visibility;
import org.wingloss.data.geometry.Box;
import org.wingloss.spark.session.LazyStream;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Reads rows as faces. The columns are called and mean what the keys of JSON Lines do: {@code id},
 * {@code landmarks}, and where there are {@code image}, {@code box}, {@code subsets}, {@code
 * hidden}. A row without {@code id} is called as its {@code image}. Of a prediction a point that is
 * null or not finite was not found. A row whose {@code error} is not null is a picture that could
 * not be used.
 *
 * @param table 0 for the ground truth, 1 … for predictions
 * @param name of the table, for messages
 */
record FaceRows(int table, String name) implements FlatMapFunction<Iterator<Row>, byte[]> {
  private static final double[] NOWHERE = {Double.NaN, Double.NaN};

  @Override
  public Iterator<byte[]> call(Iterator<Row> rows) {
    return LazyStream.of(rows)
        .filter(row -> value(row, "error") == null)
        .map(row -> FaceRecord.write(table, face(row)))
        .iterator();
  }

  private static Object value(Row row, String column) {
    int place = row.schema().getFieldIndex(column).isEmpty() ? -1 : row.fieldIndex(column);
    return place < 0 || row.isNullAt(place) ? null : row.get(place);
  }

  private Face face(Row row) {
    String image = value(row, "image") instanceof String text ? text : null;
    Object id = value(row, "id") == null ? image : value(row, "id");
    try {
      if (id == null) {
        throw new IllegalArgumentException("there is neither an id nor an image");
      }
      Face face = Face.of((String) id, landmarks(row));
      if (value(row, "box") != null) {
        double[] box = numbers(value(row, "box"), 4, () -> "box");
        face = face.withBox(new Box(box[0], box[1], box[2], box[3]));
      }
      Set<String> subsets = new TreeSet<>();
      entries(row, "subsets").forEach(subset -> subsets.add((String) subset));
      face = face.withSubsets(subsets);
      return image == null ? face : face.withImage(Path.of(image));
    } catch (RuntimeException e) {
      throw new InvalidDataException(
          "%s: the row of '%s' is no face: expected id, landmarks [[x, y], …], box [l, t, r, b]: %s"
              .formatted(name, id, e.getMessage()),
          e);
    }
  }

  private Landmarks landmarks(Row row) {
    List<?> points = entries(row, "landmarks");
    int count = points.size();
    double[] vector = new double[2 * count];
    Visibility[] states = new Visibility[count];
    for (int i = 0; i < count; i++) {
      double[] point = point(points.get(i), i);
      boolean lost = table > 0 && !(Double.isFinite(point[0]) && Double.isFinite(point[1]));
      states[i] = lost || points.get(i) == null ? Visibility.MISSING : Visibility.VISIBLE;
      vector[i] = point[0];
      vector[count + i] = point[1];
    }
    for (Object place : entries(row, "hidden")) {
      states[((Number) place).intValue()] = Visibility.HIDDEN;
    }
    return Landmarks.of(vector, states);
  }

  private static double[] point(Object entry, int i) {
    return entry == null ? NOWHERE : numbers(entry, 2, () -> "landmarks[" + i + "]");
  }

  /** Exactly so many; NaN for null. */
  private static double[] numbers(Object value, int wanted, Supplier<String> place) {
    if (!(value instanceof Seq<?> numbers) || numbers.length() != wanted) {
      throw new IllegalArgumentException(
          "'%s' must be %d numbers but is %s".formatted(place.get(), wanted, value));
    }
    return CollectionConverters.asJava(numbers).stream()
        .mapToDouble(number -> number == null ? Double.NaN : ((Number) number).doubleValue())
        .toArray();
  }

  /** What a column lists; nothing where it is null or absent. */
  private static List<?> entries(Row row, String column) {
    Object value = value(row, column);
    if (value == null) {
      return List.of();
    }
    if (value instanceof Seq<?> entries) {
      return CollectionConverters.asJava(entries);
    }
    throw new IllegalArgumentException("'%s' must be a list but is %s".formatted(column, value));
  }
}
