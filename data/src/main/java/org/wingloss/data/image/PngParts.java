package org.wingloss.data.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * PNG: a decoder is shown the header, the palette and the pixels in one chunk. Alpha is dropped, so
 * that transparency is not needed; texts and profiles, which are deflated, are not seen.
 */
final class PngParts {
  private static final long SIGNATURE = 0x89504E470D0A1A0AL;
  private static final int HEADER = 0x49484452;
  private static final int PALETTE = 0x504C5445;
  private static final int PIXELS = 0x49444154;
  private static final int END = 0x49454E44;
  private static final int EXIF = 0x65584966;

  private PngParts() {}

  static PictureContent find(byte[] file) throws IOException {
    ByteBuffer from = ByteBuffer.wrap(file);
    from.position(8);
    ByteBuffer header = null;
    ByteBuffer palette = null;
    ExifOrientation orientation = ExifOrientation.UPRIGHT;
    List<ByteBuffer> pixels = new ArrayList<>();
    int type = 0;
    while (type != END && from.hasRemaining()) {
      int length = from.getInt();
      type = from.getInt();
      if (length < 0 || length > from.remaining() - 4) {
        throw new IOException("the file ends inside its chunk " + name(type));
      }
      ByteBuffer data = from.slice(from.position(), length);
      from.position(from.position() + length + 4);
      switch (type) {
        case HEADER -> header = header == null ? data : header;
        case PALETTE -> palette = palette == null ? data : palette;
        case PIXELS -> pixels.add(data);
        case EXIF -> orientation = TiffDirectory.orientation(data);
        default -> {}
      }
    }
    if (header == null || header.remaining() != 13) {
      throw new IOException("it has no header");
    }
    int depth = header.get(8);
    ImageSize size = new ImageSize(header.getInt(0), header.getInt(4));
    ByteBuffer together = joined(pixels);
    int bytes = together.remaining() + 57 + (palette == null ? 0 : palette.remaining() + 12);
    ByteBuffer out = ByteBuffer.allocate(bytes).putLong(SIGNATURE);
    put(out, HEADER, header);
    if (palette != null) {
      put(out, PALETTE, palette);
    }
    put(out, PIXELS, together);
    put(out, END, ByteBuffer.allocate(0));
    return new PictureContent(
            "png", out.array(), size, samples(header.get(9)) * (depth > 8 ? 2 : 1))
        .with(orientation)
        .with(type == END ? Optional.empty() : Optional.of("lacks its end chunk"));
  }

  private static int samples(byte colourType) {
    return switch (colourType) {
      case 2 -> 3;
      case 4 -> 2;
      case 6 -> 4;
      default -> 1;
    };
  }

  private static ByteBuffer joined(List<ByteBuffer> parts) {
    int length = parts.stream().mapToInt(ByteBuffer::remaining).sum();
    ByteBuffer out = ByteBuffer.allocate(length);
    parts.forEach(part -> out.put(part.duplicate()));
    return out.flip();
  }

  private static void put(ByteBuffer out, int type, ByteBuffer data) {
    out.putInt(data.remaining());
    int start = out.position();
    out.putInt(type).put(data.duplicate());
    CRC32 check = new CRC32();
    check.update(out.slice(start, out.position() - start));
    out.putInt((int) check.getValue());
  }

  private static String name(int type) {
    byte[] letters = ByteBuffer.allocate(4).putInt(type).array();
    return new String(letters, StandardCharsets.ISO_8859_1).replaceAll("[^A-Za-z]", "?");
  }
}
