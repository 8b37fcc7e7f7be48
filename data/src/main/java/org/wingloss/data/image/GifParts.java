package org.wingloss.data.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** GIF: a decoder is shown the palettes and the first frame. Transparency is dropped. */
final class GifParts {
  private static final int EXTENSION = 0x21;
  private static final int IMAGE = 0x2C;
  private static final int END = 0x3B;

  private GifParts() {}

  static PictureContent find(byte[] file) throws IOException {
    ByteBuffer from = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int width = Short.toUnsignedInt(from.getShort(6));
    int height = Short.toUnsignedInt(from.getShort(8));
    int start = 13 + palette(from.get(10));
    from.position(start);
    int block = Byte.toUnsignedInt(from.get());
    while (block == EXTENSION) {
      from.get();
      skip(from);
      block = Byte.toUnsignedInt(from.get());
    }
    if (block != IMAGE) {
      throw new IOException("it has no frame");
    }
    int image = from.position() - 1;
    PictureContent.Frame frame =
        new PictureContent.Frame(
            Short.toUnsignedInt(from.getShort()),
            Short.toUnsignedInt(from.getShort()),
            new ImageSize(
                Short.toUnsignedInt(from.getShort()), Short.toUnsignedInt(from.getShort())));
    int flags = from.get();
    from.position(from.position() + palette(flags) + 1);
    skip(from);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(file, 0, start);
    out.write(file, image, from.position() - image);
    out.write(END);
    return new PictureContent("gif", out.toByteArray(), frame.size(), 1)
        .with(frame, frame.within(width, height));
  }

  private static int palette(int flags) {
    return (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
  }

  /** Blocks of up to 255 bytes, ended by an empty one. */
  private static void skip(ByteBuffer from) {
    for (int length = from.get() & 0xFF; length > 0; length = from.get() & 0xFF) {
      from.position(from.position() + length);
    }
  }
}
