package org.wingloss.data.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.io.AtomicFile;

/**
 * Pictures from and to files. JPEG (grey, YCbCr, RGB, CMYK, progressive), PNG (1 to 16 bits, grey,
 * palette, alpha), BMP, GIF (the first frame), TIFF (1 to 16 bits, plain, LZW, Deflate, PackBits)
 * and WebP (the first frame) become 8-bit RGB. As in the other tools of the field alpha is dropped
 * and colour profiles are ignored. Data sets are read {@linkplain #read as stored}, photographs of
 * a camera {@linkplain #readUpright upright}, see {@link ExifOrientation}. {@link #decode} and
 * {@link #decodeUpright} do the same from memory.
 *
 * <p>A file is not trusted: it may have at most {@value #LARGEST_FILE} bytes, its header at most
 * {@value #LARGEST_PICTURE} pixels, and what decoding takes is bounded before it begins, see {@link
 * EncodedPicture}.
 */
public final class ImageFiles {
  /** The most pixels a picture may have (2^26, for example 8,192 × 8,192). */
  public static final int LARGEST_PICTURE = 1 << 26;

  /** The most columns, and the most rows, a picture may have (2^20): every row takes its time. */
  public static final int LONGEST_SIDE = 1 << 20;

  /** The most bytes a picture's file may have (2^28, 256 MiB). */
  public static final int LARGEST_FILE = 1 << 28;

  /**
   * The endings of names that pictures have, in lower case. Where several files have one name
   * otherwise, the first is meant.
   */
  public static final List<String> ENDINGS =
      PictureFormat.ALL.stream().flatMap(format -> format.endings().stream()).toList();

  /** The endings of names that pictures of formats that are not read have, in lower case. */
  public static final List<String> ENDINGS_NOT_READ =
      List.of(
          ".heic", ".heif", ".avif", ".jxl", ".jp2", ".svg", ".psd", ".dng", ".cr2", ".cr3", ".nef",
          ".arw", ".raf", ".orf", ".rw2", ".raw");

  private ImageFiles() {}

  /**
   * Reads a picture as stored.
   *
   * @throws InvalidDataException if the file is absent, empty, of another format, too large,
   *     truncated or damaged; the message names the file and the finding
   */
  public static RgbImage read(Path file) {
    return EncodedPicture.read(file).decode();
  }

  /**
   * Reads a picture as a person sees it: rotated as its EXIF tag says.
   *
   * @throws InvalidDataException as {@link #read}
   */
  public static RgbImage readUpright(Path file) {
    return EncodedPicture.read(file).upright();
  }

  /**
   * The pixels of a picture that AWT holds; alpha is dropped. A photograph that ImageIO has read is
   * not rotated: {@link #readUpright} and {@link #decodeUpright} do it.
   */
  public static RgbImage rgb(BufferedImage image) {
    return AwtPixels.toRgb(image);
  }

  /** Loads the decoders, as the first picture would: in another thread before it, say. */
  public static void loadDecoders() {
    PictureDecoders.OURS.of("png");
  }

  /**
   * Decodes a picture from memory, as stored.
   *
   * @param encoded a whole file
   * @param name what messages call it
   * @throws InvalidDataException as {@link #read}
   */
  public static RgbImage decode(byte[] encoded, String name) {
    return EncodedPicture.of(encoded, name).decode();
  }

  /**
   * Decodes a picture from memory as a person sees it: rotated as its EXIF tag says.
   *
   * @param encoded a whole file
   * @param name what messages call it
   * @throws InvalidDataException as {@link #read}
   */
  public static RgbImage decodeUpright(byte[] encoded, String name) {
    return EncodedPicture.of(encoded, name).upright();
  }

  /**
   * Reads the size from a picture's header alone.
   *
   * @throws InvalidDataException as {@link #read}, except for damage behind the header
   */
  public static ImageSize size(Path file) {
    return EncodedPicture.read(file).size();
  }

  /**
   * Writes a PNG file; an existing one is replaced only once the new one is complete.
   *
   * @throws InvalidDataException if it cannot be written
   */
  public static void writePng(RgbImage image, Path file) {
    AtomicFile.write(file, png(image));
  }

  /** The picture as a PNG file in memory. */
  public static byte[] png(RgbImage image) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
      if (!ImageIO.write(AwtPixels.toBuffered(image), "png", stream)) {
        throw new IllegalStateException("this Java runtime has no PNG writer");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /**
   * The picture as a JPEG file in memory.
   *
   * @param quality 0 (smallest) to 1 (best)
   */
  public static byte[] jpeg(RgbImage image, double quality) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality((float) quality);
      writer.setOutput(stream);
      writer.write(null, new IIOImage(AwtPixels.toBuffered(image), null, null), param);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }
}
