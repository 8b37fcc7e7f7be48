package org.wingloss.cli.shard;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.io.FileFailure;

/** The lines of a part, one after the other, each of bounded length. */
final class PartLines implements AutoCloseable {
  /** Bytes of the longest line: a picture of some eight thousand faces. */
  static final int LONGEST = 32 << 20;

  private static final int BUFFER = 1 << 16;

  private final Path file;
  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER];
  private int from;
  private int to;
  private long position;

  /** Begins at a byte of the file. */
  PartLines(Path file, long position) {
    this.file = file;
    this.position = position;
    try {
      InputStream opened = Files.newInputStream(file);
      try {
        opened.skipNBytes(position);
      } catch (IOException e) {
        opened.close();
        throw e;
      }
      this.in = opened;
    } catch (IOException e) {
      throw FileFailure.unreadable(file, e);
    }
  }

  /** The bytes before the next line. */
  long position() {
    return position;
  }

  /**
   * The next line without its end.
   *
   * @throws InvalidDataException if there is none, or it has no end
   */
  byte[] next() {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    while (true) {
      if (isAtEnd()) {
        throw InvalidDataException.in(
            file, "is cut short: expected more lines after byte %d".formatted(position));
      }
      int end = from;
      while (end < to && buffer[end] != '\n') {
        end++;
      }
      line.write(buffer, from, end - from);
      if (line.size() > LONGEST) {
        throw InvalidDataException.in(file, "has a line of more than %d bytes".formatted(LONGEST));
      }
      from = end;
      if (end < to) {
        from++;
        position += line.size() + 1;
        return line.toByteArray();
      }
    }
  }

  /** Whether everything was read; if not, there is something in the buffer. */
  boolean isAtEnd() {
    if (from < to) {
      return false;
    }
    try {
      from = 0;
      to = Math.max(0, in.read(buffer));
      return to == 0;
    } catch (IOException e) {
      throw FileFailure.unreadable(file, e);
    }
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw FileFailure.unreadable(file, e);
    }
  }
}
