package org.wingloss.data.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wingloss.data.InvalidDataException;

/** Formats beside JPEG and PNG, what EXIF says in each, and JPEG files without their end. */
class PictureFormatsTest {
  @Test
  void endings_ofAllFormats_areListed() {
    assertEquals(
        List.of(".jpg", ".jpeg", ".jfif", ".jpe", ".png", ".bmp", ".gif", ".tif", ".tiff", ".webp"),
        ImageFiles.ENDINGS);
    assertTrue(Collections.disjoint(ImageFiles.ENDINGS, ImageFiles.ENDINGS_NOT_READ));
  }

  @ParameterizedTest
  @CsvSource({
    "heic, this is a HEIC picture; convert it to JPEG first",
    "heix, this is a HEIC picture",
    "mif1, this is a HEIC picture",
    "avif, this is an AVIF picture",
    "'crx ', this is a camera",
    "isom, this is a video; make pictures of its frames first",
    "'qt  ', this is a video",
  })
  void isoMedia_ofAnyBrand_isCalledWhatItIs(String brand, String said) {
    byte[] file = ("\0\0\0\u0018ftyp" + brand + "\0\0\0\0").getBytes(StandardCharsets.US_ASCII);
    InvalidDataException e =
        assertThrows(InvalidDataException.class, () -> ImageFiles.decode(file, "phone"));
    assertTrue(
        e.getMessage()
            .startsWith("phone: expected a JPEG, PNG, BMP, GIF, TIFF or WebP picture but " + said),
        e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"LZW", "Deflate", "PackBits", "ZLib"})
  void tiff_ofAnyPacking_isRead(String packing) throws IOException {
    RgbImage picture = TestPictures.noise(37, 29, 4);
    byte[] file = PictureFiles.tiff(AwtPixels.toBuffered(picture), packing);
    assertArrayEquals(picture.rgb(), ImageFiles.decode(file, packing).rgb());
  }

  @Test
  void tiff_thatBeginsWithAPreview_isNoPhotograph() {
    byte[] raw = PictureFiles.tiff(254, 1, 256, 8, 257, 8, 258, 8, 262, 1, 273, 8, 278, 8, 279, 64);
    InvalidDataException refused =
        assertThrows(InvalidDataException.class, () -> ImageFiles.decode(raw, "a.nef"));
    assertTrue(refused.getMessage().contains("camera's raw picture"), refused.getMessage());
  }

  @Test
  void tiff_greyOfSixteenBits_isScaledToEight() throws IOException {
    BufferedImage grey = new BufferedImage(5, 4, BufferedImage.TYPE_USHORT_GRAY);
    grey.getRaster().setSample(3, 2, 0, 51400);
    RgbImage read = ImageFiles.decode(PictureFiles.written(grey, "tiff"), "grey");
    assertEquals(200, read.rgb()[3 * (2 * 5 + 3)] & 0xFF);
    assertEquals(0, read.rgb()[0]);
  }

  @Test
  void gif_palette_isRead() throws IOException {
    RgbImage read = ImageFiles.decode(PictureFiles.written(twoColours(), "gif"), "gif");
    assertPixel(read, 1, 1, 0, 0, 0);
    assertPixel(read, 6, 3, 250, 20, 10);
  }

  /** As a browser shows it: the frame lies in a larger picture. */
  @Test
  void gif_frameBesideTheCorner_liesWhereItBelongs() throws IOException {
    byte[] file = PictureFiles.written(twoColours(), "gif");
    ByteBuffer.wrap(file).put(6, (byte) 20).put(8, (byte) 10);
    int image = firstFrame(file);
    file[image + 1] = 5;
    file[image + 3] = 2;
    RgbImage read = ImageFiles.decode(file, "gif");
    assertEquals(20, read.width());
    assertEquals(10, read.height());
    assertPixel(read, 6 + 5, 3 + 2, 250, 20, 10);
    assertPixel(read, 6, 3, 0, 0, 0);
  }

  @Test
  void gif_ofTwoFrames_givesTheFirst() throws IOException {
    byte[] one = PictureFiles.written(twoColours(), "gif");
    int image = firstFrame(one);
    byte[] two = Arrays.copyOf(one, 2 * one.length - image - 1);
    System.arraycopy(one, image, two, one.length - 1, one.length - image);
    two[one.length + 6] ^= 1;
    assertArrayEquals(ImageFiles.decode(one, "one").rgb(), ImageFiles.decode(two, "two").rgb());
  }

  @Test
  void webp_withAndWithoutLoss_isRead() {
    RgbImage lossless = ImageFiles.decode(PictureFiles.LOSSLESS_WEBP, "lossless");
    assertPixel(lossless, 0, 0, 200, 40, 40);
    assertPixel(lossless, 19, 11, 30, 60, 190);
    RgbImage lossy = ImageFiles.decode(PictureFiles.LOSSY_WEBP, "lossy");
    assertTrue(TestPictures.largestDifference(lossless, lossy) < 60);
    assertEquals(lossless.width(), lossy.width());
  }

