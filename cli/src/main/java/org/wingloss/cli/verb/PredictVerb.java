package org.wingloss.cli.verb;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.wingloss.cli.option.Arguments;
import org.wingloss.cli.option.BoxOptions;
import org.wingloss.cli.option.DetectorOptions;
import org.wingloss.cli.option.EnsembleOptions;
import org.wingloss.cli.option.OutputOptions;
import org.wingloss.cli.option.PredictionOutputOptions;
import org.wingloss.cli.option.ShardOption;
import org.wingloss.cli.prediction.DrawnPictures;
import org.wingloss.cli.prediction.ListedBoxes;
import org.wingloss.cli.prediction.OrientationOption;
import org.wingloss.cli.prediction.PredictBench;
import org.wingloss.cli.prediction.PredictedPicture;
import org.wingloss.cli.prediction.PredictionRun;
import org.wingloss.cli.prediction.PredictionTally;
import org.wingloss.cli.prediction.PredictionWriter;
import org.wingloss.cli.shard.PartWriter;
import org.wingloss.cli.shard.Parts;
import org.wingloss.cli.shard.Shard;
import org.wingloss.cli.shard.ShardedVerb;
import org.wingloss.cli.shard.ShardedWork;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.cli.terminal.UsageException;
import org.wingloss.model.inference.BoxSource;
import org.wingloss.model.inference.InferenceRunner;
import org.wingloss.model.inference.InputPicture;
import org.wingloss.model.inference.PredictionModels;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wingloss predict}: landmarks of faces in pictures. */
@Command(
    name = "predict",
    header = "landmarks of the faces in pictures",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Finds the landmarks of faces in pictures. The faces are those in the boxes given, or those"
          + " that a detector finds, the built-in one unless another is named. Without --model the"
          + " built-in model finds the 68 landmarks of 300-W.",
      "Prints one JSON object per face: id, image, landmarks [[x,y], ...], box, plausible (false"
          + " where the landmarks make no face), and uncertainty with --uncertainty or several"
          + " --model. Coordinates are pixels of the picture, 0-based, pixel centres on integers. A"
          + " box may reach outside the picture; the border pixels are repeated there."
    },
    footer = {
      "",
      "Examples:",
      "  wingloss predict photo.jpg --draw drawn/",
      "  wingloss predict --model RUN photo.jpg --box 127,125,299,297",
      "  wingloss predict --model RUN photos/ --boxes boxes.csv \\",
      "    --out faces.jsonl --draw drawn/",
      "",
      "Boxes should be drawn as those the model was trained with (see 'box' in its"
          + " model.json).",
      "Exit codes: 0 ok, 2 usage, 4 a picture, box file or model that cannot be used."
    })
final class PredictVerb implements Callable<Integer>, ShardedVerb {
  @Mixin private EnsembleOptions ensemble;

  @Parameters(
      arity = "1..*",
      paramLabel = "IMAGE",
      description = "Pictures (JPEG, PNG, BMP, GIF, TIFF, WebP), or folders of pictures.")
  private List<Path> images;

  @ArgGroup private Boxes boxes = new Boxes();

  @Mixin private DetectorOptions detection;

  @Mixin private PredictionOutputOptions files;

  @Mixin private ShardOption sharding;

  @Option(
      names = "--uncertainty",
      description =
          "Test-time augmentation: average 10 predictions per face, with the crop shifted by 3 %% to"
              + " four sides and each crop also flipped, and report their spread per landmark in"
              + " pixels. It shows where the model is unsure; it is not the error.")
  private boolean uncertainty;

  @Option(
      names = "--max-uncertainty",
      paramLabel = "P",
      description =
          "Leave out faces whose predictions spread, on average over the landmarks, by more than P"
              + " percent of the longer side of the box around them.")
  private Double most;

  @Mixin private OrientationOption orientation;

  @Option(
      names = "--skip-bad",
      description = "Report pictures that cannot be used and go on; --json lists them.")
  private boolean skipBad;

  @Option(
      names = {"-t", "--threads"},
      paramLabel = "N",
      description = "Pictures at a time (default: one per core).")
  private Integer typedThreads;

  @Mixin private OutputOptions output;

  @Option(
      names = "--bench",
      description = "Measure decoding, cropping and the network on the first face, one core.")
  private boolean bench;

  /** At most one source of boxes. */
  private static final class Boxes extends BoxOptions {
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

    @Override
    protected boolean hasOther() {
      return super.hasOther() || file != null || whole;
    }

    private Optional<Path> file() {
      return Optional.ofNullable(file);
    }
  }

