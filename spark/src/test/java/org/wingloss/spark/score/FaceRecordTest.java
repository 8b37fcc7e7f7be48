package org.wingloss.spark.score;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;

class FaceRecordTest {
  private static final Face FACE = Face.of("a", Landmarks.of(1, 2, 3, 4));

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 127, 128, 300})
  void table_ofAnyNumber_isReadAgain(int table) {
    assertEquals(table, FaceRecord.table(FaceRecord.write(table, FACE)));
  }
}
