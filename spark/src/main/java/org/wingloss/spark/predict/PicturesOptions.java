package org.wingloss.spark.predict;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import org.wingloss.cli.option.Arguments;
import org.wingloss.cli.terminal.UsageException;
import org.wingloss.data.InvalidDataException;
import org.wingloss.model.inference.InputPicture;
import org.wingloss.spark.session.SparkOptions;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The pictures to be looked at: named, listed in a file, or the rows of a table. */
final class PicturesOptions {
  /** A task of so many takes some seconds. */
  private static final int PICTURES_OF_A_TASK = 500;

  private static final int TASKS_OF_A_CORE = 4;
  private static final int ROWS_AT_ONCE = 8;
  private static final int MOST_PARTITIONS = 1_000_000;

  /** Spark's own name for the bytes of a file. */
  private static final String CONTENT = "content";

  private static final UserDefinedFunction SORT_KEY =
      udf((UDF1<String, byte[]>) InputPicture::sortKey, DataTypes.BinaryType);

  private static final UserDefinedFunction FROM_BASE64 =
      udf((UDF1<String, byte[]>) PicturesOptions::fromBase64, DataTypes.BinaryType);

  @Parameters(
      arity = "0..*",
      paramLabel = "PICTURE",
      description =
          "Pictures, or folders of pictures: paths that every machine of the cluster has, or"
              + " addresses such as hdfs://… and s3a://…")
  private List<String> named = List.of();

  @Option(
      names = "--list",
      paramLabel = "FILE",
      description = "A text file of paths or addresses, one a line.")
  private String list;

  @Option(
      names = "--table",
      paramLabel = "TABLE",
      description =
          "A Parquet file or folder, or JSON Lines if its name ends with .json or .jsonl. Columns:"
              + " path, or the picture's bytes; and id, unless path is the id.")
  private String table;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      description =
          "Tasks (default: as many as a table has, else tasks of 500 pictures, at least four a"
              + " core). A table is moved through the network for it.")
  private Integer partitions;

  /**
   * Checks what was typed.
   *
   * @throws UsageException unless there is one source
   */
  void check() {
    long sources =
        Stream.of(!named.isEmpty(), list != null, table != null).filter(given -> given).count();
    if (sources != 1) {
      throw new UsageException("give either PICTURE..., --list or --table");
    }
    if (partitions != null) {
      Arguments.within(1, MOST_PARTITIONS, "--partitions", partitions);
    }
  }

  /** Whether rows come in the order in which they are to be written, with ids of their own. */
  boolean inOrder() {
    return !named.isEmpty();
  }

  /**
   * The pictures, with the columns of {@link NamedPicture}.
   *
   * @throws InvalidDataException if there are none, they cannot be named, or two have one id
   */
  Dataset<Row> open(SparkSession session) {
    if (inOrder()) {
      return ofNames(session);
    }
    Dataset<Row> pictures = table != null ? ofTable(session) : ofList(session);
    requireOwnIds(pictures);
    return pictures;
  }

  /** Two pictures of one id could not be told apart, nor put in order. */
  private static void requireOwnIds(Dataset<Row> pictures) {
    List<Row> twice =
        pictures
            .filter(col(NamedPicture.ID).notEqual(NamedPicture.NO_ID))
            .groupBy(col(NamedPicture.ID))
            .count()
            .filter(col("count").gt(1))
            .orderBy(col(NamedPicture.ID))
            .takeAsList(1);
    if (!twice.isEmpty()) {
      throw new InvalidDataException(
          "the picture '%s' is named %d times"
              .formatted(twice.get(0).getString(0), twice.get(0).getLong(1)));
    }
  }

  private Dataset<Row> ofNames(SparkSession session) {
    List<ListedPicture> pictures =
        ListedPicture.list(named, session.sparkContext().hadoopConfiguration());
    List<Row> rows = new ArrayList<>();
    for (ListedPicture picture : pictures) {
      byte[] place = ByteBuffer.allocate(Integer.BYTES).putInt(rows.size()).array();
      rows.add(RowFactory.create(place, picture.id(), picture.path(), null));
    }
    int tasks = tasks(session, rows.size());
    return session.createDataFrame(
        JavaSparkContext.fromSparkContext(session.sparkContext()).parallelize(rows, tasks),
        NamedPicture.SCHEMA);
  }

  private int tasks(SparkSession session, long pictures) {
    if (partitions != null) {
      return partitions;
    }
    long tasks =
        Math.max(
            (long) TASKS_OF_A_CORE * session.sparkContext().defaultParallelism(),
            pictures / PICTURES_OF_A_TASK);
    return (int) Math.max(1, Math.min(Math.min(tasks, pictures), MOST_PARTITIONS));
  }

  private Dataset<Row> ofList(SparkSession session) {
    Dataset<Row> lines =
        session.read().text(SparkOptions.readable(list)).filter(col("value").rlike("\\S")).cache();
    long pictures = lines.count();
    if (pictures == 0) {
      throw new InvalidDataException(list + ": names no picture");
    }
    return lines
        .repartition(tasks(session, pictures))
        .select(columns(col("value"), col("value"), lit(null)));
  }

  private Dataset<Row> ofTable(SparkSession session) {
    // Each row may hold a whole picture.
    session.conf().set("spark.sql.parquet.columnarReaderBatchSize", ROWS_AT_ONCE);
    String name = table.toLowerCase(Locale.ROOT);
    Dataset<Row> rows =
        name.endsWith(".json") || name.endsWith(".jsonl")
            ? session.read().json(SparkOptions.readable(table))
            : session.read().parquet(SparkOptions.readable(table));
    List<String> found = List.of(rows.columns());
    String bytes = found.contains(NamedPicture.BYTES) ? NamedPicture.BYTES : CONTENT;
    boolean hasPath = found.contains(NamedPicture.PATH);
    boolean hasBytes = found.contains(bytes);
    boolean hasId = found.contains(NamedPicture.ID);
    if (!hasPath && !(hasBytes && hasId)) {
      throw new InvalidDataException(
          "%s: expected the column path, or bytes and id, but found: %s"
              .formatted(table, String.join(", ", found)));
    }
    Column path = hasPath ? name(NamedPicture.PATH) : lit(null);
    Column id = hasId ? name(NamedPicture.ID) : path;
    Column content = hasBytes ? content(rows, bytes) : lit(null);
    Dataset<Row> spread = partitions == null ? rows : rows.repartition(partitions);
    return spread.select(columns(coalesce(id, path, lit(NamedPicture.NO_ID)), path, content));
  }

  /** The names in a column; null for a blank one. */
  private static Column name(String column) {
    Column text = col(column).cast(DataTypes.StringType);
    return when(text.rlike("\\S"), text);
  }

  /** JSON has no bytes; they are written in Base64 there. */
  private static Column content(Dataset<Row> rows, String name) {
    return rows.schema().apply(name).dataType().equals(DataTypes.StringType)
        ? FROM_BASE64.apply(col(name))
        : col(name);
  }

  /**
   * What a text in Base64 stands for, line breaks passed over. Of a text that is none it is no
   * byte, where {@code unbase64} would end the job.
   */
  private static byte[] fromBase64(String text) {
    try {
      return text == null ? null : Base64.getMimeDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  private static Column[] columns(Column id, Column path, Column bytes) {
    return new Column[] {
      SORT_KEY.apply(id).as(NamedPicture.KEY),
      id.as(NamedPicture.ID),
      path.cast(DataTypes.StringType).as(NamedPicture.PATH),
      bytes.cast(DataTypes.BinaryType).as(NamedPicture.BYTES)
    };
  }
}