  @Override
  public Integer call() {
    check();
    Optional<Shard> shard = sharding.of(files.file().orElse(null), output);
    if (output.json() && files.file().isPresent()) {
      throw new UsageException(
          "--json prints to standard output and --out writes a file: give one");
    }
    if (bench && shard.isPresent()) {
      throw new UsageException("--bench measures one face, which no --shard divides");
    }
    List<InputPicture> pictures = files.pictures(images);
    boxes.file().ifPresent(file -> files.requireOther(List.of(file)));
    InputPicture.order(pictures).ifPresent(output::say);
    InputPicture.passedOver(images).ifPresent(output::say);
    InputPicture.drawings(pictures).ifPresent(output::say);
    try (PredictionModels models =
        PredictionModels.open(
            () -> ensemble.open(uncertainty), () -> boxes.openDetector(detection))) {
      BoxSource source = models.boxes(() -> given(pictures, shard.isPresent()));
      InferenceRunner runner =
          new InferenceRunner(models.landmarks(), source, orientation.upright(), threads());
      if (bench) {
        return PredictBench.run(runner, pictures.get(0), output.json(), output.out());
      }
      PredictionRun run =
          new PredictionRun(
              runner,
              target(),
              files.drawings().map(drawn -> DrawnPictures.of(drawn, pictures)),
              tally(),
              skipBad);
      return shard.isPresent() ? writePart(run, pictures, shard.get()) : write(run, pictures);
    }
  }

  private void check() {
    threads();
    if (bench && (spreads() || ensemble.refine())) {
      throw new UsageException("--bench measures one forward pass of one --model");
    }
    if (bench && (files.given() || skipBad || typedThreads != null)) {
      throw new UsageException(
          "--bench measures on one thread: it takes no --out, --draw, --skip-bad and --threads");
    }
    if (most != null && !(most > 0)) {
      throw new UsageException("--max-uncertainty must be > 0 but was " + most);
    }
    if (most != null && !spreads()) {
      throw new UsageException("--max-uncertainty needs --uncertainty or several --model");
    }
  }

  private int threads() {
    return typedThreads == null
        ? Arguments.threadPerCore()
        : Arguments.within(1, Arguments.MOST_THREADS, "--threads", typedThreads);
  }

  private PredictionTally tally() {
    return new PredictionTally(Optional.ofNullable(most), boxes.detects());
  }

  private PredictionWriter.Target target() {
    return new PredictionWriter.Target(files.file(), output.json(), spreads());
  }

  /** Whether several predictions per face are averaged. */
  private boolean spreads() {
    return uncertainty || ensemble.models().size() > 1;
  }

  private BoxSource given(List<InputPicture> pictures, boolean shard) {
    if (boxes.file != null) {
      return ListedBoxes.read(boxes.file, pictures, shard, output::say);
    }
    return boxes.whole ? new BoxSource.WholePicture() : new BoxSource.Given(boxes.boxes());
  }

  private int write(PredictionRun run, List<InputPicture> pictures) {
    try (PredictionWriter writer = new PredictionWriter(run.target(), output.out())) {
      run.predict(pictures, (place, picture) -> writer.write(picture), output);
      return finish(run.tally(), writer);
    }
  }

  private int finish(PredictionTally tally, PredictionWriter writer) {
    tally.requireFaces();
    writer.finish(tally.pictures(), tally.bad());
    if (tally.pictures() > 0) {
      tally.summary(files.file()).forEach(output::say);
    }
    return tally.bad() > 0 ? ExitCode.BAD_DATA : ExitCode.OK;
  }

  /** A picture that was skipped is in the part: merge says so with its exit code. */
  private int writePart(PredictionRun run, List<InputPicture> pictures, Shard own) {
    Path part = own.part(files.file().orElseThrow());
    ShardedWork work = work(pictures, run.target());
    List<Integer> places = work.places(own);
    List<InputPicture> some = places.stream().map(pictures::get).toList();
    try (PartWriter writer = new PartWriter(part, work, own, places.size())) {
      run.predict(some, (place, picture) -> writer.write(places.get(place), picture), output);
      writer.finish();
    }
    output.say(
        "shard %s: %d of %d pictures in %s".formatted(own, some.size(), pictures.size(), part));
    return ExitCode.OK;
  }

  private ShardedWork work(List<InputPicture> pictures, PredictionWriter.Target target) {
    Map<String, String> content = new LinkedHashMap<>();
    content.put("--model", ensemble.content());
    content.put("names in the lines", target.names(pictures));
    return sharding.work(content, pictures.stream().map(InputPicture::id).toList());
  }

  @Override
  public int merge(Parts parts) {
    check();
    PredictionTally tally = tally();
    try (PredictionWriter writer = new PredictionWriter(target(), output.out())) {
      parts.forEach(
          PredictedPicture.class,
          (place, picture, part) -> {
            tally.add(picture);
            writer.write(picture);
            if (!picture.bad().isEmpty()) {
              output.warn(PredictionRun.skipped(picture));
            }
          });
      return finish(tally, writer);
    }
  }
}
