package org.wingloss.evaluation.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;

final class FaceJoinTest {
  private static FaceSource source(String... ids) {
    Landmarks shape = Landmarks.of(1, 2, 3, 4);
    return new LoadedFaces("f", Arrays.stream(ids).map(id -> Face.of(id, shape)).toList());
  }

  @Test
  void of_idsInOtherUnicodeForms_areTheSameWithoutEnding() {
    String one = "J\u00fcrgen.jpg";
    String two = "Ju\u0308rgen.jpg";
    FaceJoin join = FaceJoin.of(source("a.jpg", one), source(two, "a.jpg"));
    assertEquals(MatchRule.WITHOUT_ENDING, join.rule());
    assertEquals(0, join.find(one));
    assertEquals(1, join.find("a.jpg"));
  }

  @Test
  void of_sourceWithoutAFace_isNamed() {
    FaceSource none = new LoadedFaces("mine", List.of());
    assertEquals("mine: holds no face", failure(source("a.jpg"), none));
    assertEquals("mine: holds no face", failure(none, source("a.jpg")));
  }

  private static String failure(FaceSource truth, FaceSource predictions) {
    return assertThrows(InvalidDataException.class, () -> FaceJoin.of(truth, predictions))
        .getMessage();
  }
}
