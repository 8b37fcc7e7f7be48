package org.wingloss.evaluation.input;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.format.LineBytes;
import org.wingloss.data.format.LineFormat;
import org.wingloss.data.format.TextFile;
import org.wingloss.data.io.TextHash;

/**
 * Where the lines of a part of a file lie. A block owns the lines that begin in it, so blocks can
 * be scanned in any order and by any number of threads.
 */
final class LineScan {
  private static final int STEP = 1 << 18;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private long[] offsets = new long[1024];
  private int[] lengths = new int[1024];
  private long[] hashes = new long[1024];
  private int count;
  private int headers;
  private InvalidDataException failure;

  private LineScan() {}

  /** Scans the lines that begin in [from, to). A failure is kept for {@link #join}. */
  static LineScan block(
      Path file, LineFormat format, FileChannel channel, long size, long from, long to) {
    LineScan scan = new LineScan();
    try {
      scan.scan(file, format, new FileWindow(channel, size), size, from, to);
    } catch (InvalidDataException e) {
      scan.failure = e;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return scan;
  }

  /** The blocks one after the other; throws the first failure. */
  static LineScan join(Path file, List<LineScan> blocks) {
    long total = 0;
    for (LineScan block : blocks) {
      if (block.failure != null) {
        throw block.failure;
      }
      total += block.count;
    }
    if (total > IndexedLines.MOST_FACES) {
      throw InvalidDataException.in(
          file, "has %d lines but at most %d are read".formatted(total, IndexedLines.MOST_FACES));
    }
    LineScan all = new LineScan();
    all.resize((int) total);
    for (LineScan block : blocks) {
      System.arraycopy(block.offsets, 0, all.offsets, all.count, block.count);
      System.arraycopy(block.lengths, 0, all.lengths, all.count, block.count);
      System.arraycopy(block.hashes, 0, all.hashes, all.count, block.count);
      all.count += block.count;
    }
    return all;
  }

  long[] offsets() {
    return offsets;
  }

  int[] lengths() {
    return lengths;
  }

  long[] hashes() {
    return hashes;
  }

  /** Counts from 1; reads the file up to the offset. */
  static long lineNumber(Path file, long offset) {
    try (InputStream in = Files.newInputStream(file)) {
      return LineBytes.numberAt(in, offset);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void scan(Path file, LineFormat format, FileWindow window, long size, long from, long to)
      throws IOException {
    headers = from == 0 ? format.headerLines() : 0;
    long at = from == 0 ? 0 : lineEnd(file, window, size, from - 1) + 1;
    while (at < to) {
      int span = (int) Math.min(STEP, size - at);
      int start = window.seek(at, span);
      int stop = start + span;
      boolean last = at + span == size;
      if (!last && newline(window.bytes(), start, stop) == stop) {
        long end = lineEnd(file, window, size, at);
        start = window.seek(at, (int) (end - at));
        add(file, format, window.bytes(), at - start, start, start + (int) (end - at));
        at = end + 1;
        continue;
      }
      int line = start;
      while (line < stop && at + (line - start) < to) {
        int end = newline(window.bytes(), line, stop);
        if (end == stop && !last) {
          break; // cut by the window: the next one begins with this line
        }
        add(file, format, window.bytes(), at - start, line, end);
        line = end + 1;
      }
      at += line - start;
    }
  }

  /** Notes a line unless it is blank, the header or tells of a failure. */
  private void add(Path file, LineFormat format, byte[] bytes, long base, int from, int to) {
    int start = from + (base + from == 0 ? TextFile.markLength(bytes, from, to) : 0);
    LineBytes line = LineBytes.trimmed(file, bytes, start, to, () -> lineNumber(file, base + from));
    if (line.length() == 0 || headers-- > 0 || format.tellsFailure(line)) {
      return;
    }
    if (count == offsets.length) {
      resize(2 * count);
    }
    offsets[count] = base + line.from();
    lengths[count] = line.length();
    hashes[count] = TextHash.of(format.id(line));
    count++;
  }

  private void resize(int capacity) {
    offsets = Arrays.copyOf(offsets, capacity);
    lengths = Arrays.copyOf(lengths, capacity);
    hashes = Arrays.copyOf(hashes, capacity);
  }

  /** The offset of the next line end, or the file's size. */
  private static long lineEnd(Path file, FileWindow window, long size, long from)
      throws IOException {
    long at = from;
    while (at < size) {
      if (at - from > LineBytes.LONGEST) {
        throw LineBytes.tooLong(file, lineNumber(file, from));
      }
      int span = (int) Math.min(STEP, size - at);
      int start = window.seek(at, span);
      int newline = newline(window.bytes(), start, start + span);
      if (newline < start + span) {
        return at + (newline - start);
      }
      at += span;
    }
    return size;
  }

  /** The position of the next line end in [from, to), or {@code to}; eight bytes at a time. */
  static int newline(byte[] bytes, int from, int to) {
    int at = from;
    while (at + 8 <= to) {
      long word = (long) LONGS.get(bytes, at) ^ 0x0A0A0A0A0A0A0A0AL;
      long zero = (word - 0x0101010101010101L) & ~word & 0x8080808080808080L;
      if (zero != 0) {
        return at + (Long.numberOfTrailingZeros(zero) >>> 3);
      }
      at += 8;
    }
    while (at < to && bytes[at] != '\n') {
      at++;
    }
    return at;
  }
}
