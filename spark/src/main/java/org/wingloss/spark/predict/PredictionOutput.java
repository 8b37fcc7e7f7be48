package org.wingloss.spark.predict;

import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.wingloss.cli.prediction.PredictionWriter;
import org.wingloss.cli.terminal.UsageException;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Face;
import org.wingloss.data.format.JsonLines;
import org.wingloss.data.format.JsonLinesWriter;
import org.wingloss.spark.session.SparkOptions;
import org.wingloss.training.run.RunFolder;
import picocli.CommandLine.Option;

/** {@code --out} and {@code --format}: one file, or a folder of parts. */
final class PredictionOutput {
  /** How a folder's parts are written. */
  enum Format {
    /** Columns, for Spark and pandas. */
    PARQUET,
    /** A line a face, for people and for score. */
    JSONL
  }

  private static final String FILE = ".jsonl";

  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "FILE-or-DIR",
      description = {
        "A name that ends with .jsonl is one file, written by this machine, with the bytes that"
            + " predict would write; up to some million faces.",
        "Any other name is a new folder, into which the executors write parts; also an address."
            + " A picture that cannot be used has a row there, with its sentence in the column"
            + " error."
      })
  private String out;

  @Option(
      names = "--format",
      paramLabel = "parquet|jsonl",
      description = "Of the parts in a folder (default: parquet).")
  private Format format;

  /** The name, as typed. */
  String name() {
    return out;
  }

  /** Whether it is one file; it has no place for a picture that cannot be used. */
  boolean isFile() {
    return out.toLowerCase(Locale.ROOT).endsWith(FILE);
  }

  /**
   * Checks what was typed.
   *
   * @throws UsageException if it does not fit, or the folder is there
   */
  void check() {
    if (isFile() && format == Format.PARQUET) {
      throw new UsageException(
          "--format parquet is for a folder, but --out %s is one file of JSON Lines"
              .formatted(out));
    }
    if (isFile() && SparkOptions.isAddress(out)) {
      throw new UsageException(
          "--out %s: one file is written to a path, not an address".formatted(out));
    }
    if (!isFile() && !SparkOptions.isAddress(out) && !new RunFolder(Path.of(out)).isFree()) {
      throw new UsageException("--out %s is not empty; name a new folder".formatted(out));
    }
  }

  /**
   * Checks an address.
   *
   * @throws UsageException if something is there
   * @throws InvalidDataException if nobody can tell
   */
  void check(Configuration hadoop) {
    if (!SparkOptions.isAddress(out)) {
      return;
    }
    try {
      org.apache.hadoop.fs.Path place = new org.apache.hadoop.fs.Path(out);
      if (place.getFileSystem(hadoop).exists(place)) {
        throw new UsageException("--out %s is there already; name a new folder".formatted(out));
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new InvalidDataException("%s: cannot be reached: %s".formatted(out, e.getMessage()), e);
    }
  }

  /**
   * Writes everything.
   *
   * @param faces sorted, with the columns of {@link FaceColumns}
   * @param model the models' id
   * @param skipped hears the sentence of each picture that has no place in a file
   */
  void write(Dataset<Row> faces, String model, Consumer<String> skipped) {
    if (isFile()) {
      writeFile(faces, skipped);
      return;
    }
    Dataset<Row> rows = FaceColumns.written(faces, model);
    String place = SparkOptions.address(out);
    if (format == Format.JSONL) {
      rows.write().mode("overwrite").json(place);
    } else {
      rows.write().mode("overwrite").parquet(place);
    }
  }

  private void writeFile(Dataset<Row> faces, Consumer<String> skipped) {
    Path file = Path.of(out);
    PredictionWriter.Target names = new PredictionWriter.Target(Optional.of(file), false, false);
    Iterator<Row> rows =
        faces
            .filter(col(FaceColumns.FACE).gt(0).or(col(FaceColumns.ERROR).isNotNull()))
            .toLocalIterator();
    try (JsonLinesWriter writer = JsonLines.writer(file)) {
      while (rows.hasNext()) {
        Row row = rows.next();
        String error = row.getAs(FaceColumns.ERROR);
        if (error != null) {
          skipped.accept(error);
          continue;
        }
        Optional<Path> picture =
            Optional.ofNullable(FaceColumns.image(row))
                .map(PredictionOutput::path)
                .map(names::name);
        Face face = FaceColumns.face(row).withPicture(picture);
        writer.write(face, FaceColumns.remarks(row));
      }
      writer.finish();
    }
  }

  /** Of an address the path alone: lines name files. */
  private static Path path(String image) {
    try {
      return SparkOptions.isAddress(image)
          ? Path.of(new org.apache.hadoop.fs.Path(image).toUri().getPath())
          : Path.of(image);
    } catch (IllegalArgumentException e) {
      throw new InvalidDataException("%s: is no path: %s".formatted(image, e.getMessage()), e);
    }
  }
}
