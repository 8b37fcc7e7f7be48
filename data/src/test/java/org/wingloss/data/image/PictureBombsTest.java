package org.wingloss.data.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wingloss.data.InvalidDataException;

/** Small files that ask for much memory or time: each ends in a sentence, or takes neither. */
class PictureBombsTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @ParameterizedTest
  @CsvSource({
    "16, 16, 24, 5, 2147483632, 54, 'compression 5, which is not read'",
    "16, 16, 24, 4, 2147483632, 54, 'compression 4, which is not read'",
    "16, 16, 8, 1, 2147483632, 54, its pixels need 2147483632 bytes",
    "16, 16, 8, 0, 0, 2147483647, its pixels are said to begin at 2147483647",
    "16, -2147483648, 24, 0, 0, 54, the header says 16 x -2147483648 pixels",
    "8192, 8192, 24, 0, 0, 54, its pixels need 201326592 bytes",
    "67108864, 1, 8, 1, 4, 54, the header says 67108864 x 1 pixels"
  })
  void bmp_thatStatesMoreThanItHolds_isRefusedBeforeItIsDecoded(
      int width,
      int height,
      int bits,
      int compression,
      int imageBytes,
      int begin,
      String expected) {
    assertRefused(PictureFiles.bmp(width, height, bits, compression, imageBytes, begin), expected);
  }

  @Test
  void bmp_withProfileOfTwoGigabytes_isReadWithoutIt() throws IOException {
    ByteBuffer file = ByteBuffer.allocate(14 + 124 + 8).order(ByteOrder.LITTLE_ENDIAN);
    file.put((byte) 'B').put((byte) 'M').putInt(0).putInt(0).putInt(138).putInt(124);
    file.putInt(2).putInt(1).putShort((short) 1).putShort((short) 24);
    file.putInt(14 + 56, 0x4D424544).putInt(14 + 112, 124).putInt(14 + 116, 0x7FFFFFF0);
    file.put(138, (byte) 9);
    assertEquals(9, frugally(file.array()).rgb()[2]);
    ByteBuffer shown = shown(file.array()).order(ByteOrder.LITTLE_ENDIAN);
    assertEquals(0x73524742, shown.getInt(14 + 56), "the colours are said to be sRGB");
    assertEquals(0, shown.getInt(14 + 116), "no profile is left to be read");
  }

  @ParameterizedTest
  @CsvSource({"zTXt, 3", "iCCP, 3", "iCCP, 2", "zTXt, 2"})
  void png_withChunkThatInflatesToMuch_isReadWithoutIt(String type, int colourType)
      throws IOException {
    assertReadWithout(type, colourType, 'a', 0, 0);
  }

  @Test
  void png_withTextThatInflatesToMuch_isReadWithoutIt() throws IOException {
    assertReadWithout("iTXt", 3, 'a', 0, 1, 0, 0, 0);
  }

  private static void assertReadWithout(String type, int colourType, int... head)
      throws IOException {
    ByteBuffer start = ByteBuffer.allocate(head.length);
    Arrays.stream(head).forEach(b -> start.put((byte) b));
    byte[] chunk = PictureFiles.chunk(type, start.array(), PictureFiles.deflated(1 << 28));
    byte[] file = PictureFiles.png(8, 8, 8, colourType, chunk);
    assertEquals(8, frugally(file).width());
    byte[] shown = shown(file).array();
    assertFalse(
        new String(shown, StandardCharsets.ISO_8859_1).contains(type), "the decoder sees it");
  }

  @Test
  void png_ofManyEmptyPixelChunks_isRead() {
    ByteArrayOutputStream many = new ByteArrayOutputStream();
    byte[] empty = PictureFiles.chunk("IDAT");
    for (int i = 0; i < 300_000; i++) {
      many.writeBytes(empty);
    }
    assertEquals(8, frugally(PictureFiles.png(8, 8, 8, 2, many.toByteArray())).width());
  }

  @ParameterizedTest
  @CsvSource({"1, 67108864, 8", "67108864, 1, 8", "30000, 30000, 1", "8192, 8192, 16"})
  void png_ofTooManyPixels_isRefusedBeforeItIsDecoded(int width, int height, int depth) {
    byte[] file = PictureFiles.png(16, 16, depth, 2, new byte[0]);
    ByteBuffer.wrap(file).putInt(16, width).putInt(20, height);
    assertRefused(file, width + " x " + height + " pixels");
  }

  @Test
  void jpeg_ofTwoThousandScans_isRefused() throws IOException {
    byte[] file = PictureFiles.progressiveJpeg(TestPictures.gradient(64, 64));
    int scan = PictureFiles.lastScan(file);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(file, 0, scan);
    for (int i = 0; i < 2000; i++) {
      out.write(file, scan, file.length - 2 - scan);
    }
    out.write(file, file.length - 2, 2);
    assertRefused(out.toByteArray(), "scans of 64 x 64 pixels, which would take too long");
  }

  /** A progressive one takes more: its scans add to all coefficients, and visit all pixels. */
  @ParameterizedTest
  @CsvSource({
    "7000, to decode 7000 x 7000 pixels takes",
    "60000, 'scans of 60000 x 60000 pixels, which would take too long'"
  })
  void progressiveJpeg_ofTooManyPixels_isRefusedBeforeItIsDecoded(int side, String expected)
      throws IOException {
    byte[] file = PictureFiles.progressiveJpeg(TestPictures.gradient(16, 16));
    assertRefused(ofSide(side, file, 0xC2), expected);
  }

  @Test
  void jpeg_ofTooManyPixels_isRefusedBeforeItIsDecoded() {
    byte[] file = ImageFiles.jpeg(TestPictures.gradient(16, 16), 0.9);
    assertRefused(ofSide(20_000, file, 0xC0), "the header says 20000 x 20000 pixels");
  }

  /** The file with another size in its frame header. */
  private static byte[] ofSide(int side, byte[] file, int frame) {
    int at = 2;
    while ((file[at] & 0xFF) != 0xFF || (file[at + 1] & 0xFF) != frame) {
      at++;
    }
    ByteBuffer.wrap(file).putShort(at + 5, (short) side).putShort(at + 7, (short) side);
    return file;
  }

  @Test
  void gif_ofTooManyPixels_isRefused() throws IOException {
    byte[] file = PictureFiles.written(AwtPixels.toBuffered(TestPictures.gradient(9, 9)), "gif");
    byte[] large = file.clone();
    Arrays.fill(large, 6, 10, (byte) 0xFF);
    assertRefused(large, "65535 x 65535 pixels");
    int at = 0;
    while (file[at] != 0x2C || file[at + 5] != 9) {
      at++;
    }
    Arrays.fill(file, at + 5, at + 9, (byte) 0xFF);
    assertRefused(file, "65535 x 65535 pixels");
  }

  @Test
  void tiff_thatStatesMoreThanItHolds_isRefused() {
    assertRefused(
        PictureFiles.tiff(256, 10_000, 257, 10_000, 258, 8, 262, 1, 273, 8, 279, 64),
        "the header says 10000 x 10000 pixels");
    assertRefused(
        PictureFiles.tiff(256, 60_000, 257, 60_000, 258, 8, 262, 1, 273, 8, 279, 64),
        "its tiles of 60000 x 60000 pixels are too large");
    assertRefused(
        PictureFiles.tiff(256, 8, 257, 8, 258, 8, 262, 1, 322, 60_000, 323, 60_000, 324, 8, 325, 8),
        "tiles of 60000 x 60000");
    assertRefused(
        PictureFiles.tiff(256, 8, 257, 8, 258, 8, 262, 1, 273, 8, 279, 0x7FFFFFFF),
        "ends inside strip");
    assertRefused(
        PictureFiles.tiff(256, 8, 257, 8, 258, 8, 262, 1, 273, 8, 277, 60_000, 279, 8), "277");
  }

  /** Every strip is the whole file: unpacked one after another they would be 65 GB. */
  @Test
  void tiff_ofManyStripsOverOnePlace_isRefused() {
    int strips = 65_000;
    byte[] head =
        PictureFiles.tiff(256, 8, 257, strips, 258, 8, 262, 1, 273, 0, 277, 1, 278, 1, 279, 0);
    ByteBuffer file = ByteBuffer.allocate(1 << 20).put(head);
    for (int i : List.of(4, 7)) {
      int at = 74 + 12 * i;
      int place = (1 << 18) * (i == 4 ? 1 : 2);
      file.putInt(at + 4, strips).putInt(at + 8, place);
      for (int k = 0; k < strips; k++) {
        file.putInt(place + 4 * k, i == 4 ? 8 : 1_000_000);
      }
    }
    assertRefused(file.array(), "strips or tiles overlap");
  }

  @Test
  void webp_ofTooManyPixels_isRefused() {
    byte[] lossy = PictureFiles.LOSSY_WEBP.clone();
    Arrays.fill(lossy, 26, 30, (byte) 0x3F);
    assertRefused(lossy, "16191 x 16191 pixels");
    byte[] lossless = PictureFiles.LOSSLESS_WEBP.clone();
    Arrays.fill(lossless, 21, 25, (byte) 0xFF);
    assertRefused(lossless, "16384 x 16384 pixels");
    ByteArrayOutputStream canvas = new ByteArrayOutputStream();
    canvas.writeBytes(new byte[] {2, 0, 0, 0, -1, -1, -1, -1, -1, -1});
    canvas.writeBytes(Arrays.copyOfRange(PictureFiles.LOSSLESS_WEBP, 12, 50));
    byte[] file = PictureFiles.webp("VP8X", canvas.toByteArray());
    ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(16, 10);
    assertRefused(file, "16777216 x 16777216 pixels");
  }

  @Test
  void textBehindASignature_isRefused() {
    for (String start :
        List.of("BM", "GIF89a", "II*\0", "MM\0*", "RIFF1234WEBP", "\u0089PNG\r\n\u001a\n")) {
      String text =
          start + "is the time for all good men to come to the aid of the party. ".repeat(4);
      assertRefused(text.getBytes(StandardCharsets.ISO_8859_1), "picture");
    }
  }

  private static void assertRefused(byte[] file, String expected) {
    InvalidDataException e = assertThrows(InvalidDataException.class, () -> frugally(file));
    assertTrue(e.getMessage().startsWith("bomb: "), e.getMessage());
    assertTrue(e.getMessage().contains(expected), e.getMessage());
  }

  /** What a decoder is shown of a file. */
  private static ByteBuffer shown(byte[] file) throws IOException {
    return PictureFormat.of(file).orElseThrow().content(file).bytes();
  }

  /** Decodes, by this thread's own count in at most 64 MB and 5 seconds. */
  private static RgbImage frugally(byte[] file) {
    long bytes = THREADS.getCurrentThreadAllocatedBytes();
    long time = THREADS.getCurrentThreadCpuTime();
    try {
      return ImageFiles.decode(file, "bomb");
    } finally {
      long taken = THREADS.getCurrentThreadAllocatedBytes() - bytes;
      assertTrue(taken < 64 << 20, "took " + taken + " bytes");
      assertTrue(THREADS.getCurrentThreadCpuTime() - time < 5_000_000_000L, "took too long");
    }
  }
}
