package org.wingloss.data.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wingloss.data.InvalidDataException;

class ImageFilesTest {
  @TempDir Path folder;

  @Test
  void png_writtenAndRead_isTheSamePicture() throws IOException {
    RgbImage picture = TestPictures.gradient(37, 21);
    Path file = folder.resolve("a.png");
    ImageFiles.writePng(picture, file);

    RgbImage read = ImageFiles.read(file);

    assertEquals(37, read.width());
    assertEquals(21, read.height());
    assertArrayEquals(picture.rgb(), read.rgb());
    assertEquals(new ImageSize(37, 21), ImageFiles.size(file));
    try (var files = Files.list(folder)) {
      assertEquals(1, files.count(), "no temporary file is left");
    }
  }

  @Test
  void jpeg_smoothPicture_isNearlyTheSame() {
    RgbImage picture = TestPictures.gradient(160, 120);
    RgbImage read = ImageFiles.decode(ImageFiles.jpeg(picture, 0.95), "memory");
    assertTrue(TestPictures.largestDifference(picture, read) <= 8);
  }

  @Test
  void jpeg_lowerQuality_isSmaller() {
    RgbImage picture = TestPictures.noise(64, 64, 7);
    assertTrue(ImageFiles.jpeg(picture, 0.2).length < ImageFiles.jpeg(picture, 0.9).length / 2);
  }

  @Test
  void greyPng_middleValue_keepsItsValue() throws IOException {
    BufferedImage grey = new BufferedImage(4, 3, BufferedImage.TYPE_BYTE_GRAY);
    grey.getRaster().setSample(2, 1, 0, 100);
    RgbImage read = ImageFiles.decode(PictureFiles.written(grey, "png"), "grey");
    assertPixel(read, 2, 1, 100, 100, 100);
    assertPixel(read, 0, 0, 0, 0, 0);
  }

