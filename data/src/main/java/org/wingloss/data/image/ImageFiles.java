package org.wingloss.data.image;

import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.io.AtomicFile;
import org.wingloss.data.io.FileFailure;

/**
 * Pictures from and to files. JPEG (grey, YCbCr, RGB, CMYK, progressive), PNG (1 to 16 bits, grey,
 * palette, alpha) and BMP become 8-bit RGB. As in the other tools of the field alpha is dropped and
 * colour profiles are ignored; the EXIF rotation is not applied, see {@link ExifOrientation}.
 *
 * <p>A file is not trusted: it may have at most {@value #LARGEST_FILE} bytes, its header at most
 * {@value #LARGEST_PICTURE} pixels, and both are checked before memory is taken for the content.
 */
public final class ImageFiles {
  /** The most pixels a picture may have (2^26, for example 8,192 × 8,192). */
  public static final int LARGEST_PICTURE = 1 << 26;

  /** The most bytes a picture's file may have (2^28, 256 MiB). */
  public static final int LARGEST_FILE = 1 << 28;

  private ImageFiles() {}

  /**
   * Reads a picture as stored.
   *
   * @throws InvalidDataException if the file is absent, empty, of another format, too large,
   *     truncated or damaged; the message names the file and the finding
   */
  public static RgbImage read(Path file) {
    return decode(bytes(file), file.toString());
  }

  /**
   * Decodes a picture from memory.
   *
   * @param encoded a whole JPEG, PNG or BMP file
   * @param name what messages call it
   * @throws InvalidDataException as {@link #read}
   */
  public static RgbImage decode(byte[] encoded, String name) {
    return withReader(
        encoded,
        name,
        reader -> {
          checkedSize(reader, name);
          Damage damage = new Damage();
          reader.addIIOReadWarningListener(damage);
          BufferedImage image = reader.read(0);
          damage.check(name);
          return AwtPixels.toRgb(image);
        });
  }

  /**
   * Reads the size from a picture's header alone.
   *
   * @throws InvalidDataException as {@link #read}, except for damage behind the header
   */
  public static ImageSize size(Path file) {
    return withReader(bytes(file), file.toString(), reader -> checkedSize(reader, file.toString()));
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

  private static byte[] bytes(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        throw InvalidDataException.in(
            file, Files.exists(file) ? "not a regular file" : "no such picture");
      }
      long size = Files.size(file);
      if (size == 0) {
        throw InvalidDataException.in(file, "an empty file is not a picture");
      }
      if (size > LARGEST_FILE) {
        throw InvalidDataException.in(
            file,
            "a picture's file may have at most %d bytes but this one has %d"
                .formatted(LARGEST_FILE, size));
      }
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw InvalidDataException.in(file, "no such picture", e);
    } catch (IOException e) {
      throw FileFailure.unreadable(file, e);
    }
  }

  private interface Reading<T> {
    T apply(ImageReader reader) throws IOException;
  }

  private static <T> T withReader(byte[] encoded, String name, Reading<T> reading) {
    String format = format(encoded, name);
    byte[] content = format.equals("jpeg") ? ColourProfile.overlooked(encoded) : encoded;
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
    // The first reader of JPEG is the TwelveMonkeys one, which adds CMYK to the runtime's own.
    ImageReader reader = readers.next();
    try (ByteArrayImageInputStream stream = new ByteArrayImageInputStream(content)) {
      // Metadata is skipped: a compressed text chunk could be of any size once inflated.
      reader.setInput(stream, true, true);
      return reading.apply(reader);
    } catch (InvalidDataException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // Decoders of damaged files also end in index and state exceptions.
      throw new InvalidDataException(name + ": damaged picture: " + reason(e), e);
    } finally {
      reader.dispose();
    }
  }

  private static String reason(Exception e) {
    Throwable deepest = e;
    while (deepest.getCause() != null && deepest.getCause().getMessage() != null) {
      deepest = deepest.getCause();
    }
    String message = deepest.getMessage();
    return message == null ? deepest.getClass().getSimpleName() : message;
  }

  private static ImageSize checkedSize(ImageReader reader, String name) throws IOException {
    ImageSize size = new ImageSize(reader.getWidth(0), reader.getHeight(0));
    if (size.width() < 1 || size.height() < 1 || size.pixels() > LARGEST_PICTURE) {
      throw new InvalidDataException(
          "%s: the header says %d x %d pixels but 1 to %d are allowed"
              .formatted(name, size.width(), size.height(), LARGEST_PICTURE));
    }
    return size;
  }

  private static String format(byte[] encoded, String name) {
    if (startsWith(encoded, 0xFF, 0xD8, 0xFF)) {
      return "jpeg";
    }
    if (startsWith(encoded, 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A)) {
      return "png";
    }
    if (startsWith(encoded, 'B', 'M')) {
      return "bmp";
    }
    StringBuilder found = new StringBuilder();
    for (int i = 0; i < Math.min(4, encoded.length); i++) {
      found.append(String.format(Locale.ROOT, i == 0 ? "%02x" : " %02x", encoded[i] & 0xFF));
    }
    throw new InvalidDataException(
        "%s: expected a JPEG, PNG or BMP picture but the file begins with %s"
            .formatted(name, found));
  }

  private static boolean startsWith(byte[] encoded, int... signature) {
    for (int i = 0; i < signature.length; i++) {
      if (i >= encoded.length || (encoded[i] & 0xFF) != signature[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * Keeps the first warning that means missing content, which decoders fill with grey. Others are
   * of no account: a thumbnail or a profile that is cut short, stray bytes between segments.
   */
  private static final class Damage implements javax.imageio.event.IIOReadWarningListener {
    private static final List<String> SIGNS =
        List.of(
            "truncated file",
            "premature end",
            "corrupt jpeg data: bad huffman",
            "corrupt jpeg data: found marker");

    private String first;

    @Override
    public void warningOccurred(ImageReader source, String warning) {
      String lower = warning.toLowerCase(Locale.ROOT);
      if (first == null && SIGNS.stream().anyMatch(lower::contains)) {
        first = warning;
      }
    }

    void check(String name) {
      if (first != null) {
        throw new InvalidDataException(name + ": truncated or damaged picture: " + first);
      }
    }
  }
}
