package org.wingloss.spark.score;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.lib.input.FileSplit;
import org.apache.spark.api.java.function.Function2;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.format.JsonLines;
import org.wingloss.data.format.LineBytes;
import org.wingloss.data.format.Role;
import scala.Tuple2;

/** Reads the lines of a piece of a JSON Lines file as faces. */
final class FaceLines
    implements Function2<InputSplit, Iterator<Tuple2<LongWritable, Text>>, Iterator<byte[]>> {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST_LINE = 1 << 24;

  private final int table;

  /**
   * Of a table.
   *
   * @param table 0 for the ground truth, 1 … for predictions
   */
  FaceLines(int table) {
    this.table = table;
  }

  @Override
  public Iterator<byte[]> call(InputSplit split, Iterator<Tuple2<LongWritable, Text>> lines) {
    org.apache.hadoop.fs.Path file = ((FileSplit) split).getPath();
    JsonLines format = JsonLines.of(table == 0 ? Role.GROUND_TRUTH : Role.PREDICTIONS);
    Path name = Path.of(file.toUri().getPath());
    Stream<Tuple2<LongWritable, Text>> all =
        StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(lines, Spliterator.ORDERED), false);
    return all.map(line -> face(file, name, format, line._1().get(), line._2()))
        .filter(Objects::nonNull)
        .iterator();
  }

  /** The face of a line, or null if it is blank. */
  private byte[] face(
      org.apache.hadoop.fs.Path file, Path name, JsonLines format, long offset, Text line) {
    byte[] bytes = line.getBytes();
    int from = 0;
    int to = line.getLength();
    while (to > from && isSpace(bytes[to - 1])) {
      to--;
    }
    while (from < to && isSpace(bytes[from])) {
      from++;
    }
    if (from == to) {
      return null;
    }
    if (to - from > LONGEST_LINE) {
      throw InvalidDataException.at(
          name, lineNumber(file, offset), "is longer than 16 MiB: expected one face a line");
    }
    return FaceRecord.write(
        table, format.face(new LineBytes(name, bytes, from, to, () -> lineNumber(file, offset))));
  }

  private static boolean isSpace(byte b) {
    return b >= 0 && b <= ' ';
  }

  /** Counts from 1; reads the file up to the offset. */
  private static long lineNumber(org.apache.hadoop.fs.Path file, long offset) {
    try {
      FileSystem files = file.getFileSystem(new Configuration());
      try (InputStream in = files.open(file)) {
        byte[] bytes = new byte[1 << 16];
        long line = 1;
        long left = offset;
        while (left > 0) {
          int read = in.read(bytes, 0, (int) Math.min(bytes.length, left));
          if (read < 0) {
            break;
          }
          for (int i = 0; i < read; i++) {
            line += bytes[i] == '\n' ? 1 : 0;
          }
          left -= read;
        }
        return line;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
