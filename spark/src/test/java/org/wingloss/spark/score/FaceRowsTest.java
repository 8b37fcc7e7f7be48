package org.wingloss.spark.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Visibility;
import scala.jdk.javaapi.CollectionConverters;

/** Rows are read by the rules of JSON Lines. */
class FaceRowsTest {
  private static final int TRUTH = 0;
  private static final int PREDICTIONS = 1;

  private static final StructType COLUMNS =
      new StructType()
          .add("id", DataTypes.StringType)
          .add("image", DataTypes.StringType)
          .add(
              "landmarks",
              DataTypes.createArrayType(DataTypes.createArrayType(DataTypes.DoubleType)))
          .add("box", DataTypes.createArrayType(DataTypes.DoubleType));

  private static Object list(Object... values) {
    return CollectionConverters.asScala(Arrays.asList(values));
  }

  private static Face face(int table, Object... values) {
    Row row = new GenericRowWithSchema(values, COLUMNS);
    return FaceRecord.read(new FaceRows(table, "faces").call(List.of(row).iterator()).next());
  }

  @Test
  void prediction_pointThatWasNotFound_isMissing() {
    Object points =
        list(
            list(1.0, 2.0),
            null,
            list(Double.NaN, Double.NaN),
            list(3.0, Double.POSITIVE_INFINITY),
            list(null, null));
    Face face = face(PREDICTIONS, "a", null, points, null);
    assertEquals(List.of(1, 2, 3, 4), face.landmarks().in(Visibility.MISSING));
    assertEquals(2.0, face.landmarks().y(0));
  }

  @Test
  void truth_pointThatIsNotFinite_isRefused() {
    for (Object point : List.of(list(Double.NaN, 1.0), list(null, null))) {
      InvalidDataException thrown =
          assertThrows(InvalidDataException.class, () -> face(TRUTH, "a", null, list(point), null));
      assertTrue(thrown.getMessage().contains("landmark 0 must be finite"), thrown.getMessage());
    }
    assertEquals(
        List.of(1),
        face(TRUTH, "a", null, list(list(1.0, 2.0), null), null)
            .landmarks()
            .in(Visibility.MISSING));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3})
  void point_ofAnotherCountOfNumbers_isRefused(int count) {
    Object point = list(Stream.generate(() -> 1.0).limit(count).toArray());
    for (int table : new int[] {TRUTH, PREDICTIONS}) {
      InvalidDataException thrown =
          assertThrows(
              InvalidDataException.class,
              () -> face(table, "a", null, list(list(1.0, 2.0), point), null));
      assertTrue(
          thrown.getMessage().contains("'landmarks[1]' must be 2 numbers"), thrown.getMessage());
    }
  }

  @Test
  void box_ofFiveNumbers_isRefused() {
    InvalidDataException thrown =
        assertThrows(
            InvalidDataException.class,
            () -> face(TRUTH, "a", null, list(list(1.0, 2.0)), list(0.0, 0.0, 5.0, 5.0, 0.9)));
    assertTrue(thrown.getMessage().contains("'box' must be 4 numbers"), thrown.getMessage());
  }

  @Test
  void id_thatIsLeftOut_isTheImage() {
    assertEquals("a.jpg", face(PREDICTIONS, null, "a.jpg", list(list(1.0, 2.0)), null).id());
    InvalidDataException thrown =
        assertThrows(
            InvalidDataException.class,
            () -> face(PREDICTIONS, null, null, list(list(1.0, 2.0)), null));
    assertTrue(thrown.getMessage().contains("neither an id nor an image"), thrown.getMessage());
  }
}
