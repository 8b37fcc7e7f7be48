package org.wingloss.data.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wingloss.data.InvalidDataException;

/** Picture files that are damaged, no pictures, or made to exhaust memory. */
class UntrustedPicturesTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(doubles = {0.02, 0.3, 0.6, 0.95})
  void jpeg_truncated_isRefused(double share) throws IOException {
    byte[] whole = ImageFiles.jpeg(TestPictures.noise(120, 90, 3), 0.9);
    assertRefused(Arrays.copyOf(whole, (int) (whole.length * share)), "picture");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.3, 0.6, 0.95})
  void png_truncated_isRefused(double share) throws IOException {
    byte[] whole = ImageFiles.png(TestPictures.noise(120, 90, 3));
    assertRefused(Arrays.copyOf(whole, (int) (whole.length * share)), "picture");
  }

  @Test
  void jpeg_damagedInTheMiddle_neverCrashes() {
    byte[] whole = ImageFiles.jpeg(TestPictures.noise(120, 90, 3), 0.9);
    java.util.SplittableRandom random = new java.util.SplittableRandom(11);
    for (int trial = 0; trial < 200; trial++) {
      byte[] damaged = whole.clone();
      for (int i = 0; i < 20; i++) {
        damaged[random.nextInt(2, damaged.length)] = (byte) random.nextInt();
      }
      try {
        ImageFiles.decode(damaged, "damaged");
      } catch (InvalidDataException e) {
        assertTrue(e.getMessage().startsWith("damaged: "), e.getMessage());
      }
    }
  }

  @Test
  void emptyFile_isRefused() throws IOException {
    assertRefused(new byte[0], "empty file");
  }

  @Test
  void textFile_isRefused() throws IOException {
    assertRefused("<svg/>".getBytes(StandardCharsets.UTF_8), "begins with 3c 73 76 67");
  }

  @Test
  void missingFile_isRefused() {
    Path file = folder.resolve("none.jpg");
    InvalidDataException e = assertThrows(InvalidDataException.class, () -> ImageFiles.read(file));
    assertEquals(file + ": no such picture", e.getMessage());
  }

  @Test
  void folderInsteadOfFile_isRefused() {
    InvalidDataException e =
        assertThrows(InvalidDataException.class, () -> ImageFiles.read(folder));
    assertEquals(folder + ": not a regular file", e.getMessage());
  }

  @Test
  void hugePngHeader_isRefusedBeforeAllocation() throws IOException {
    ByteBuffer png = ByteBuffer.allocate(8 + 25 + 12);
    png.putLong(0x89504E470D0A1A0AL);
    ByteBuffer header = ByteBuffer.allocate(17);
    header.put("IHDR".getBytes(StandardCharsets.US_ASCII));
    header.putInt(60_000).putInt(60_000).put(new byte[] {8, 2, 0, 0, 0});
    CRC32 crc = new CRC32();
    crc.update(header.array());
    png.putInt(13).put(header.array()).putInt((int) crc.getValue());
    png.putInt(0).putInt(0x49444154).putInt(0x35AF061E);
    assertRefused(png.array(), "60000 x 60000 pixels");
  }

  @Test
  void hugeJpegHeader_isRefusedBeforeAllocation() throws IOException {
    byte[] file = ImageFiles.jpeg(TestPictures.gradient(16, 16), 0.9);
    for (int i = 2; i < file.length - 9; i++) {
      if ((file[i] & 0xFF) == 0xFF && (file[i + 1] & 0xFF) == 0xC0) {
        ByteBuffer.wrap(file).putShort(i + 5, (short) 60_000).putShort(i + 7, (short) 60_000);
      }
    }
    assertRefused(file, "60000 x 60000 pixels");
  }

  private void assertRefused(byte[] content, String expected) throws IOException {
    Path file = folder.resolve("bad.jpg");
    Files.write(file, content);
    InvalidDataException e = assertThrows(InvalidDataException.class, () -> ImageFiles.read(file));
    assertTrue(e.getMessage().startsWith(file + ": "), e.getMessage());
    assertTrue(e.getMessage().contains(expected), e.getMessage());
  }
}
