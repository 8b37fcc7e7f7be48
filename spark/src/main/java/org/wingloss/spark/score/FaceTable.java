package org.wingloss.spark.score;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ContentSummary;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;
import org.apache.hadoop.mapreduce.lib.input.TextInputFormat;
import org.apache.hadoop.util.StringUtils;
import org.apache.spark.api.java.JavaNewHadoopRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.wingloss.data.InvalidDataException;
import org.wingloss.spark.session.SparkOptions;

/**
 * A table of faces: JSON Lines, or Parquet; a file or a folder of parts.
 *
 * @param name as typed
 * @param place its number: 0 for the ground truth, 1 … for predictions
 */
record FaceTable(String name, int place) {
  private static final String PARQUET = ".parquet";

  /** How many bytes it has; also finds out that it is there. */
  long bytes(Configuration hadoop) {
    try {
      org.apache.hadoop.fs.Path path = path();
      FileSystem files = path.getFileSystem(hadoop);
      ContentSummary content = files.getContentSummary(path);
      return content.getLength();
    } catch (IOException e) {
      throw new InvalidDataException("%s: cannot be read: %s".formatted(name, e.getMessage()), e);
    }
  }

  private org.apache.hadoop.fs.Path path() {
    return new org.apache.hadoop.fs.Path(SparkOptions.existing(name));
  }

  /** Its faces, see {@link FaceRecord}. */
  JavaRDD<byte[]> records(SparkSession session) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
    Configuration hadoop = context.hadoopConfiguration();
    if (isParquet(hadoop)) {
      return session
          .read()
          .parquet(SparkOptions.readable(name))
          .toJavaRDD()
          .mapPartitions(new FaceRows(place, name));
    }
    JavaNewHadoopRDD<LongWritable, Text> lines =
        (JavaNewHadoopRDD<LongWritable, Text>)
            context.newAPIHadoopRDD(
                input(hadoop), TextInputFormat.class, LongWritable.class, Text.class);
    return lines.mapPartitionsWithInputSplit(new FaceLines(place), true);
  }

  /** The table is one path, whatever commas are in it. */
  private Configuration input(Configuration hadoop) {
    Configuration own = new Configuration(hadoop);
    own.set(FileInputFormat.INPUT_DIR, StringUtils.escapeString(SparkOptions.readable(name)));
    return own;
  }

  private boolean isParquet(Configuration hadoop) {
    if (name.endsWith(PARQUET)) {
      return true;
    }
    try {
      FileSystem files = path().getFileSystem(hadoop);
      for (FileStatus inside : files.listStatus(path())) {
        if (inside.getPath().getName().endsWith(PARQUET)) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      throw new InvalidDataException("%s: cannot be read: %s".formatted(name, e.getMessage()), e);
    }
  }
}
