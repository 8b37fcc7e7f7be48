package org.wingloss.data.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * WebP: a decoder is shown the first frame without its alpha and profile. Both ways to pack a frame
 * are read, with and without loss.
 */
final class WebpParts {
  private static final int LOSSY = tag("VP8 ");
  private static final int LOSSLESS = tag("VP8L");
  private static final int EXTENDED = tag("VP8X");
  private static final int ANIMATED = tag("ANMF");
  private static final int EXIF = tag("EXIF");

  /** A picture of one colour takes no bit per pixel, yet its decoder looks at the next ones. */
  private static final int READ_AHEAD = 64;

  /** The decoder's blocks, and a bound on its time: it needs a second for 3 million pixels. */
  private static final int DECODER_BYTES = 30;

  private static final int LOSSY_START = 0x2A019D;
  private static final byte LOSSLESS_START = 0x2F;

  private ImageSize stated;
  private PictureContent found;
  private ExifOrientation orientation = ExifOrientation.UPRIGHT;

  private WebpParts() {}

  static PictureContent find(byte[] file) throws IOException {
    WebpParts parts = new WebpParts();
    parts.look(ByteBuffer.wrap(file).position(12), 0, 0, 0);
    if (parts.found == null) {
      throw new IOException("it has no frame");
    }
    return parts.found.with(parts.orientation);
  }

  private void look(ByteBuffer from, int left, int top, int depth) throws IOException {
    from.order(ByteOrder.LITTLE_ENDIAN);
    while (from.remaining() >= 8) {
      int type = from.getInt();
      int length = from.getInt();
      if (length < 0 || length > from.remaining()) {
        throw new IOException("the file ends inside a chunk");
      }
      ByteBuffer data = from.slice(from.position(), length).order(ByteOrder.LITTLE_ENDIAN);
      from.position(Math.min(from.limit(), from.position() + length + (length & 1)));
      if (type == EXTENDED && stated == null) {
        stated = new ImageSize(1 + three(data, 4), 1 + three(data, 7));
      } else if (type == EXIF) {
        orientation = TiffDirectory.orientation(data);
      } else if (type == ANIMATED && depth == 0 && found == null) {
        look(data.slice(16, length - 16), 2 * three(data, 0), 2 * three(data, 3), 1);
      } else if ((type == LOSSY || type == LOSSLESS) && found == null) {
        found = frame(type, data, left, top);
      }
    }
  }

  private PictureContent frame(int type, ByteBuffer data, int left, int top) throws IOException {
    ImageSize size = type == LOSSY ? lossy(data) : lossless(data);
    int padded = (data.capacity() + READ_AHEAD + 1) & ~1;
    ByteBuffer out = ByteBuffer.allocate(20 + padded).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(tag("RIFF")).putInt(12 + padded).putInt(tag("WEBP"));
    out.putInt(type).putInt(padded).put(data.duplicate().rewind());
    PictureContent.Frame frame = new PictureContent.Frame(left, top, size);
    ImageSize whole = stated == null ? size : frame.within(stated.width(), stated.height());
    return new PictureContent("webp", out.array(), size, DECODER_BYTES).with(frame, whole);
  }

  private static ImageSize lossy(ByteBuffer data) throws IOException {
    boolean whole = (data.get(0) & 1) == 0;
    if (!whole || three(data, 3) != LOSSY_START) {
      throw new IOException("its frame does not begin as it must");
    }
    return new ImageSize(data.getShort(6) & 0x3FFF, data.getShort(8) & 0x3FFF);
  }

  private static ImageSize lossless(ByteBuffer data) throws IOException {
    if (data.get(0) != LOSSLESS_START) {
      throw new IOException("its frame does not begin as it must");
    }
    int bits = data.getInt(1);
    return new ImageSize(1 + (bits & 0x3FFF), 1 + ((bits >> 14) & 0x3FFF));
  }

  private static int three(ByteBuffer data, int at) {
    return (data.get(at) & 0xFF)
        | ((data.get(at + 1) & 0xFF) << 8)
        | ((data.get(at + 2) & 0xFF) << 16);
  }

  private static int tag(String letters) {
    int tag = 0;
    for (int i = 3; i >= 0; i--) {
      tag = (tag << 8) | letters.charAt(i);
    }
    return tag;
  }
}
