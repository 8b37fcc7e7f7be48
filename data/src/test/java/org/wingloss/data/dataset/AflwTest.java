package org.wingloss.data.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Visibility;
import org.wingloss.data.geometry.Box;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.Cell;
import us.hebi.matlab.mat.types.Char;
import us.hebi.matlab.mat.types.MatFile;
import us.hebi.matlab.mat.types.Matrix;

/** The fixture is made by SciPy, see make_fixtures.py beside it. */
class AflwTest {
  private static final String FILE = "AFLWinfo_release.mat";

  private Fixture data;
  private Path file;

  @BeforeEach
  void pictures(@TempDir Path folder) throws IOException {
    data =
        new Fixture(DatasetReader.of("aflw"), folder)
            .picture("data/flickr/0/a.jpg")
            .picture("data/flickr/0/b.jpg")
            .picture("data/flickr/2/c.jpg");
    file = folder.resolve(FILE);
    try (InputStream in = AflwTest.class.getResourceAsStream(FILE)) {
      Files.copy(in, file);
    }
  }

  @Test
  void train_followsThePermutation_notTheRows() {
    assertEquals(List.of("0/a.jpg", "0/a.jpg#2", "2/c.jpg"), data.ids("train"));
    assertEquals(List.of("0/b.jpg"), data.ids("full"));
  }

  @Test
  void face_coordinatesBoxAndMask_areReadAsWrittenByHand() {
    Face first = data.read("train").get(0);
    assertEquals(100, first.landmarks().x(0));
    assertEquals(118, first.landmarks().x(18));
    assertEquals(10, first.landmarks().y(0));
    assertEquals(19, first.landmarks().y(18));
    assertEquals(Optional.of(new Box(90, 5, 130, 30)), first.box(), "xmin, xmax, ymin, ymax");
    assertEquals(Visibility.HIDDEN, first.landmarks().state(4));
    assertEquals(Visibility.VISIBLE, first.landmarks().state(5));
    assertEquals(data.data().resolve("data/flickr/0/a.jpg"), first.image());
    assertEquals(400, data.read("train").get(1).landmarks().x(0), "the picture's second face");
  }

  @Test
  void frontal_allVisibleInsideTheBox_areAlsoTagged() {
    assertEquals(List.of("0/b.jpg"), data.ids("frontal"));
    assertEquals(Set.of("frontal"), data.read("full").get(0).subsets());
    assertEquals(Set.of(), data.read("train").get(0).subsets(), "a landmark is covered");
  }

  /** All landmarks are visible; the box has 10 × 10 pixels from (0, 0). */
  @ParameterizedTest
  @CsvSource({
    "0, 10, true",
    "10, 0, true",
    "-0.5, 1, false",
    "10.5, 1, false",
    "1, -0.5, false",
    "1, 10.5, false"
  })
  void frontal_allVisible_isTaggedWhereTheBoxHoldsThem(double x, double y, boolean frontal)
      throws IOException {
    write(x, y, 10, Mat5.newString("0/a.jpg"), 1);
    Set<String> expected = frontal ? Set.of("frontal") : Set.of();
    assertEquals(expected, data.read("train").get(0).subsets());
  }

  @Test
  void everyTruncation_isAnErrorNamingTheFile() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length += 37) {
      Files.write(file, java.util.Arrays.copyOf(whole, length));
      String message = failure();
      assertTrue(message.startsWith("DATA/" + FILE + ": "), message);
    }
  }

  @Test
  void everyFlippedByte_isReadOrAnError_neverAnotherException() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    for (int at = 128; at < whole.length; at += 3) {
      byte[] damaged = whole.clone();
      damaged[at] ^= (byte) 0xFF;
      Files.write(file, damaged);
      try {
        data.read("train");
      } catch (org.wingloss.data.InvalidDataException e) {
        assertTrue(e.getMessage().contains(FILE), e.getMessage());
      }
    }
  }

  /** A text of two lines is a matrix of characters; it has no order of its own. */
  @Test
  void nameOfTwoLines_isAnError() throws IOException {
    Char lines = Mat5.newChar(2, 2);
    for (int i = 0; i < 4; i++) {
      lines.setChar(i, "acbd".charAt(i));
    }
    write(1, 1, 10, lines, 1);
    data.fails("train", "DATA/" + FILE + ": 'nameList{1}' is not a text of one line");
  }

  @Test
  void level73File_isNamedAsSuch() throws IOException {
    Files.writeString(file, "MATLAB 7.3 MAT-file, Platform: GLNXA64");
    data.fails(
        "train", "DATA/" + FILE + ": is a MATLAB file of level 7.3 but one of level 5 is expected");
  }

  @Test
  void notANumber_isAnErrorNamingTheFace() throws IOException {
    write(Double.NaN, 10, "0/a.jpg", 1);
    data.fails("train", "DATA/" + FILE + ", face 1: landmark 0 must be finite but was (NaN, 1.0)");
  }

  @Test
  void negativeBox_isAnErrorNamingTheFace() throws IOException {
    write(1, -10, "0/a.jpg", 1);
    data.fails(
        "train",
        "DATA/"
            + FILE
            + ", face 1: a box needs finite edges with left < right and top < bottom but was"
            + " [0.0, 0.0, -10.0, 10.0]");
  }

  @Test
  void traversal_isRefused() throws IOException {
    write(1, 10, "../../etc/passwd/../../../..//etc/passwd", 1);
    assertTrue(failure().contains("which is not a path inside the data folder"), failure());
  }

  @Test
  void permutationWithAZero_isAnError() throws IOException {
    write(1, 10, "0/a.jpg", 0);
    data.fails("train", "DATA/" + FILE + ": 'ra' must hold every number from 1 to 1 once");
  }

  @Test
  void reading_writesNothing() throws IOException {
    data.read("train");
    try (java.util.stream.Stream<Path> files = Files.list(data.data())) {
      assertEquals(2, files.count());
    }
    assertFalse(Files.exists(data.data().resolve("wingloss-skip.txt")));
  }

  private String failure() {
    return org.junit.jupiter.api.Assertions.assertThrows(
            org.wingloss.data.InvalidDataException.class, () -> data.read("train"))
        .getMessage()
        .replace(data.data().toString(), "DATA");
  }

  private void write(double x, double right, String name, int ra) throws IOException {
    write(x, 1, right, Mat5.newString(name), ra);
  }

  /** One face, its first landmark at (x, y) and the others at (1, 1), all visible. */
  private void write(double x, double y, double right, Char name, int ra) throws IOException {
    Matrix points = ones(38);
    points.setDouble(0, x);
    points.setDouble(19, y);
    Matrix box = Mat5.newMatrix(1, 4);
    box.setDouble(1, right);
    box.setDouble(3, 10);
    Cell names = Mat5.newCell(1, 1).set(0, name);
    try (MatFile mat = Mat5.newMatFile()) {
      mat.addArray("data", points).addArray("bbox", box).addArray("nameList", names);
      mat.addArray("mask_new", ones(19)).addArray("ra", Mat5.newScalar(ra));
      Mat5.writeToFile(mat, file.toFile());
    }
  }

  private static Matrix ones(int count) {
    Matrix ones = Mat5.newMatrix(1, count);
    for (int i = 0; i < count; i++) {
      ones.setDouble(i, 1);
    }
    return ones;
  }
}
