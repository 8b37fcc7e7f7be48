package org.wingloss.spark.synthesise;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.wingloss.cli.dataset.CropOptions;
import org.wingloss.cli.dataset.SyntheticFacesOptions;
import org.wingloss.cli.dataset.SyntheticTars;
import org.wingloss.cli.option.Arguments;
import org.wingloss.cli.option.OutputOptions;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.cli.terminal.UsageException;
import org.wingloss.data.Plural;
import org.wingloss.data.io.AtomicFile;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.data.stream.CropEncoding;
import org.wingloss.data.stream.ShardIndex;
import org.wingloss.data.stream.ShardName;
import org.wingloss.data.stream.ShardStatistics;
import org.wingloss.data.synthetic.SyntheticFaces;
import org.wingloss.spark.session.SparkOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code wingloss spark synthesise}: synthetic faces in any number. */
@Command(
    name = "synthesise",
    header = "synthetic faces in any number",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Writes synthetic faces, as tar shards of crops to train on or as a table of pictures. Face i"
          + " depends on the seed and i alone; the tars are those of synthesise, byte by byte,"
          + " whichever machine wrote them and however often it was tried."
    },
    footer = {
      "",
      "Example:",
      "  wingloss spark synthesise --faces 100000 --out shards --master local[4]",
      "  wingloss spark synthesise --layout parquet:wflw-98 --faces 1000 --out faces"
    })
public final class SparkSynthesiseVerb implements Callable<Integer> {
  private static final int ROWS_OF_A_TASK = 2000;
  private static final int TASKS_OF_A_CORE = 4;

  private static final String TABLE = "parquet";

  @Option(
      names = "--layout",
      paramLabel = "KIND",
      defaultValue = "tar",
      description =
          "tar: crops in tar shards and their index, in a folder that all machines share; parquet:"
              + " a table with whole pictures, also at an address. Either may name a scheme:"
              + " tar:aflw-19 (default: ${DEFAULT-VALUE}, 300w-68).")
  private String layout;

  @Mixin private SyntheticFacesOptions synthetic;

  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "DIR",
      description = "A new folder.")
  private String out;

  @Mixin private CropOptions crops;

  @Mixin private SparkOptions spark;

  @Mixin private OutputOptions output;

  @Override
  public Integer call() throws IOException {
    synthetic.check();
    boolean tars = SyntheticTars.isLayout(layout);
    if (!tars && !SyntheticTars.kind(layout).equals(TABLE)) {
      throw new UsageException(
          "--layout must be tar or parquet, perhaps with a scheme, but was " + layout);
    }
    LandmarkScheme scheme = SyntheticTars.scheme(layout);
    if (!SyntheticFaces.schemes().contains(scheme.name())) {
      throw new UsageException(
          "--layout %s: synthetic faces have the schemes %s"
              .formatted(layout, String.join(", ", SyntheticFaces.schemes())));
    }
    SyntheticSeries series = new SyntheticSeries(synthetic.seed(), synthetic.size(), scheme.name());
    return tars ? writeTars(series, scheme) : writeTable(series);
  }

  private int writeTars(SyntheticSeries series, LandmarkScheme scheme) throws IOException {
    Arguments.requireNew(Path.of(out));
    Path folder = Path.of(out).toAbsolutePath();
    SyntheticTars stream = SyntheticTars.of(series.source(), scheme, synthetic.faces(), crops);
    TarTask task = TarTask.of(series, stream, folder);
    List<ShardName> tars = stream.tars();
    List<ShardStatistics> written;
    try (SparkSession session = spark.open("synthesise")) {
      written =
          JavaSparkContext.fromSparkContext(session.sparkContext())
              .parallelize(tars, tars.size())
              .map(task)
              .collect();
    }
    AtomicFile.deleteUnfinished(folder); // What tasks had begun whose machine failed.
    ShardIndex index = ShardIndex.of(SyntheticTars.SOURCE, scheme, stream.writer().crop(), written);
    index.write(folder);
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("layout", layout);
    document.put("scheme", scheme.name());
    document.put("training-faces", index.trainingFaces());
    document.put("validation-faces", index.validationFaces());
    document.put("tars", tars.size());
    output.printValue(
        document,
        () ->
            "%d %s of %s in %d %s in %s"
                .formatted(
                    synthetic.faces(),
                    Plural.of(synthetic.faces(), "[face|faces]"),
                    scheme.name(),
                    tars.size(),
                    Plural.of(tars.size(), "[tar|tars]"),
                    out));
    return ExitCode.OK;
  }

  private int writeTable(SyntheticSeries series) throws IOException {
    SyntheticTars.requireLayoutUnlessPng(layout, crops);
    int faces = synthetic.faces();
    boolean address = SparkOptions.isAddress(out);
    if (!address) {
      Arguments.requireNew(Path.of(out));
    }
    try (SparkSession session = spark.open("synthesise")) {
      int tasks =
          Math.max(
              faces / ROWS_OF_A_TASK,
              Math.min(faces, TASKS_OF_A_CORE * session.sparkContext().defaultParallelism()));
      session
          .range(0, faces, 1, tasks)
          .mapPartitions(
              new SyntheticRows(series, crops.encoding() == CropEncoding.PNG),
              Encoders.row(SyntheticRows.SCHEMA))
          .write()
          .mode(address ? "errorifexists" : "overwrite")
          .parquet(SparkOptions.address(out));
    }
    output.printValue(
        Map.of("layout", layout, "scheme", series.scheme(), "faces", faces),
        () -> "%d faces of %s in %s".formatted(faces, series.scheme(), out));
    return ExitCode.OK;
  }
}
