package org.wingloss.data.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.format.BoxFile;
import org.wingloss.data.format.JsonLines;

class JsonLinesLayoutTest {
  private static final String POINTS = "'landmarks':[[1,2],[3,4],[5,6],[7,8],[9,10]]";

  private Fixture data;

  @BeforeEach
  void pictures(@TempDir Path folder) {
    data = new Fixture(DatasetReader.of("jsonl:mtfl-5"), folder).picture("images/a.jpg");
  }

  @Test
  void lines_becomeFaces() {
    train("{'id':'f','image':'a.jpg'," + POINTS + ",'subsets':['s']}");
    Face face = data.read("train").get(0);
    assertEquals("f", face.id());
    assertEquals(data.data().resolve("images/a.jpg"), face.image());
    assertEquals(
        Landmarks.ofPoints(new double[][] {{1, 2}, {3, 4}, {5, 6}, {7, 8}, {9, 10}}),
        face.landmarks());
    assertEquals(Set.of("s"), face.subsets());
    assertEquals(List.of("f"), data.ids("validation"));
  }

  @Test
  void has_singleListFile_isAllTraining() {
    train("{'id':'f','image':'a.jpg'," + POINTS + "}");
    DatasetReader reader = DatasetReader.of("jsonl:mtfl-5");
    assertFalse(reader.has(data.data(), "test"));
    assertFalse(reader.has(data.data().resolve("train.jsonl"), "test"));
    assertTrue(reader.has(data.data().resolve("train.jsonl"), "validation"));
  }

  @Test
  void sameIdTwice_isAnError() {
    String line = "{'id':'f','image':'a.jpg'," + POINTS + "}\n";
    train(line + line);
    data.fails("train", "DATA: names the face 'f' twice");
  }

  @Test
  void linesWithoutId_areNamedByTheImageAsWrittenAndNumbered() {
    String points = "," + POINTS + "}\n";
    String line = "{'image':'a.jpg'" + points;
    train(line + line + "{'image':'images\\\\a.jpg'" + points);
    assertEquals(List.of("a.jpg", "a.jpg#2", "images/a.jpg"), data.ids("train"));
  }

  @Test
  void lineWithoutId_ofAnImageThatNamesAFaceBefore_isAFurtherFace() {
    String points = "'image':'a.jpg'," + POINTS + "}\n";
    train("{'id':'a.jpg'," + points + "{'id':'a.jpg#2'," + points + "{" + points);
    assertEquals(List.of("a.jpg", "a.jpg#2", "a.jpg#3"), data.ids("train"));
  }

  @Test
  void linesWithoutId_inDataSetBoxFileAndScore_haveTheSameIds() {
    train("{'image':'images\\\\a.jpg','box':[1,2,3,4]," + POINTS + "}\n");
    Path file = data.data().resolve("train.jsonl");
    assertEquals(List.of("images/a.jpg"), data.ids("train"));
    assertEquals(Set.of("images/a.jpg"), BoxFile.read(file).keySet());
    assertEquals("images/a.jpg", JsonLines.read(file).get(0).id());
  }

  @Test
  void lineWithoutImage_isAnError() {
    train("{'id':'f'," + POINTS + "}");
    data.fails("train", "DATA/train.jsonl, face 'f': has no 'image'");
  }

  @Test
  void traversal_isRefused() {
    train("{'image':'../../etc/passwd'," + POINTS + "}");
    data.fails(
        "train",
        "DATA/train.jsonl, face '../../etc/passwd': names the picture '../../etc/passwd', which is"
            + " not a path inside the data folder");
  }

  /** To open it would wait for its other end. */
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void listThatIsAPipe_isRefused() throws Exception {
    Path pipe = data.data().resolve("train.jsonl");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    assertTimeoutPreemptively(
        Duration.ofMinutes(1),
        () -> data.fails("train", "DATA/train.jsonl: is not a regular file"));
  }

  @Test
  void fixedLayout_askedForAnotherScheme_isAnError() {
    assertEquals(
        "the landmarks of wflw are always wflw-98 but 'mtfl-5' was asked for",
        assertThrows(InvalidDataException.class, () -> DatasetReader.of("wflw:mtfl-5"))
            .getMessage());
  }

  @Test
  void unknownKind_isAnErrorNamingTheKnownOnes() {
    String message =
        assertThrows(InvalidDataException.class, () -> DatasetReader.of("lfpw")).getMessage();
    assertEquals(
        "no kind of data set is called 'lfpw'; known: " + String.join(", ", DatasetReader.kinds()),
        message);
  }

  private void train(String text) {
    data.file("train.jsonl", text.replace('\'', '"'));
  }
}
