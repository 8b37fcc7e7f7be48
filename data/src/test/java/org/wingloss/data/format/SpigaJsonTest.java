package org.wingloss.data.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.face.Visibility;

/** The key {@code ids} of SPIGA's files: which landmark each entry of {@code landmarks} is. */
class SpigaJsonTest {
  private static final String COMPLETE =
      "{'imgpath':'a.jpg','ids':[101,24,7],'landmarks':[[1,2],[3,4],[5,6]]}";

  @TempDir Path folder;

  @Test
  void faceWithoutSomeIds_lacksTheseLandmarks() throws IOException {
    String partial =
        "{'imgpath':'b.jpg','ids':[101,7],'landmarks':[[10,20],[50,60]],'visible':[1,0]}";
    List<Face> faces = SpigaJson.read(write(partial, COMPLETE));
    Landmarks landmarks = faces.get(0).landmarks();
    assertEquals(3, landmarks.count());
    assertEquals(List.of(0), landmarks.in(Visibility.VISIBLE));
    assertEquals(List.of(1), landmarks.in(Visibility.MISSING));
    assertEquals(List.of(2), landmarks.in(Visibility.HIDDEN));
    assertEquals(10, landmarks.x(0));
    assertEquals(60, landmarks.y(2));
    assertEquals(Landmarks.of(1, 3, 5, 2, 4, 6), faces.get(1).landmarks());
  }

  @Test
  void idsInAnotherOrder_moveTheirLandmarks() throws IOException {
    String permuted = "{'imgpath':'b.jpg','ids':[7,101,24],'landmarks':[[5,6],[1,2],[3,4]]}";
    List<Face> faces = SpigaJson.read(write(COMPLETE, permuted));
    assertEquals(faces.get(0).landmarks(), faces.get(1).landmarks());
  }

  @Test
  void facesWithoutIds_areInTheOrderOfTheScheme() throws IOException {
    List<Face> faces =
        SpigaJson.read(write("{'imgpath':'b.jpg','landmarks':[[3,4],[1,2],[5,6]]}", COMPLETE));
    assertEquals(Landmarks.of(3, 1, 5, 4, 2, 6), faces.get(0).landmarks());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "[101,101] | 'ids' has 101 twice",
        "[101] | 'ids' has 1 values for 2 landmarks",
        "[101,null] | 'ids' must be finite numbers",
        "[101,8] | 'ids' has 8, which the longest 'ids' of the file lacks; their order is known"
            + " only from a face with all landmarks"
      })
  void idsWithoutMeaning_areAnError(String ids, String problem) throws IOException {
    Path file = write(COMPLETE, "{'imgpath':'b.jpg','ids':" + ids + ",'landmarks':[[1,2],[3,4]]}");
    assertEquals(
        file + ", entry 2: " + problem,
        assertThrows(InvalidDataException.class, () -> SpigaJson.read(file)).getMessage());
  }

  private Path write(String... entries) throws IOException {
    String list = "[" + String.join(",", entries) + "]";
    return Files.writeString(folder.resolve("spiga.json"), list.replace('\'', '"'));
  }
}
