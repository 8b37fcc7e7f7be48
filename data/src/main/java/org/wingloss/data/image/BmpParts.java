package org.wingloss.data.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * BMP: a decoder takes memory for as many bytes as the header says, so that this is held against
 * the file first. Colour profiles are ignored, and pictures of other formats inside are not read.
 */
final class BmpParts {
  private static final int FILE_HEADER = 14;
  private static final int OLDEST = 12;
  private static final int COLOUR_SPACE = FILE_HEADER + 56;
  private static final int PROFILE_SIZE = FILE_HEADER + 116;
  private static final int STANDARD_RGB = 0x73524742;
  private static final List<Integer> BITS = List.of(1, 4, 8, 16, 24, 32);

  private BmpParts() {}

  static PictureContent find(byte[] file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(file.clone()).order(ByteOrder.LITTLE_ENDIAN);
    long pixels = Integer.toUnsignedLong(bytes.getInt(10));
    long header = Integer.toUnsignedLong(bytes.getInt(14));
    if (header < OLDEST || pixels < FILE_HEADER + header || pixels > file.length) {
      throw new IOException(
          "its pixels are said to begin at %d, behind a header of %d bytes, in a file of %d"
              .formatted(pixels, header, file.length));
    }
    boolean oldest = header == OLDEST;
    ImageSize size =
        oldest
            ? new ImageSize(bytes.getShort(18) & 0xFFFF, bytes.getShort(20) & 0xFFFF)
            : new ImageSize(bytes.getInt(18), Math.abs(bytes.getInt(22)));
    int bits = bytes.getShort(oldest ? 24 : 28);
    int compression = oldest ? 0 : bytes.getInt(30);
    long stated = oldest ? 0 : Integer.toUnsignedLong(bytes.getInt(34));
    if (!BITS.contains(bits) || compression < 0 || compression > 3) {
      throw new IOException(
          "it has %d bits per pixel and compression %d, which is not read"
              .formatted(bits, compression));
    }
    boolean runs = compression == 1 || compression == 2;
    long row = (size.width() * (long) bits + 31) / 32 * 4;
    long needed = runs ? stated : row * size.height();
    if (needed > file.length - pixels) {
      throw new IOException(
          "its pixels need %d bytes but the file has %d".formatted(needed, file.length - pixels));
    }
    bytes.putInt(2, file.length);
    if (header > COLOUR_SPACE - FILE_HEADER) {
      bytes.putInt(COLOUR_SPACE, STANDARD_RGB);
    }
    if (header > PROFILE_SIZE - FILE_HEADER) {
      bytes.putInt(PROFILE_SIZE, 0);
    }
    return new PictureContent("bmp", bytes.array(), size, runs ? 2 : Math.max(1, bits / 8.0));
  }
}
