package org.wingloss.data.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * JPEG: one walk over the segments finds size, scans, EXIF block and end. A decoder is shown the
 * file up to its end marker, without colour profiles. A file that lacks the marker alone is given
 * one: its scans are all there, and whether their pixels are too the decoder tells.
 */
final class JpegParts {
  /** Common encoders write about ten. */
  private static final int MOST_SCANS = 100;

  /** Every scan visits all pixels again: 2^29 are ten scans of 53 million pixels. */
  private static final long MOST_VISITS = 1 << 29;

  private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
  private static final int MARK = 0xFF;
  private static final int START_OF_SCAN = 0xDA;
  private static final int END = 0xD9;
  private static final int APP1 = 0xE1;

  private final byte[] file;
  private JpegFrame frame;
  private ExifOrientation orientation = ExifOrientation.UPRIGHT;
  private int scans;

  private JpegParts(byte[] file) {
    this.file = file;
  }

  static PictureContent find(byte[] file) throws IOException {
    JpegParts parts = new JpegParts(file);
    int end = parts.walk();
    if (parts.frame == null) {
      throw new IOException("it has no frame header");
    }
    ImageSize size = parts.frame.size();
    if (parts.scans > MOST_SCANS || parts.scans * size.pixels() > MOST_VISITS) {
      throw new IOException(
          "it has %d scans of %d x %d pixels, which would take too long"
              .formatted(parts.scans, size.width(), size.height()));
    }
    boolean whole = end <= file.length;
    if (!whole && !parts.frame.isComplete()) {
      throw new IOException("the file ends before its last scan");
    }
    byte[] bytes = end == file.length ? file : Arrays.copyOf(file, end);
    bytes[end - 2] = (byte) MARK;
    bytes[end - 1] = (byte) END;
    return new PictureContent(
            "jpeg", ColourProfile.overlooked(bytes), size, parts.frame.decoderBytes(parts.scans))
        .with(parts.orientation)
        .with(whole ? Optional.empty() : Optional.of("lacks its end marker"));
  }

  /** To the end marker: where it ends, or, two bytes behind the file, where it should. */
  private int walk() throws IOException {
    int at = 2;
    while (at + 1 < file.length) {
      int marker = file[at + 1] & 0xFF;
      if ((file[at] & 0xFF) != MARK || marker == MARK) {
        at++; // pixels, stray or fill bytes
      } else if (marker == END) {
        return at + 2;
      } else if (marker <= 1 || (marker >= 0xD0 && marker <= 0xD8)) {
        at += 2; // markers without a length
      } else {
        at = segment(marker, at + 2);
      }
    }
    return file.length + 2;
  }

  private int segment(int marker, int at) throws IOException {
    int length = at + 1 < file.length ? ((file[at] & 0xFF) << 8) | (file[at + 1] & 0xFF) : 0;
    if (length < 2 || at + length > file.length) {
      return file.length;
    }
    ByteBuffer data = ByteBuffer.wrap(file, at + 2, length - 2).slice();
    if (ColourProfile.isFrame(marker) && frame == null) {
      frame = JpegFrame.of(marker, data);
    } else if (marker == START_OF_SCAN && frame != null) {
      scans++;
      frame.addScan(data);
    } else if (marker == APP1 && length > EXIF.length + 2 && startsWithExif(data)) {
      orientation = TiffDirectory.orientation(data.position(EXIF.length));
    }
    return at + length;
  }

  private static boolean startsWithExif(ByteBuffer data) {
    byte[] start = new byte[EXIF.length];
    data.get(0, start);
    return Arrays.equals(start, EXIF);
  }
}
