package org.wingloss.spark.score;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.lib.input.FileSplit;
import org.apache.spark.api.java.function.Function2;
import org.wingloss.data.format.JsonLines;
import org.wingloss.data.format.LineBytes;
import org.wingloss.data.format.Role;
import org.wingloss.spark.session.LazyStream;
import scala.Tuple2;

/**
 * Reads the lines of a piece of a JSON Lines file as faces.
 *
 * @param table 0 for the ground truth, 1 … for predictions
 */
record FaceLines(int table)
    implements Function2<InputSplit, Iterator<Tuple2<LongWritable, Text>>, Iterator<byte[]>> {
  @Override
  public Iterator<byte[]> call(InputSplit split, Iterator<Tuple2<LongWritable, Text>> lines) {
    org.apache.hadoop.fs.Path file = ((FileSplit) split).getPath();
    JsonLines format = JsonLines.of(table == 0 ? Role.GROUND_TRUTH : Role.PREDICTIONS);
    Path name = Path.of(file.toUri().getPath());
    return LazyStream.of(lines)
        .map(line -> face(file, name, format, line._1().get(), line._2()))
        .filter(Objects::nonNull)
        .iterator();
  }

  /** The face of a line, or null if it is blank or tells of a failure. */
  private byte[] face(
      org.apache.hadoop.fs.Path file, Path name, JsonLines format, long offset, Text line) {
    LineBytes text =
        LineBytes.trimmed(
            name, line.getBytes(), 0, line.getLength(), () -> lineNumber(file, offset));
    if (text.length() == 0) {
      return null;
    }
    if (text.length() > LineBytes.LONGEST) {
      throw LineBytes.tooLong(name, lineNumber(file, offset));
    }
    return format.tellsFailure(text) ? null : FaceRecord.write(table, format.face(text));
  }

  /** Counts from 1; reads the file up to the offset. */
  private static long lineNumber(org.apache.hadoop.fs.Path file, long offset) {
    try (InputStream in = file.getFileSystem(new Configuration()).open(file)) {
      return LineBytes.numberAt(in, offset);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
