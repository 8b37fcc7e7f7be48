package org.wingloss.data.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.spi.ImageReaderSpi;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.NumberText;
import org.wingloss.data.io.FileFailure;

/**
 * A picture's file in memory, its header checked: nothing of it is decoded yet, and decoding it
 * will take at most {@value #MEMORY} bytes, or {@value #MEMORY_PER_BYTE} bytes for each byte of a
 * larger file.
 */
public final class EncodedPicture {
  private static final long MEMORY = 400L << 20;
  private static final long MEMORY_PER_BYTE = 16;
  private static final int RGB = 3;

  private final String name;
  private final PictureContent content;

  private EncodedPicture(String name, PictureContent content) {
    this.name = name;
    this.content = content;
  }

  /**
   * Reads a file.
   *
   * @throws InvalidDataException if the file is absent, empty, of another format, too large, or its
   *     header says what cannot be; the message names the file and the finding
   */
  public static EncodedPicture read(Path file) {
    return of(bytes(file), file.toString());
  }

  /**
   * Takes a whole file from memory.
   *
   * @param name what messages call it
   * @throws InvalidDataException as {@link #read}
   */
  public static EncodedPicture of(byte[] file, String name) {
    checkLength(file.length, name);
    PictureFormat format =
        PictureFormat.of(file)
            .orElseThrow(
                () ->
                    new InvalidDataException(
                        "%s: expected a JPEG, PNG, BMP, GIF, TIFF or WebP picture but %s"
                            .formatted(name, found(file))));
    try {
      PictureContent content = format.content(file);
      checkSize(content, file.length, name);
      return new EncodedPicture(name, content);
    } catch (IOException e) {
      throw damaged(name, e);
    }
  }

  /** The size of the picture as stored. */
  public ImageSize size() {
    return content.size();
  }

  /** How the camera was held, as the EXIF tag says; UPRIGHT where there is none. */
  public ExifOrientation orientation() {
    return content.orientation();
  }

  /** What is wrong with the file although all pixels are there. */
  public Optional<String> flaw() {
    return content.flaw();
  }

  /**
   * The pixels as stored.
   *
   * @throws InvalidDataException if the file is truncated or damaged, or if this Java has no
   *     decoder for it
   */
  public RgbImage decode() {
    return decode(PictureDecoders.OURS);
  }

  /** The pixels by the first of the decoders that gives colours. */
  RgbImage decode(PictureDecoders decoders) {
    List<ImageReaderSpi> suitable = decoders.of(content.decoder());
    return suitable.stream()
        .map(this::decoded)
        .flatMap(Optional::stream)
        .findFirst()
        .orElseThrow(() -> noDecoder(suitable.isEmpty() ? "" : "CMYK "));
  }

  private Optional<RgbImage> decoded(ImageReaderSpi decoder) {
    ImageReader reader = reader(decoder);
    try (PictureStream stream = new PictureStream(content.bytes().array())) {
      reader.setInput(stream, true, true);
      ImageSize frame = content.frame().size();
      if (reader.getWidth(0) != frame.width() || reader.getHeight(0) != frame.height()) {
        throw new IOException("it has two sizes");
      }
      Damage damage = new Damage();
      reader.addIIOReadWarningListener(damage);
      Optional<RgbImage> pixels = pixels(reader);
      damage.check();
      return pixels.map(part -> content.frame().on(content.size(), part));
    } catch (IOException | RuntimeException e) {
      // Decoders of damaged files also end in index and state exceptions.
      throw damaged(name, e);
    } finally {
      reader.dispose();
    }
  }

  private ImageReader reader(ImageReaderSpi decoder) {
    try {
      return decoder.createReaderInstance();
    } catch (IOException e) {
      throw damaged(name, e);
    }
  }

  /**
   * The pixels as a person sees them: rotated as the EXIF tag says.
   *
   * @throws InvalidDataException as {@link #decode}
   */
  public RgbImage upright() {
    return orientation().upright(decode());
  }