  @Test
  void sixteenBitColourPng_isScaledToEightBits() throws IOException {
    WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_USHORT, 2, 2, 3, null);
    raster.setPixel(1, 0, new int[] {65535, 32768, 257});
    ComponentColorModel model =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_sRGB),
            false,
            false,
            Transparency.OPAQUE,
            DataBuffer.TYPE_USHORT);
    byte[] file = PictureFiles.written(new BufferedImage(model, raster, false, null), "png");
    assertPixel(ImageFiles.decode(file, "deep"), 1, 0, 255, 128, 1);
  }

  @Test
  void sixteenBitGreyPng_isScaledToEightBits() throws IOException {
    BufferedImage grey = new BufferedImage(2, 2, BufferedImage.TYPE_USHORT_GRAY);
    grey.getRaster().setSample(0, 1, 0, 51400);
    assertPixel(
        ImageFiles.decode(PictureFiles.written(grey, "png"), "deep grey"), 0, 1, 200, 200, 200);
  }

  @Test
  void alphaPng_transparentPixel_keepsItsColour() throws IOException {
    BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(0, 0, 0x00_0A_14_1E);
    image.setRGB(1, 0, 0x80_C8_96_64);
    RgbImage read = ImageFiles.decode(PictureFiles.written(image, "png"), "alpha");
    assertPixel(read, 0, 0, 10, 20, 30);
    assertPixel(read, 1, 0, 200, 150, 100);
  }

  @Test
  void palettePng_fewBits_givesThePalettesColours() throws IOException {
    BufferedImage image = new BufferedImage(9, 2, BufferedImage.TYPE_BYTE_BINARY);
    image.setRGB(8, 1, 0xFFFFFF);
    RgbImage read = ImageFiles.decode(PictureFiles.written(image, "png"), "palette");
    assertPixel(read, 8, 1, 255, 255, 255);
    assertPixel(read, 7, 1, 0, 0, 0);
  }

  @Test
  void bmp_isRead() throws IOException {
    BufferedImage image = new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB);
    image.setRGB(2, 1, 0x0A141E);
    assertPixel(ImageFiles.decode(PictureFiles.written(image, "bmp"), "bmp"), 2, 1, 10, 20, 30);
  }

  @Test
  void greyJpeg_keepsItsValue() throws IOException {
    BufferedImage grey = new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < 256; i++) {
      grey.getRaster().setSample(i % 16, i / 16, 0, 90);
    }
    RgbImage read = ImageFiles.decode(PictureFiles.written(grey, "jpeg"), "grey");
    assertEquals(90, read.rgb()[300] & 0xFF, 1);
    assertEquals(90, read.rgb()[301] & 0xFF, 1);
  }

  @Test
  void progressiveJpeg_isRead() throws IOException {
    RgbImage picture = TestPictures.gradient(80, 60);
    RgbImage read = ImageFiles.decode(PictureFiles.progressiveJpeg(picture), "progressive");
    assertTrue(TestPictures.largestDifference(picture, read) <= 24);
  }

  @Test
  void cmykJpeg_inksAndWhite_becomeRgb() throws IOException {
    RgbImage read = ImageFiles.decode(cmykJpeg(whiteAndCyan()), "cmyk");
    int white = 3 * (8 * 32 + 4);
    int cyan = 3 * (8 * 32 + 27);
    assertTrue((read.rgb()[white] & 0xFF) > 245 && (read.rgb()[white + 1] & 0xFF) > 245);
    assertTrue((read.rgb()[cyan] & 0xFF) < 60, "cyan ink takes the red");
    assertTrue((read.rgb()[cyan + 1] & 0xFF) > 120 && (read.rgb()[cyan + 2] & 0xFF) > 180);
  }

  /** As in a program that has our classes and not our libraries: the archive for DJL Serving. */
  @Test
  void decode_javasOwnDecodersAlone_refusesWebpAndCmyk() throws IOException {
    byte[] cmyk = cmykJpeg(whiteAndCyan());
    withJavasDecodersInImageIo(
        () -> {
          PictureDecoders javas = new PictureDecoders(ClassLoader.getPlatformClassLoader());
          assertNoDecoder(javas, PictureFiles.LOSSY_WEBP, "webp", "imageio-webp");
          assertNoDecoder(javas, PictureFiles.LOSSLESS_WEBP, "webp", "imageio-webp");
          assertNoDecoder(javas, cmyk, "CMYK jpeg", "imageio-jpeg");
        });
  }

  /** As in a program whose first user of ImageIO does not see our libraries: a web application. */
  @Test
  void decode_ourDecodersMissingInImageIo_readsWebpAndCmykAllTheSame() throws IOException {
    for (byte[] file :
        List.of(PictureFiles.LOSSY_WEBP, PictureFiles.LOSSLESS_WEBP, cmykJpeg(whiteAndCyan()))) {
      RgbImage usual = ImageFiles.decode(file, "photo");
      withJavasDecodersInImageIo(
          () -> {
            PictureDecoders ours = new PictureDecoders(getClass().getClassLoader());
            RgbImage read = EncodedPicture.of(file, "photo").decode(ours);
            assertArrayEquals(usual.rgb(), read.rgb());
            assertArrayEquals(usual.rgb(), ImageFiles.decode(file, "photo").rgb());
          });
    }
  }

  private static void withJavasDecodersInImageIo(Runnable reading) {
    IIORegistry registry = IIORegistry.getDefaultInstance();
    List<ImageReaderSpi> others = new ArrayList<>();
    registry.getServiceProviders(ImageReaderSpi.class, true).forEachRemaining(others::add);
    others.removeIf(decoder -> decoder.getClass().getName().startsWith("com.sun."));
    others.forEach(registry::deregisterServiceProvider);
    try {
      reading.run();
    } finally {
      others.forEach(registry::registerServiceProvider);
    }
  }

  private static void assertNoDecoder(
      PictureDecoders decoders, byte[] file, String kind, String library) {
    EncodedPicture photo = EncodedPicture.of(file, "photo");
    InvalidDataException e = assertThrows(InvalidDataException.class, () -> photo.decode(decoders));
    assertEquals(
        "photo: no decoder for %s in this Java: add com.twelvemonkeys.imageio:%s to the class path"
            .formatted(kind, library),
        e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void jpegWithColourProfile_wholeOrCutShort_keepsItsValues(boolean whole) throws IOException {
    byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
    byte[] kept = whole ? profile : Arrays.copyOf(profile, 200);
    ByteBuffer segment = ByteBuffer.allocate(18 + kept.length);
    segment.putShort((short) 0xFFE2).putShort((short) (16 + kept.length));
    segment.put("ICC_PROFILE".getBytes(StandardCharsets.US_ASCII)).put(new byte[] {0, 1, 1});
    byte[] jpeg = ImageFiles.jpeg(TestPictures.gradient(40, 40), 0.95);
    RgbImage plain = ImageFiles.decode(jpeg, "plain");
    byte[] tagged = inserted(jpeg, segment.put(kept).array());
    assertArrayEquals(plain.rgb(), ImageFiles.decode(tagged, "tagged").rgb());
  }

  /** Adobe's files hold inverted inks: 255 is no ink. */
  private static Raster whiteAndCyan() {
    WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 32, 16, 4, null);
    for (int y = 0; y < 16; y++) {
      for (int x = 0; x < 32; x++) {
        raster.setPixel(
            x, y, x < 16 ? new int[] {255, 255, 255, 255} : new int[] {0, 255, 255, 255});
      }
    }
    return raster;
  }

  private static byte[] cmykJpeg(Raster raster) throws IOException {
    ImageWriter writer = null;
    for (var all = ImageIO.getImageWritersByFormatName("jpeg"); all.hasNext(); ) {
      ImageWriter candidate = all.next();
      if (candidate.getClass().getName().startsWith("com.sun.")) {
        writer = candidate;
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
      writer.setOutput(stream);
      writer.write(null, new IIOImage(raster, null, null), null);
    }
    return withAdobeMarker(out.toByteArray());
  }

  /** Inserts an APP14 segment "Adobe", transform 0: four inverted inks. */
  private static byte[] withAdobeMarker(byte[] jpeg) {
    byte[] marker = {
      (byte) 0xFF, (byte) 0xEE, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0
    };
    return inserted(jpeg, marker);
  }

  /** Puts a segment behind the start of a JPEG file. */
  private static byte[] inserted(byte[] jpeg, byte[] segment) {
    ByteBuffer out = ByteBuffer.allocate(jpeg.length + segment.length);
    return out.put(jpeg, 0, 2).put(segment).put(jpeg, 2, jpeg.length - 2).array();
  }

  private static void assertPixel(RgbImage image, int x, int y, int red, int green, int blue) {
    int at = 3 * (y * image.width() + x);
    assertArrayEquals(
        new int[] {red, green, blue},
        new int[] {image.rgb()[at] & 0xFF, image.rgb()[at + 1] & 0xFF, image.rgb()[at + 2] & 0xFF});
  }
}
