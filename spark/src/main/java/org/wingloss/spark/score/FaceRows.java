package org.wingloss.spark.score;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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
 * hidden}. A row whose {@code error} is not null is a picture that could not be used.
 *
 * @param table 0 for the ground truth, 1 … for predictions
 * @param name of the table, for messages
 */
record FaceRows(int table, String name) implements FlatMapFunction<Iterator<Row>, byte[]> {
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
    Object id = value(row, "id");
    try {
      Face face = Face.of((String) id, landmarks(row));
      if (value(row, "box") instanceof Seq<?> sides) {
        List<Double> box = numbers(sides);
        face = face.withBox(new Box(box.get(0), box.get(1), box.get(2), box.get(3)));
      }
      if (value(row, "subsets") instanceof Seq<?> subsets) {
        Set<String> names = new TreeSet<>();
        list(subsets).forEach(subset -> names.add((String) subset));
        face = face.withSubsets(names);
      }
      return value(row, "image") instanceof String image ? face.withImage(Path.of(image)) : face;
    } catch (RuntimeException e) {
      throw new InvalidDataException(
          "%s: the row of '%s' is no face: expected id, landmarks [[x, y], …], box [l, t, r, b]: %s"
              .formatted(name, id, e.getMessage()),
          e);
    }
  }

  private static Landmarks landmarks(Row row) {
    List<?> points = list((Seq<?>) value(row, "landmarks"));
    int count = points.size();
    double[] vector = new double[2 * count];
    Visibility[] states = new Visibility[count];
    for (int i = 0; i < count; i++) {
      List<Double> point = points.get(i) instanceof Seq<?> xy ? numbers(xy) : List.of();
      boolean present = !point.isEmpty();
      states[i] = present ? Visibility.VISIBLE : Visibility.MISSING;
      vector[i] = present ? point.get(0) : Double.NaN;
      vector[count + i] = present ? point.get(1) : Double.NaN;
    }
    if (value(row, "hidden") instanceof Seq<?> hidden) {
      for (Double place : numbers(hidden)) {
        states[place.intValue()] = Visibility.HIDDEN;
      }
    }
    return Landmarks.of(vector, states);
  }

  private static List<?> list(Seq<?> values) {
    return CollectionConverters.asJava(values);
  }

  private static List<Double> numbers(Seq<?> values) {
    return list(values).stream().map(value -> ((Number) value).doubleValue()).toList();
  }
}
