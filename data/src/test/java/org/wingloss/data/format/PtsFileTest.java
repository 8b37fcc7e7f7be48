package org.wingloss.data.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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

  @Test
  void signedText_hiddenAndMissingLandmarks_haveTheSignsThatAreRead() throws IOException {
    Visibility[] states = new Visibility[4];
    Arrays.fill(states, Visibility.VISIBLE);
    states[1] = Visibility.HIDDEN;
    states[2] = Visibility.MISSING;
    Landmarks points = Landmarks.of(new double[] {10, 60.5, 0, 30, 20, 70, 0, 90}, states);
    String text = PtsFile.signedText(points);
    assertEquals(
        """
        version: 1
        n_points: 4
        {
        11.000000 21.000000
        -61.500000 -71.000000
        -1 -1
        31.000000 91.000000
        }
        """,
        text);
    assertEquals(points, PtsFile.read(write(text), 4));
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

  private static final String EYE = "201 201\n205 195\n212 192\n209 199\n";

  /** A profile behind a mask: only the eye is seen, and the mask is far larger than the eye. */
  @Test
  void maskedProfile_isCovered() throws IOException {
    String mask = "-120 -260\n-150 -300\n-200 -310\n-250 -250\n-180 -170\n-1 -1\n";
    Landmarks read = PtsFile.read(write(EYE + mask), 10);
    assertEquals(List.of(0, 1, 2, 3), read.in(Visibility.VISIBLE));
    assertEquals(List.of(4, 5, 6, 7, 8), read.in(Visibility.HIDDEN));
    assertEquals(119, read.x(4));
    assertEquals(309, read.y(6));
  }

  /** One far from the mask; a mark instead of places; a mask elsewhere; fewer than are seen. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "-120 -260\n-150 -300\n-200 -310\n-250 -250\n-900 -901\n",
        "-999 -998\n-999 -998\n-999 -998\n-999 -998\n-999 -998\n",
        "-920 -960\n-950 -999\n-999 -980\n-930 -970\n-980 -971\n",
        "-120 -260\n-150 -300\n-250 -170\n"
      })
  void coveredLandmarksThatAreNoMask_areAnError(String covered) throws IOException {
    Path file = write(EYE + covered);
    String message =
        assertThrows(
                InvalidDataException.class,
                () -> PtsFile.read(file, List.of(9, 7), Role.GROUND_TRUTH))
            .getMessage();
    assertTrue(message.contains("does not lie in this face either"), message);
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
