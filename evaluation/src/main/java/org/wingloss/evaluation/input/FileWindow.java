package org.wingloss.evaluation.input;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/**
 * A window of bytes that slides over a file: large steps while reading goes forward, no more than
 * asked for when it jumps. Memory stays bounded by the largest request.
 */
final class FileWindow {
  private static final int STEP = 1 << 18;

  private final FileChannel channel;
  private final long fileSize;
  private byte[] bytes = new byte[0];
  private long start;
  private int length;

  FileWindow(FileChannel channel, long fileSize) {
    this.channel = channel;
    this.fileSize = fileSize;
  }

  /** Makes bytes [offset, offset + count) present and returns where they begin in the array. */
  int seek(long offset, int count) throws IOException {
    if (offset < start || offset + count > start + length) {
      boolean forward = offset >= start && offset <= start + length + STEP;
      int wanted = (int) Math.min(fileSize - offset, Math.max(count, forward ? STEP : 0));
      if (wanted < count) {
        throw new EOFException("the file became shorter while it was read");
      }
      if (bytes.length < wanted) {
        bytes = Arrays.copyOf(bytes, wanted);
      }
      start = offset;
      length = 0;
      while (length < wanted) {
        int read = channel.read(ByteBuffer.wrap(bytes, length, wanted - length), start + length);
        if (read < 0) {
          throw new EOFException("the file became shorter while it was read");
        }
        length += read;
      }
    }
    return (int) (offset - start);
  }

  /** The array into which {@link #seek} points. */
  byte[] bytes() {
    return bytes;
  }
}