  @Test
  void webp_animated_givesTheFirstFrameInItsPlace() {
    byte[] frame = Arrays.copyOfRange(PictureFiles.LOSSLESS_WEBP, 12, 50);
    ByteArrayOutputStream anmf = new ByteArrayOutputStream();
    anmf.writeBytes(new byte[] {2, 0, 0, 3, 0, 0, 19, 0, 0, 11, 0, 0, 9, 0, 0, 0});
    anmf.writeBytes(frame);
    byte[] canvas = {2, 0, 0, 0, 29, 0, 0, 19, 0, 0};
    RgbImage read = ImageFiles.decode(webp("VP8X", canvas, "ANMF", anmf.toByteArray()), "webp");
    assertEquals(30, read.width());
    assertEquals(20, read.height());
    assertPixel(read, 4, 6, 200, 40, 40);
    assertPixel(read, 23, 17, 30, 60, 190);
    assertPixel(read, 3, 5, 0, 0, 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gif", "bmp", "tiff", "webp"})
  void file_cutInTheMiddle_isRefused(String format) throws IOException {
    byte[] whole =
        format.equals("webp")
            ? PictureFiles.LOSSY_WEBP
            : PictureFiles.written(
                format.equals("gif")
                    ? twoColours()
                    : AwtPixels.toBuffered(TestPictures.noise(40, 30, 2)),
                format);
    for (int length = 10; length < whole.length - 2; length += 1 + whole.length / 50) {
      byte[] cut = Arrays.copyOf(whole, length);
      InvalidDataException e =
          assertThrows(
              InvalidDataException.class, () -> ImageFiles.decode(cut, "cut"), "" + length);
      assertTrue(e.getMessage().startsWith("cut: "), e.getMessage());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "6, QUARTER_TURN",
    "3, HALF_TURN",
    "8, THREE_QUARTER_TURN",
    "0, UPRIGHT",
    "9, UPRIGHT"
  })
  void exif_ofPngWebpAndTiff_isRead(int tag, ExifOrientation expected) {
    byte[] exif = PictureFiles.exif(tag);
    byte[] png = PictureFiles.png(24, 16, 8, 2, PictureFiles.chunk("eXIf", exif));
    assertEquals(expected, EncodedPicture.of(png, "png").orientation());
    byte[] frame = Arrays.copyOfRange(PictureFiles.LOSSLESS_WEBP, 20, 50);
    byte[] webp = webp("VP8L", frame, "EXIF", exif);
    assertEquals(expected, EncodedPicture.of(webp, "webp").orientation());
    ByteBuffer named = ByteBuffer.allocate(6 + exif.length);
    named.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII)).put(exif);
    byte[] namedWebp = webp("VP8L", frame, "EXIF", named.array());
    assertEquals(expected, EncodedPicture.of(namedWebp, "webp").orientation());
    byte[] tiff =
        PictureFiles.tiff(256, 8, 257, 8, 258, 8, 262, 1, 273, 8, 274, tag, 278, 8, 279, 64);
    assertEquals(expected, EncodedPicture.of(tiff, "tiff").orientation());
    assertEquals(8, ImageFiles.decode(tiff, "tiff").width());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void jpeg_withoutItsEndMarker_isReadAndSaysSo(boolean progressive) throws IOException {
    RgbImage picture = TestPictures.noise(50, 40, 5);
    byte[] whole =
        progressive ? PictureFiles.progressiveJpeg(picture) : ImageFiles.jpeg(picture, 0.9);
    EncodedPicture cut = EncodedPicture.of(Arrays.copyOf(whole, whole.length - 2), "cut");
    assertArrayEquals(ImageFiles.decode(whole, "whole").rgb(), cut.decode().rgb());
    assertEquals(Optional.of("lacks its end marker"), cut.flaw());
    assertEquals(Optional.empty(), EncodedPicture.of(whole, "whole").flaw());
  }

  /** Between two scans nothing is cut, and yet half of the picture is missing. */
  @Test
  void progressiveJpeg_withoutItsLastScan_isRefused() throws IOException {
    byte[] whole = PictureFiles.progressiveJpeg(TestPictures.noise(50, 40, 5));
    byte[] cut = Arrays.copyOf(whole, PictureFiles.lastScan(whole));
    InvalidDataException e =
        assertThrows(InvalidDataException.class, () -> ImageFiles.decode(cut, "cut"));
    assertEquals(
        "cut: truncated or damaged picture: the file ends before its last scan", e.getMessage());
  }

  private static BufferedImage twoColours() {
    byte[] red = {0, (byte) 250};
    byte[] green = {0, 20};
    byte[] blue = {0, 10};
    IndexColorModel palette = new IndexColorModel(1, 2, red, green, blue);
    BufferedImage image = new BufferedImage(8, 6, BufferedImage.TYPE_BYTE_BINARY, palette);
    image.getRaster().setSample(6, 3, 0, 1);
    return image;
  }

  private static int firstFrame(byte[] gif) {
    int at = 13 + (3 << ((gif[10] & 7) + 1));
    while (gif[at] == 0x21) {
      at += 2;
      while (gif[at] != 0) {
        at += 1 + (gif[at] & 0xFF);
      }
      at++;
    }
    return at;
  }

  private static byte[] webp(String type, byte[] data, String second, byte[] more) {
    ByteBuffer chunks = ByteBuffer.allocate(data.length + 8 + more.length);
    chunks.order(java.nio.ByteOrder.LITTLE_ENDIAN).put(data);
    chunks.put(second.getBytes(StandardCharsets.US_ASCII)).putInt(more.length).put(more);
    byte[] file = PictureFiles.webp(type, chunks.array());
    ByteBuffer.wrap(file).order(java.nio.ByteOrder.LITTLE_ENDIAN).putInt(16, data.length);
    return file;
  }

  private static void assertPixel(RgbImage image, int x, int y, int red, int green, int blue) {
    int at = 3 * (y * image.width() + x);
    assertArrayEquals(
        new int[] {red, green, blue},
        new int[] {image.rgb()[at] & 0xFF, image.rgb()[at + 1] & 0xFF, image.rgb()[at + 2] & 0xFF});
  }
}
