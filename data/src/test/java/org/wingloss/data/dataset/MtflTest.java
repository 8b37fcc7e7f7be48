package org.wingloss.data.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;

class MtflTest {
  private Fixture data;

  @BeforeEach
  void pictures(@TempDir Path folder) {
    data =
        new Fixture(DatasetReader.of("mtfl"), folder)
            .picture("lfw_5590/A.jpg")
            .picture("net_7876/0.jpg");
  }

  @Test
  void lines_withBackslashLeadingBlankAndCarriageReturn_areRead() {
    data.file(
        "training.txt",
        String.join(
            "\r\n",
            "lfw_5590\\A.jpg 30.5 70.5 50 35 65 40 41 60 80 81 1 2 2 3",
            " net_7876\\0.jpg 1 2 3 4 5 6 7 8 9 10 2 1 1 5",
            " ",
            ""));
    List<Face> faces = data.read("train");
    assertEquals(List.of("lfw_5590/A.jpg", "net_7876/0.jpg"), data.ids("train"));
    assertEquals(
        Landmarks.ofPoints(new double[][] {{30.5, 40}, {70.5, 41}, {50, 60}, {35, 80}, {65, 81}}),
        faces.get(0).landmarks());
    assertEquals(Set.of("frontal"), faces.get(0).subsets());
    assertEquals(Set.of("right-profile"), faces.get(1).subsets());
    assertTrue(faces.get(0).box().isEmpty());
  }

  @Test
  void has_onlyTrainingList_hasNoTest() {
    data.file("training.txt", "lfw_5590\\A.jpg 1 2 3 4 5 6 7 8 9 10 1 2 2 3\n");
    DatasetReader reader = DatasetReader.of("mtfl");
    assertTrue(reader.has(data.data(), "train"));
    assertFalse(reader.has(data.data(), "test"));
  }

  @Test
  void poseSix_isAnError() {
    data.file("testing.txt", "lfw_5590\\A.jpg 1 2 3 4 5 6 7 8 9 10 1 2 2 6\n");
    data.fails("test", "DATA/testing.txt, line 1: the head pose must be 1 to 5 but is '6'");
  }

  @Test
  void missingNumber_isAnError() {
    data.file("testing.txt", "\nlfw_5590\\A.jpg 1 2 3 4 5 6 7 8 9 1 2 2 3\n");
    data.fails(
        "test", "DATA/testing.txt, line 2: expected a picture and 14 numbers but found 14 entries");
  }

  @Test
  void lineOfTooManyCells_isRefused() {
    data.file("testing.txt", "1 ".repeat(60_001) + "\n");
    data.fails("test", "DATA/testing.txt, line 1: has more than 60000 entries");
  }

  @Test
  void absolutePicture_isRefused() {
    data.file("testing.txt", "C:\\A.jpg 1 2 3 4 5 6 7 8 9 10 1 2 2 3\n");
    data.fails(
        "test",
        "DATA/testing.txt, line 1: names the picture 'C:\\A.jpg', which is not a path inside the"
            + " data folder");
  }
}
