package org.wingloss.cli.verb;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.wingloss.cli.option.Arguments;
import org.wingloss.cli.option.BoxOptions;
import org.wingloss.cli.option.DetectorOptions;
import org.wingloss.cli.option.EnsembleOptions;
import org.wingloss.cli.option.OutputOptions;
import org.wingloss.cli.option.PredictionOutputOptions;
import org.wingloss.cli.prediction.DrawnPictures;
import org.wingloss.cli.prediction.PredictBench;
import org.wingloss.cli.prediction.PredictionTally;
import org.wingloss.cli.prediction.PredictionWriter;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.cli.terminal.UsageException;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.model.detector.FaceDetector;
import org.wingloss.model.inference.BoxSource;
import org.wingloss.model.inference.Ensemble;
import org.wingloss.model.inference.InferenceRunner;
import org.wingloss.model.inference.InputPicture;
import org.wingloss.model.inference.PicturePrediction;
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
      "Prints one JSON object per face: id, image, landmarks [[x,y], ...], box. Coordinates are"
          + " pixels of the picture, 0-based, pixel centres on integers. A box may reach outside"
          + " the picture; the border pixels are repeated there."
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
final class PredictVerb implements Callable<Integer> {
  @Mixin private EnsembleOptions ensemble;

  @Parameters(
      arity = "1..*",
      paramLabel = "IMAGE",
      description = "Pictures (JPEG, PNG, BMP, GIF, TIFF, WebP), or folders of pictures.")
  private List<Path> images;

  @ArgGroup private Boxes boxes = new Boxes();

  @Mixin private DetectorOptions detection;

  @Mixin private PredictionOutputOptions files;

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

  @Option(
      names = "--stored-orientation",
      description =
          "Take pictures as stored, as data sets do; by default a picture is first rotated as its"
              + " EXIF tag says, so that boxes and landmarks fit what a viewer shows.")
  private boolean stored;

  @Option(names = "--skip-bad", description = "Report pictures that cannot be used and go on.")
  private boolean skipBad;

  @Option(
      names = {"-t", "--threads"},
      paramLabel = "N",
      description = "Pictures at a time (default: one per core).")
  private int threads = Runtime.getRuntime().availableProcessors();

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
                + " second face of photo.jpg.")
    private Path file;

    @Option(names = "--whole", description = "The whole picture is the face box.")
    private boolean whole;

    @Override
    protected boolean hasOther() {
      return super.hasOther() || file != null || whole;
    }
  }

  @Override
  public Integer call() {
    Arguments.within(1, Arguments.MOST_THREADS, "--threads", threads);
    if (output.json() && files.file().isPresent()) {
      throw new UsageException(
          "--json prints to standard output and --out writes a file: give one");
    }
    if (bench && (spreads() || ensemble.refine())) {
      throw new UsageException("--bench measures one forward pass of one --model");
    }
    if (most != null && !(most > 0)) {
      throw new UsageException("--max-uncertainty must be > 0 but was " + most);
    }
    if (most != null && !spreads()) {
      throw new UsageException("--max-uncertainty needs --uncertainty or several --model");
    }
    List<InputPicture> pictures = InputPicture.list(images);
    InputPicture.order(pictures).ifPresent(output::say);
    InputPicture.passedOver(images).ifPresent(output::say);
    try (Ensemble models = ensemble.open(uncertainty);
        FaceDetector detector = boxes.openDetector(detection).orElse(null)) {
      InferenceRunner runner = new InferenceRunner(models, source(detector), !stored, threads);
      if (bench) {
        return PredictBench.run(runner, pictures.get(0), output.json(), output.out());
      }
      return write(runner, pictures, detector != null);
    }
  }

  /** Whether several predictions per face are averaged. */
  private boolean spreads() {
    return uncertainty || ensemble.models().size() > 1;
  }

  private BoxSource source(FaceDetector detector) {
    if (detector != null) {
      return new BoxSource.Detected(detector);
    }
    if (boxes.file != null) {
      return BoxSource.Listed.read(boxes.file);
    }
    return boxes.whole ? new BoxSource.WholePicture() : new BoxSource.Given(boxes.boxes());
  }

  private int write(InferenceRunner runner, List<InputPicture> pictures, boolean detected) {
    PredictionTally tally = new PredictionTally(Optional.ofNullable(most), detected);
    PredictionWriter.Target target =
        new PredictionWriter.Target(
            files.file(),
            files.drawings().map(drawn -> DrawnPictures.of(drawn, pictures)),
            output.json(),
            spreads());
    LandmarkScheme scheme = runner.ensemble().description().scheme();
    try (PredictionWriter writer = new PredictionWriter(target, scheme, output.out())) {
      runner.predict(
          pictures,
          found -> {
            PicturePrediction kept = tally.keep(found);
            writer.write(kept);
            tell(kept, tally, pictures.size());
          },
          failure -> failed(failure, tally));
      tally.requireFaces();
      writer.finish(tally.pictures(), tally.bad());
    }
    tally.summary(files.file()).forEach(output::say);
    return tally.bad() > 0 ? ExitCode.BAD_DATA : ExitCode.OK;
  }

  /** Says what was unusual and, where nothing else shows it, that the work goes on. */
  private void tell(PicturePrediction prediction, PredictionTally tally, int all) {
    for (PicturePrediction.FoundFace face : prediction.faces()) {
      face.prediction()
          .fallback()
          .ifPresent(why -> output.say(face.id() + ": the second stage saw the face box: " + why));
    }
    int done = tally.pictures() + tally.bad();
    if (files.file().isPresent() && all >= 100 && done % (all / 10) == 0) {
      output.say("localising: %d of %d pictures".formatted(done, all));
    }
  }

  private void failed(RuntimeException failure, PredictionTally tally) {
    if (!skipBad) {
      throw failure;
    }
    tally.addBad();
    output.warn("skipped: " + failure.getMessage());
  }
}
