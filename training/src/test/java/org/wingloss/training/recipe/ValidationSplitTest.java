package org.wingloss.training.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.wingloss.data.dataset.Holdout;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;

class ValidationSplitTest {
  private static final List<Face> FACES =
      IntStream.range(0, 20).mapToObj(i -> face("face%02d".formatted(i))).toList();

  @Test
  void divide_none_trainsOnAll() {
    Holdout parts =
        ValidationSplit.NONE.divide(
            FACES, ValidationSplitTest::notTenth, ValidationSplitTest::notAsked);
    assertEquals(List.of(), parts.validation());
    assertEquals(FACES, parts.rest());
  }

  @Test
  void divide_everyTenth_isTheReadersHoldout() {
    Holdout parts =
        ValidationSplit.EVERY_TENTH.divide(
            FACES,
            faces -> new Holdout(List.of(faces.get(0), faces.get(10)), faces.subList(2, 20)),
            ValidationSplitTest::notAsked);
    assertEquals(List.of(FACES.get(0), FACES.get(10)), parts.validation());
    assertEquals(18, parts.rest().size());
  }

  @Test
  void divide_list_neverTrainsOnAFaceOfTheList() {
    List<Face> list = List.of(FACES.get(3), face("another"));
    Holdout parts = ValidationSplit.LIST.divide(FACES, ValidationSplitTest::notTenth, () -> list);
    assertEquals(list, parts.validation());
    assertEquals(19, parts.rest().size());
    assertEquals(List.of(), parts.rest().stream().filter(list::contains).toList());
  }

  private static Holdout notTenth(List<Face> faces) {
    throw new AssertionError("every tenth is not wanted");
  }

  private static List<Face> notAsked() {
    throw new AssertionError("the list is not wanted");
  }

  private static Face face(String id) {
    return new Face(
        id, Path.of(id + ".jpg"), Landmarks.of(new double[] {1, 2}), Optional.empty(), Set.of());
  }

  @Test
  void of_unknownName_listsTheKnown() {
    var thrown = assertThrows(IllegalArgumentException.class, () -> ValidationSplit.of("some"));
    assertEquals("validation must be every-10th, list or none but was 'some'", thrown.getMessage());
  }
}
