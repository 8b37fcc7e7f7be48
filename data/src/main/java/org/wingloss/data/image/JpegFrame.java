package org.wingloss.data.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** The frame header of a JPEG file, and what of its coefficients the scans hold. */
final class JpegFrame {
  private static final int COEFFICIENTS = 64;
  private static final int LOSSLESS = 0xC3;
  private static final int PROGRESSIVE = 0xC2;
  private static final int NOT_SEEN = 16;

  private final int marker;
  private final ImageSize size;
  private final int[] ids;
  private final double samples;

  /** How many low bits of each coefficient of each component are still missing. */
  private final byte[][] missingBits;

  private JpegFrame(int marker, ImageSize size, int[] ids, double samples) {
    this.marker = marker;
    this.size = size;
    this.ids = ids;
    this.samples = samples;
    this.missingBits = new byte[ids.length][COEFFICIENTS];
    for (byte[] component : missingBits) {
      Arrays.fill(component, (byte) NOT_SEEN);
    }
  }

  /** SOF0 to SOF15, which hold a frame header. */
  static boolean isFrame(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
  }

  /** Reads the content of a segment SOF0 to SOF15. */
  static JpegFrame of(int marker, ByteBuffer data) throws IOException {
    ImageSize size =
        new ImageSize(Short.toUnsignedInt(data.getShort(3)), Short.toUnsignedInt(data.getShort(1)));
    int[] ids = new int[Byte.toUnsignedInt(data.get(5))];
    if (ids.length < 1 || ids.length > 4) {
      throw new IOException("it has " + ids.length + " colour components, 1 to 4 are read");
    }
    int blocks = 0;
    int widest = 1;
    int highest = 1;
    for (int i = 0; i < ids.length; i++) {
      ids[i] = data.get(6 + 3 * i);
      int across = (data.get(7 + 3 * i) >> 4) & 15;
      int down = data.get(7 + 3 * i) & 15;
      blocks += across * down;
      widest = Math.max(widest, across);
      highest = Math.max(highest, down);
    }
    return new JpegFrame(marker, size, ids, blocks / (double) (widest * highest));
  }

  ImageSize size() {
    return size;
  }

  /** Whether the colours are inks, which are none without a colour profile. */
  boolean isCmyk() {
    return ids.length == 4;
  }

  /** The memory of a decoder per pixel: rows, and all coefficients where scans add to them. */
  double decoderBytes(int scans) {
    double rows = isCmyk() ? 12 : ids.length;
    if (marker == LOSSLESS) {
      return 8 * ids.length;
    }
    return marker == PROGRESSIVE || scans > 1 ? rows + 1 + 2 * samples : rows;
  }

  /** Notes which coefficients a scan holds, from the content of its header. */
  void addScan(ByteBuffer data) {
    int count = Byte.toUnsignedInt(data.get(0));
    int first = Byte.toUnsignedInt(data.get(1 + 2 * count));
    int last = Math.min(COEFFICIENTS - 1, Byte.toUnsignedInt(data.get(2 + 2 * count)));
    byte bitsLeft = (byte) (data.get(3 + 2 * count) & 15);
    for (int i = 0; i < count; i++) {
      for (int c = 0; c < ids.length; c++) {
        if (ids[c] == data.get(1 + 2 * i) && first <= last) {
          Arrays.fill(missingBits[c], first, last + 1, bitsLeft);
        }
      }
    }
  }

  /** Whether the scans hold every bit of every coefficient. */
  boolean isComplete() {
    for (byte[] component : missingBits) {
      for (byte bits : component) {
        if (bits > 0) {
          return false;
        }
      }
    }
    return true;
  }
}
