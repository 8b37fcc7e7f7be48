package org.wingloss.spark.predict;

import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.SerializableConfiguration;
import org.wingloss.cli.option.DetectorOptions;
import org.wingloss.cli.option.EnsembleOptions;
import org.wingloss.cli.option.OutputOptions;
import org.wingloss.cli.prediction.OrientationOption;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.model.detector.FaceDetector;
import org.wingloss.model.inference.BoxSource;
import org.wingloss.spark.session.SparkOptions;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code wingloss spark predict}: landmarks of the faces in many pictures. */
@Command(
    name = "predict",
    header = "landmarks of the faces in many pictures",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Finds the landmarks of faces as predict does, on all executors of a cluster or all cores of"
          + " this machine. A model travels with the job. A picture that cannot be used ends"
          + " nothing: it is reported, and in a folder of results it has a row.",
      "Results are sorted by the pictures' ids, numbers by their value, whoever computed them."
    },
    footer = {
      "",
      "Examples:",
      "  wingloss spark predict photos/ --out faces.jsonl",
      "  wingloss spark predict --table photos.parquet --out faces --master local[4]",
      "  wingloss spark predict hdfs://host/photos --model RUN --out hdfs://host/faces",
      "",
      "Exit codes: 0 ok, 2 usage, 4 a box file or model that cannot be used, or a picture that has"
          + " no place in the one file of --out."
    })
public final class SparkPredictVerb implements Callable<Integer> {
  @Mixin private PicturesOptions pictures;

  @Mixin private EnsembleOptions ensemble;

  @ArgGroup private Boxes boxes = new Boxes();

  @Mixin private DetectorOptions detection;

  @Option(
      names = "--uncertainty",
      description =
          "Test-time augmentation: average 10 predictions per face and report their spread per"
              + " landmark in pixels.")
  private boolean uncertainty;

  @Mixin private OrientationOption orientation;

  @Mixin private PredictionOutput destination;

  @Mixin private SparkOptions spark;

  @Mixin private OutputOptions output;

  /** At most one source of boxes. */
  private static final class Boxes {
    @Option(
        names = "--boxes",
        paramLabel = "FILE",
        description =
            "CSV with the header image,left,top,right,bottom, or JSON Lines; 'photo.jpg#2' is the"
                + " second face of photo.jpg. In JSON Lines 'image' may name the picture instead of"
                + " the id.")
    private Path file;

    @Option(names = "--whole", description = "The whole picture is the face box.")
    private boolean whole;

    @Option(
        names = "--detector",
        paramLabel = "ONNX",
        description = "A face detector of your own (default: the built-in one).")
    private Path detector;

    boolean detects() {
      return file == null && !whole;
    }
  }

  @Override
  public Integer call() throws IOException {
    pictures.check();
    destination.check();
    int detectorSize = detection.size().orElse(0);
    // What cannot be used is found out here, by the names that were typed.
    ensemble.open(uncertainty).close();
    if (boxes.detector != null) {
      FaceDetector.open(boxes.detector).close();
    }
    BoxSource given =
        boxes.file == null ? new BoxSource.WholePicture() : BoxSource.Listed.read(boxes.file);
    try (ShippedFiles shipped = ShippedFiles.pack(ensemble.models(), boxes.detector);
        SparkSession session = spark.open("predict")) {
      destination.check(session.sparkContext().hadoopConfiguration());
      shipped.send(session.sparkContext());
      PredictionSetup setup =
          new PredictionSetup(
              shipped.models(),
              ensemble.refine(),
              uncertainty,
              boxes.detects(),
              shipped.detector(),
              detectorSize);
      return run(session, predictor(session, setup, given), shipped.modelId());
    } finally {
      PredictionSetup.closeAll();
    }
  }

  private PicturePredictor predictor(SparkSession session, PredictionSetup setup, BoxSource given) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
    return new PicturePredictor(
        setup,
        context.broadcast(given),
        orientation.upright(),
        Path.of("").toAbsolutePath().toString(),
        context.broadcast(
            new SerializableConfiguration(session.sparkContext().hadoopConfiguration())));
  }

  private int run(SparkSession session, PicturePredictor predictor, String model) {
    Dataset<Row> faces =
        pictures
            .open(session)
            .mapPartitions(predictor, Encoders.row(FaceColumns.SCHEMA))
            .persist(StorageLevel.DISK_ONLY());
    PredictionCounts counts = PredictionCounts.of(faces);
    counts.requireFaces(boxes.detects());
    Dataset<Row> sorted =
        pictures.inOrder() ? faces : faces.orderBy(col(FaceColumns.KEY), col(FaceColumns.FACE));
    destination.write(sorted, model, sentence -> output.warn("skipped: " + sentence));
    counts.summary(destination.name()).forEach(output::say);
    if (output.json()) {
      output.printValue(
          Map.of(
              "pictures", counts.pictures(),
              "bad-pictures", counts.bad(),
              "faces", counts.faces(),
              "model", model,
              "out", destination.name()),
          () -> "");
    }
    return destination.isFile() && counts.bad() > 0 ? ExitCode.BAD_DATA : ExitCode.OK;
  }
}
