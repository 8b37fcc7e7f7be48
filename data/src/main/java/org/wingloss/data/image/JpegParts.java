package org.wingloss.data.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * JPEG: one walk over the segments finds size, scans, EXIF block and end. A decoder is shown the
 * file up to its end marker, its colour profiles renamed. A file that lacks the marker alone is
 * given one: its scans are all there, and whether their pixels are too the decoder tells.
 *
 * <p>To apply the colour profile of a grey or RGB file would take longer than decoding, and would
 * give other values than the tools with which the field's networks are trained. Profiles of CMYK
 * files stay: without one, inks are no colours.
 */
final class JpegParts {
  /** Common encoders write about ten. */
  private static final int MOST_SCANS = 100;

  /** Every scan visits all pixels again: 2^29 are ten scans of 53 million pixels. */
  private static final long MOST_VISITS = 1 << 29;

  private static final byte[] PROFILE = "ICC_PROFILE\0".getBytes(StandardCharsets.US_ASCII);
  private static final int MARK = 0xFF;
  private static final int START_OF_SCAN = 0xDA;
  private static final int END = 0xD9;
  private static final int APP1 = 0xE1;
  private static final int APP2 = 0xE2;

  private final byte[] file;
  private JpegFrame frame;
  private ExifOrientation orientation = ExifOrientation.UPRIGHT;
  private int scans;

  /** Where the names of colour profiles begin. */
  private final List<Integer> profiles = new ArrayList<>();

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
    List<Integer> renamed = parts.frame.isCmyk() ? List.of() : parts.profiles;
    byte[] bytes = end == file.length && renamed.isEmpty() ? file : Arrays.copyOf(file, end);
    renamed.forEach(at -> bytes[at] = 'X');
    bytes[end - 2] = (byte) MARK;
    bytes[end - 1] = (byte) END;
    return new PictureContent("jpeg", bytes, size, parts.frame.decoderBytes(parts.scans))
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
    if (JpegFrame.isFrame(marker) && frame == null) {
      frame = JpegFrame.of(marker, data);
    } else if (marker == START_OF_SCAN && frame != null) {
      scans++;
      frame.addScan(data);
    } else if (marker == APP1 && startsWith(TiffDirectory.EXIF_NAME, data)) {
      orientation = TiffDirectory.orientation(data);
    } else if (marker == APP2 && frame == null && startsWith(PROFILE, data)) {
      profiles.add(at + 2);
    }
    return at + length;
  }

  /** Whether a buffer begins with a name. */
  static boolean startsWith(byte[] name, ByteBuffer data) {
    return data.remaining() >= name.length
        && data.slice(data.position(), name.length).equals(ByteBuffer.wrap(name));
  }
}