  /**
   * Decoders of JPEG files have the colours in our order and AWT's usual pictures in the reverse.
   * Given a picture in our order they copy whole rows; else they move byte after byte, which took
   * as long as the decoding. Java's own decoder gives the inks of a CMYK file as they are: those
   * are no colours, and the result is none.
   */
  private Optional<RgbImage> pixels(ImageReader reader) throws IOException {
    ImageTypeSpecifier usual = reader.getImageTypes(0).next();
    if (usual.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_CMYK) {
      return Optional.empty();
    }
    if (!content.decoder().equals("jpeg")
        || usual.getBufferedImageType() != BufferedImage.TYPE_3BYTE_BGR) {
      return Optional.of(AwtPixels.toRgb(reader.read(0)));
    }
    RgbImage pixels = new RgbImage(reader.getWidth(0), reader.getHeight(0));
    ImageReadParam plan = reader.getDefaultReadParam();
    plan.setDestination(AwtPixels.over(pixels, usual.getColorModel()));
    reader.read(0, plan);
    return Optional.of(pixels);
  }

  private InvalidDataException noDecoder(String colours) {
    return new InvalidDataException(
        "%1$s: no decoder for %2$s%3$s in this Java: add com.twelvemonkeys.imageio:imageio-%3$s to the class path"
            .formatted(name, colours, content.decoder()));
  }

  private static void checkSize(PictureContent content, int fileLength, String name) {
    ImageSize size = content.size();
    if (size.width() < 1
        || size.height() < 1
        || Math.max(size.width(), size.height()) > ImageFiles.LONGEST_SIDE
        || size.pixels() > ImageFiles.LARGEST_PICTURE) {
      throw new InvalidDataException(
          "%s: the header says %d x %d pixels but 1 to %d are allowed, %d a side"
              .formatted(
                  name,
                  size.width(),
                  size.height(),
                  ImageFiles.LARGEST_PICTURE,
                  ImageFiles.LONGEST_SIDE));
    }
    ImageSize frame = content.frame().size();
    double needed =
        (RGB + content.decoderBytes()) * frame.pixels()
            + (frame.equals(size) ? 0.0 : RGB * (double) size.pixels());
    double allowed = Math.max(MEMORY, MEMORY_PER_BYTE * fileLength);
    if (needed > allowed) {
      throw new InvalidDataException(
          NumberText.format(
              "%s: to decode %d x %d pixels takes %.0f MB but a file of %.1f MB may take %.0f MB",
              name, size.width(), size.height(), needed / 1e6, fileLength / 1e6, allowed / 1e6));
    }
  }

  /**
   * Refuses a file by its length alone, for who reads it elsewhere.
   *
   * @throws InvalidDataException if it is empty or too large
   */
  public static void checkLength(long bytes, String name) {
    if (bytes == 0) {
      throw new InvalidDataException(name + ": an empty file is not a picture");
    }
    if (bytes > ImageFiles.LARGEST_FILE) {
      throw new InvalidDataException(
          "%s: a picture's file may have at most %d bytes but this one has %d"
              .formatted(name, ImageFiles.LARGEST_FILE, bytes));
    }
  }

  private static byte[] bytes(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        throw InvalidDataException.in(
            file, Files.exists(file) ? "not a regular file" : "no such picture");
      }
      checkLength(Files.size(file), file.toString());
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw InvalidDataException.in(file, "no such picture", e);
    } catch (IOException e) {
      throw FileFailure.unreadable(file, e);
    }
  }

  private static String found(byte[] file) {
    return PictureFormat.other(file).orElseGet(() -> "the file begins with " + start(file));
  }

  private static String start(byte[] file) {
    StringBuilder found = new StringBuilder();
    for (int i = 0; i < Math.min(4, file.length); i++) {
      found.append(NumberText.format(i == 0 ? "%02x" : " %02x", file[i] & 0xFF));
    }
    return found.toString();
  }

  private static InvalidDataException damaged(String name, Exception e) {
    Throwable deepest = e;
    while (deepest.getCause() != null && deepest.getCause().getMessage() != null) {
      deepest = deepest.getCause();
    }
    String message = deepest.getMessage();
    return new InvalidDataException(
        "%s: truncated or damaged picture: %s"
            .formatted(name, message == null ? deepest.getClass().getSimpleName() : message),
        e);
  }

  /**
   * Keeps the first warning that means missing content, which decoders fill with grey. Others are
   * of no account, such as stray bytes between segments.
   */
  private static final class Damage implements IIOReadWarningListener {
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

    void check() throws IOException {
      if (first != null) {
        throw new IOException(first);
      }
    }
  }
}
