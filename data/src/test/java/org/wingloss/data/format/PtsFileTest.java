package org.wingloss.data.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.face.Visibility;

class PtsFileTest {
  @TempDir Path folder;

  @Test
  void text_zeroBasedPoints_isOneBased() throws IOException {
    Landmarks points = Landmarks.of(0, 10.25, -3, 7.5);
    String text = PtsFile.text(points);
    assertEquals("version: 1\nn_points: 2\n{\n1.000000 -2.000000\n11.250000 8.500000\n}\n", text);
    assertEquals(points, PtsFile.read(write(text), 2));
  }

  @Test
  void windowsLineEnds_tabsAndByteOrderMark_areRead() throws IOException {
    assertEquals(
        Landmarks.of(0, 2, 1, 3),
        PtsFile.read(write("\uFEFFversion: 1\r\nn_points:  2\r\n{\r\n1\t2\r\n3 4e0\r\n}\r\n"), 2));
  }

  @Test
  void textAfterTheFrame_isAnError() throws IOException {
    Path file = write("{\n1 2\n}\n3 4\n");
    assertEquals(
        file + ", line 4: text after the closing '}'",
        assertThrows(InvalidDataException.class, () -> PtsFile.read(file, 1)).getMessage());
  }

  @Test
  void binaryFile_isAnError() throws IOException {
    Path file = Files.write(folder.resolve("b.pts"), new byte[] {(byte) 0xff, (byte) 0xfe, 1});
    assertEquals(
        file + ": is not text (UTF-8)",
        assertThrows(InvalidDataException.class, () -> PtsFile.read(file, 1)).getMessage());
  }

  /** MERL-RAV: the fourth landmark is not there, the fifth is covered. */
  @Test
  void signedCoordinates_areAbsentAndCoveredLandmarks() throws IOException {
    Path file = write("101 101\n201 101\n151 151\n-1 -1\n-181.5 -201\n");
    Landmarks read = PtsFile.read(file, 5);
    assertEquals(Visibility.MISSING, read.state(3));
    assertEquals(Visibility.HIDDEN, read.state(4));
    assertEquals(180.5, read.x(4));
    assertEquals(200, read.y(4));
    assertEquals(Visibility.VISIBLE, read.state(0));
    assertEquals(100, read.x(0));
    assertEquals(
        -182.5, PtsFile.read(file, List.of(5), Role.PREDICTIONS).x(4), "predictions have no signs");
  }

  /** The upper left part of the face lies outside its picture. */
  @Test
  void clippedFace_keepsItsNegativeCoordinates() throws IOException {
    Landmarks read = PtsFile.read(write("-11 -4\n31 -7\n9 21\n-7 41\n26 44\n"), 5);
    assertEquals(Landmarks.of(-12, 30, 8, -8, 25, -5, -8, 20, 40, 43), read);
  }

  @Test
  void negativeCoordinatesWithoutMeaning_areAnError() throws IOException {
    Path file = write("101 101\n201 101\n151 151\n121 201\n-900 -901\n");
    assertEquals(
        file
            + ": landmark 4 is (-900.0, -901.0), too far outside the picture for a face that is cut"
            + " off. In the signed convention of MERL-RAV (-x, -y) is a covered landmark and"
            + " (-1, -1) one that is not there, but (900.0, 901.0) does not lie in this face either",
        assertThrows(InvalidDataException.class, () -> PtsFile.read(file, 5)).getMessage());
  }

  /** As a converter leaves them that takes one from (-1, -1). */
  @Test
  void anotherMarkOfMissingLandmarks_isAnError() throws IOException {
    Path file = write("101 101\n201 101\n151 151\n-2 -2\n-2 -2\n");
    assertEquals(
        file
            + ": landmarks 3 and 4 both are (-2.0, -2.0): is that a mark of landmarks that are not"
            + " there? In the signed convention of MERL-RAV it is (-1, -1)",
        assertThrows(InvalidDataException.class, () -> PtsFile.read(file, 5)).getMessage());
    Path none = write("-1 -1\n".repeat(5));
    assertEquals(
        none + ": holds no landmark: each is (-1, -1), which says that it is not there",
        assertThrows(InvalidDataException.class, () -> PtsFile.read(none, 5)).getMessage());
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("a.pts"), text);
  }
}
