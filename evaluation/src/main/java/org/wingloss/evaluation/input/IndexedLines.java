package org.wingloss.evaluation.input;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.IntStream;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Face;
import org.wingloss.data.format.LineBytes;
import org.wingloss.data.format.LineFormat;
import org.wingloss.data.io.FileFailure;

/**
 * A file with one face a line, of any size: one parallel pass notes where each line lies and the
 * hash of its id (20 bytes a face), and faces are parsed when they are asked for. So ground truth
 * and predictions can be joined in any order without holding either.
 */
final class IndexedLines implements FaceSource {
  static final int MOST_FACES = 20_000_000;
  private static final int BLOCK = 1 << 24;

  private final Path file;
  private final LineFormat format;
  private final FileChannel channel;
  private final long fileSize;
  private final LineScan lines;

  private IndexedLines(Path file, LineFormat format, FileChannel channel, LineScan lines)
      throws IOException {
    this.file = file;
    this.format = format;
    this.channel = channel;
    this.fileSize = channel.size();
    this.lines = lines;
  }

  /**
   * Scans a file.
   *
   * @throws InvalidDataException if it is absent, a line is too long or an id cannot be read
   */
  static IndexedLines open(Path file, LineFormat format) {
    FileChannel channel = null;
    try {
      channel = FileChannel.open(file, StandardOpenOption.READ);
      FileChannel opened = channel;
      long size = channel.size();
      List<LineScan> blocks =
          IntStream.range(0, (int) ((size + BLOCK - 1) / BLOCK))
              .parallel()
              .mapToObj(
                  i ->
                      LineScan.block(
                          file,
                          format,
                          opened,
                          size,
                          (long) i * BLOCK,
                          Math.min(size, (i + 1L) * BLOCK)))
              .toList();
      LineScan all = LineScan.join(file, blocks);
      IndexedLines lines = new IndexedLines(file, format, channel, all);
      channel = null;
      return lines;
    } catch (IOException e) {
      throw FileFailure.unreadable(file, e);
    } catch (UncheckedIOException e) {
      throw FileFailure.unreadable(file, e.getCause());
    } finally {
      closeQuietly(channel);
    }
  }

  private static void closeQuietly(FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      // Only reading: nothing is lost.
    }
  }

  @Override
  public String name() {
    return file.toString();
  }

  @Override
  public int size() {
    return lines.offsets().length;
  }

  /** The hash of the id of face i. */
  long idHash(int i) {
    return lines.hashes()[i];
  }

  @Override
  public Cursor open() {
    return new LineCursor();
  }

  @Override
  public void close() {
    closeQuietly(channel);
  }

  private final class LineCursor implements Cursor {
    private final FileWindow window = new FileWindow(channel, fileSize);

    @Override
    public String id(int i) {
      return format.id(line(i));
    }

    @Override
    public Face read(int i) {
      return format.face(line(i));
    }

    @Override
    public String where(int i) {
      return file + ", line " + lineNumber(i);
    }

    private long lineNumber(int i) {
      return LineScan.lineNumber(file, lines.offsets()[i]);
    }

    private LineBytes line(int i) {
      try {
        int length = lines.lengths()[i];
        int from = window.seek(lines.offsets()[i], length);
        return new LineBytes(file, window.bytes(), from, from + length, () -> lineNumber(i));
      } catch (IOException e) {
        throw FileFailure.unreadable(file, e);
      }
    }
  }
}
