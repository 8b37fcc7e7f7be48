package org.wingloss.serve;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Pictures with a tag at their end, after the pixels, that says: a quarter turn. */
final class TurnedPicture {
  private static final int TAGS = 26;

  /** Bytes of a PNG's chunk besides its content; the last chunk has none. */
  private static final int CHUNK = 12;

  private TurnedPicture() {}

  static byte[] webp(byte[] webp) {
    ByteBuffer out = ByteBuffer.allocate(webp.length + 8 + TAGS).order(ByteOrder.LITTLE_ENDIAN);
    out.put(webp).put("EXIF".getBytes(StandardCharsets.US_ASCII)).putInt(TAGS).put(tags());
    return out.putInt(4, out.capacity() - 8).array();
  }

  static byte[] png(byte[] png) {
    int end = png.length - CHUNK;
    ByteBuffer out = ByteBuffer.allocate(png.length + CHUNK + TAGS).put(png, 0, end);
    out.putInt(TAGS).put("eXIf".getBytes(StandardCharsets.US_ASCII)).put(tags());
    CRC32 check = new CRC32();
    check.update(out.array(), end + 4, 4 + TAGS);
    return out.putInt((int) check.getValue()).put(png, end, CHUNK).array();
  }

  private static byte[] tags() {
    ByteBuffer out = ByteBuffer.allocate(TAGS).putInt(0x4D4D002A).putInt(8).putShort((short) 1);
    return out.putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) 6).array();
  }
}
