package org.wingloss.data.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.wingloss.data.geometry.AffineMap;

class ExifOrientationTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "1, UPRIGHT",
    "2, MIRRORED",
    "3, HALF_TURN",
    "4, MIRRORED_HALF_TURN",
    "5, TRANSPOSED",
    "6, QUARTER_TURN",
    "7, TRANSVERSE",
    "8, THREE_QUARTER_TURN"
  })
  void file_withTag_hasThatOrientation(int tag, ExifOrientation expected) throws IOException {
    Path file = folder.resolve("tagged.jpg");
    Files.write(file, jpegWithTag(tag));
    assertEquals(expected, EncodedPicture.read(file).orientation());
    assertEquals(new ImageSize(24, 16), ImageFiles.size(file));
  }

  @Test
  void file_withoutTagOrUnreadable_isUpright() throws IOException {
    Path file = folder.resolve("plain.jpg");
    Files.write(file, ImageFiles.jpeg(TestPictures.gradient(24, 16), 0.9));
    assertEquals(ExifOrientation.UPRIGHT, EncodedPicture.read(file).orientation());
    Files.write(file, jpegWithTag(9));
    assertEquals(ExifOrientation.UPRIGHT, EncodedPicture.read(file).orientation());
  }

  @Test
  void decodeUpright_photographHeldSideways_isTurned() throws IOException {
    byte[] photograph = jpegWithTag(6);
    RgbImage stored = ImageFiles.decode(photograph, "photograph");
    RgbImage upright = ImageFiles.decodeUpright(photograph, "photograph");
    assertEquals(24, stored.width());
    assertEquals(16, upright.width());
    assertArrayEquals(ExifOrientation.QUARTER_TURN.upright(stored).rgb(), upright.rgb());
  }

  /**
   * Where the EXIF standard says that the first and the last stored pixel, (0, 0) and (2, 1) of 3 ×
   * 2, are to be shown.
   */
  @ParameterizedTest
  @CsvSource({
    "UPRIGHT, 0, 0, 2, 1",
    "MIRRORED, 2, 0, 0, 1",
    "HALF_TURN, 2, 1, 0, 0",
    "MIRRORED_HALF_TURN, 0, 1, 2, 0",
    "TRANSPOSED, 0, 0, 1, 2",
    "QUARTER_TURN, 1, 0, 0, 2",
    "TRANSVERSE, 1, 2, 0, 0",
    "THREE_QUARTER_TURN, 0, 2, 1, 0"
  })
  void upright_firstAndLastPixel_lieWhereTheStandardSays(
      ExifOrientation orientation, int firstX, int firstY, int lastX, int lastY) {
    AffineMap map = orientation.uprightFromStored(3, 2);
    assertEquals(firstX, map.x(0, 0));
    assertEquals(firstY, map.y(0, 0));
    assertEquals(lastX, map.x(2, 1));
    assertEquals(lastY, map.y(2, 1));
  }

  @ParameterizedTest
  @EnumSource(ExifOrientation.class)
  void upright_pixels_followTheMap(ExifOrientation orientation) {
    RgbImage stored = TestPictures.noise(5, 3, 8);
    RgbImage upright = orientation.upright(stored);
    AffineMap map = orientation.uprightFromStored(5, 3);
    assertArrayEquals(
        Warp.crop(stored, map, upright.width(), upright.height()).rgb(), upright.rgb());
  }

  private static byte[] jpegWithTag(int tag) throws IOException {
    byte[] jpeg = ImageFiles.jpeg(TestPictures.gradient(24, 16), 0.9);
    byte[] exif = {
      (byte) 0xFF,
      (byte) 0xE1,
      0,
      34,
      'E',
      'x',
      'i',
      'f',
      0,
      0,
      'M',
      'M',
      0,
      42,
      0,
      0,
      0,
      8,
      0,
      1,
      0x01,
      0x12,
      0,
      3,
      0,
      0,
      0,
      1,
      0,
      (byte) tag,
      0,
      0,
      0,
      0,
      0,
      0
    };
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(jpeg, 0, 2);
    out.write(exif);
    out.write(jpeg, 2, jpeg.length - 2);
    return out.toByteArray();
  }
}
