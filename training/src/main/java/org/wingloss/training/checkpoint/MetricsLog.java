package org.wingloss.training.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.format.StrictJson;

/** {@code metrics.jsonl}: one JSON object a line, at least {@code step} and {@code loss}. */
public final class MetricsLog implements AutoCloseable {
  private final Path file;
  private final FileChannel channel;

  /**
   * Opens the log for more lines.
   *
   * @param keep the number of bytes to keep of what is there: what was logged after the checkpoint
   *     from which a run resumes is logged again
   */
  public MetricsLog(Path file, long keep) {
    this.file = file;
    try {
      this.channel = open(file, keep);
    } catch (IOException e) {
      throw InvalidDataException.in(file, "cannot be written: " + e.getMessage(), e);
    }
  }

  private static FileChannel open(Path file, long keep) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.size() < keep) {
        throw InvalidDataException.in(
            file,
            "has %d bytes but the checkpoint was written after %d; restore the file or start anew"
                .formatted(channel.size(), keep));
      }
      return channel.truncate(keep).position(keep);
    } catch (IOException | RuntimeException | Error e) {
      channel.close();
      throw e;
    }
  }

  /** Adds a line. */
  public void add(Map<String, ?> values) {
    byte[] json = StrictJson.line(values);
    ByteBuffer line = ByteBuffer.allocate(json.length + 1).put(json).put((byte) '\n').flip();
    try {
      while (line.hasRemaining()) {
        channel.write(line);
      }
    } catch (IOException e) {
      throw InvalidDataException.in(file, "cannot be written: " + e.getMessage(), e);
    }
  }

  /** Makes the lines last and tells their length; call it before writing a checkpoint. */
  public long sync() {
    try {
      channel.force(true);
      return channel.position();
    } catch (IOException e) {
      throw InvalidDataException.in(file, "cannot be written: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
