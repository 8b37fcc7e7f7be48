package org.wingloss.data.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Landmarks;

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

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("a.pts"), text);
  }
}
