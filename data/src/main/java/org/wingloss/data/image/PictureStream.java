package org.wingloss.data.image;

import java.io.IOException;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * A picture's bytes for a decoder. Some decoders take whatever follows the end for zeros, pixel for
 * pixel, with an exception for each: that ends here.
 */
final class PictureStream extends ImageInputStreamImpl {
  private static final int MOST_READS_BEHIND_END = 1000;

  private final byte[] bytes;
  private int readsBehindEnd;

  PictureStream(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public int read() throws IOException {
    bitOffset = 0;
    return atEnd() ? -1 : bytes[(int) streamPos++] & 0xFF;
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    bitOffset = 0;
    if (length == 0) {
      return 0;
    }
    if (atEnd()) {
      return -1;
    }
    int count = (int) Math.min(length, bytes.length - streamPos);
    System.arraycopy(bytes, (int) streamPos, to, offset, count);
    streamPos += count;
    return count;
  }

  private boolean atEnd() {
    if (streamPos < bytes.length) {
      return false;
    }
    if (++readsBehindEnd > MOST_READS_BEHIND_END) {
      throw new IllegalStateException("the file ends before its last pixel");
    }
    return true;
  }

  @Override
  public long length() {
    return bytes.length;
  }
}
