package org.wingloss.cli.verb;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.wingloss.cli.option.BoxArgument;
import org.wingloss.cli.prediction.PredictBench;
import org.wingloss.cli.prediction.PredictionWriter;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.cli.terminal.UsageException;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.model.detector.FaceDetector;
import org.wingloss.model.inference.BoxSource;
import org.wingloss.model.inference.Ensemble;
import org.wingloss.model.inference.InferenceRunner;
import org.wingloss.model.inference.InputPicture;
import org.wingloss.model.inference.PicturePrediction;
import org.wingloss.model.inference.TestTimeAugmentation;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code wingloss predict}: landmarks of faces in pictures. */
@Command(
    name = "predict",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Finds the landmarks of faces in pictures, given their boxes.",
      "Prints one JSON object per face: id, image, landmarks [[x,y], ...], box. Coordinates are"
          + " pixels of the picture, 0-based, pixel centres on integers. A box may reach outside"
          + " the picture; the border pixels are repeated there."
    },
    footer = {
      "",
      "Examples:",
      "  wingloss predict --model RUN photo.jpg --box 127,125,299,297",
      "  wingloss predict --model RUN photos/ --boxes boxes.csv --out faces.jsonl --draw drawn/",
      "Boxes should be drawn as those the model was trained with (see 'box' in its model.json).",
      "Exit codes: 0 ok, 2 usage, 4 a picture, box file or model that cannot be used."
    })
final class PredictVerb implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "M",
      description =
          "A model folder or zip, or the folder of a training run. May be repeated: the answer is"
              + " then the mean of all models'.")
  private List<Path> models;

  @Parameters(
      arity = "1..*",
      paramLabel = "IMAGE",
      description = "Pictures (JPEG, PNG, BMP), or folders of pictures.")
  private List<Path> images;

  @ArgGroup(multiplicity = "1")
  private Boxes boxes;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "Write the JSON Lines to a file instead of standard output; pictures below its folder are"
              + " named from there, so that it is a data set of the kind jsonl.")
  private Path out;

  @Option(
      names = "--draw",
      paramLabel = "DIR",
      description = "Also write each picture with boxes and landmarks drawn, as PNG.")
  private Path draw;

  @Option(
      names = "--uncertainty",
      description =
          "Ask ten times about each face, with the box shifted by 3 %% and mirrored, answer with the"
              + " mean, and report how far the answers scatter per landmark, in pixels. It shows"
              + " where the model guesses; it is not the distance from the truth.")
  private boolean uncertainty;

  @Option(
      names = "--max-uncertainty",
      paramLabel = "P",
      description =
          "Leave out faces whose answers scatter, on average over the landmarks, by more than P"
              + " percent of the longer side of the box around them.")
  private Double most;

  @Option(
      names = "--refine-box",
      description =
          "Look at each face once before and put the box around the landmarks found there: for boxes"
              + " drawn in another way than those of the training, such as a detector's.")
  private boolean refine;

  @Option(
      names = "--stored-orientation",
      description =
          "Take pictures as stored, as data sets do; by default a picture is first turned as its"
              + " EXIF tag says, so that boxes and landmarks fit what a viewer shows.")
  private boolean stored;

  @Option(names = "--skip-bad", description = "Report pictures that cannot be used and go on.")
  private boolean skipBad;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Pictures looked at at once (default: one per core).")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(names = "--json", description = "Print one JSON document with all faces.")
  private boolean json;

  @Option(
      names = "--bench",
      description = "Measure decoding, cropping and the network on the first face, one core.")
  private boolean bench;

  /** Exactly one source of boxes. */
  private static final class Boxes {
    @Option(
        names = "--box",
        paramLabel = "l,t,r,b",
        description = "Left, top, right, bottom of a face, for every picture; may be repeated.")
    private List<String> given;

    @Option(
        names = "--boxes",
        paramLabel = "FILE",
        description =
            "CSV with the header image,left,top,right,bottom, or JSON Lines; 'photo.jpg#2' is the"
                + " second face of photo.jpg.")
    private Path file;

    @Option(names = "--whole", description = "The whole picture is the face box.")
    private boolean whole;

    @Option(
        names = "--detector",
        paramLabel = "ONNX",
        description = "A face detector of your own, YuNet or Ultra-Light.")
    private Path detector;
  }

  @Override
  public Integer call() {
    if (threads < 1) {
      throw new UsageException("--threads must be >= 1 but was " + threads);
    }
    if (json && out != null) {
      throw new UsageException(
          "--json prints to standard output and --out writes a file: give one");
    }
    if (bench && (scatters() || refine)) {
      throw new UsageException("--bench measures one answer of one --model");
    }
    if (most != null && !(most > 0)) {
      throw new UsageException("--max-uncertainty must be > 0 but was " + most);
    }
    if (most != null && !scatters()) {
      throw new UsageException("--max-uncertainty needs --uncertainty or several --model");
    }
    List<InputPicture> pictures = InputPicture.list(images);
    try (Ensemble ensemble =
            Ensemble.open(
                models,
                uncertainty ? TestTimeAugmentation.SHIFT_AND_FLIP : TestTimeAugmentation.NONE,
                refine);
        FaceDetector detector = boxes.detector == null ? null : FaceDetector.open(boxes.detector)) {
      InferenceRunner runner = new InferenceRunner(ensemble, source(detector), !stored, threads);
      if (bench) {
        return PredictBench.run(runner, pictures.get(0), json, spec.commandLine().getOut());
      }
      return write(runner, pictures);
    }
  }

  /** Whether there are several answers per face. */
  private boolean scatters() {
    return uncertainty || models.size() > 1;
  }

  private BoxSource source(FaceDetector detector) {
    if (detector != null) {
      return new BoxSource.Detected(detector);
    }
    if (boxes.file != null) {
      return BoxSource.Listed.read(boxes.file);
    }
    return boxes.whole
        ? new BoxSource.WholePicture()
        : new BoxSource.Given(boxes.given.stream().map(BoxArgument::parse).toList());
  }

  private int write(InferenceRunner runner, List<InputPicture> pictures) {
    Tally tally = new Tally();
    PredictionWriter.Target target =
        new PredictionWriter.Target(
            Optional.ofNullable(out), Optional.ofNullable(draw), json, scatters());
    LandmarkScheme scheme = runner.ensemble().description().scheme();
    try (PredictionWriter writer =
        new PredictionWriter(target, scheme, spec.commandLine().getOut())) {
      runner.predict(
          pictures,
          found -> {
            PicturePrediction sure = sure(found);
            writer.write(sure);
            tally.add(found, sure);
            tell(sure, tally, pictures.size());
          },
          failure -> failed(failure, tally));
      requireFaces(tally);
      writer.finish(tally.pictures, tally.bad);
    }
    summarise(tally);
    return tally.bad > 0 ? ExitCode.BAD_DATA : ExitCode.OK;
  }

  /** Says what was unusual and, where nothing else shows it, that the work goes on. */
  private void tell(PicturePrediction prediction, Tally tally, int all) {
    PrintWriter err = spec.commandLine().getErr();
    for (PicturePrediction.FoundFace face : prediction.faces()) {
      face.prediction()
          .fallback()
          .ifPresent(
              why -> err.printf("%s: the second stage saw the face box: %s%n", face.id(), why));
    }
    int done = tally.pictures + tally.bad;
    if (out != null && all >= 100 && done % (all / 10) == 0) {
      err.printf("localising: %d of %d pictures%n", done, all);
      err.flush();
    }
  }

  /** The faces about which the answers agree well enough. */
  private PicturePrediction sure(PicturePrediction found) {
    if (most == null) {
      return found;
    }
    return new PicturePrediction(
        found.picture(),
        found.image(),
        found.faces().stream()
            .filter(face -> 100 * face.prediction().relativeSpread() <= most)
            .toList());
  }

  private void requireFaces(Tally tally) {
    if (tally.faces == 0) {
      throw new InvalidDataException(
          tally.unsure > 0
              ? "the answers for all %d faces scatter by more than %s %%: none is left"
                  .formatted(tally.unsure, most)
              : "no picture has a face box, so there is nothing to answer");
    }
  }

  private void summarise(Tally tally) {
    PrintWriter err = spec.commandLine().getErr();
    if (!tally.without.isEmpty()) {
      err.printf(
          "%d of %d pictures have no face box, %s first%n",
          tally.without.size(), tally.pictures, tally.without.get(0));
    }
    if (most != null) {
      err.printf(
          "%d of %d faces left out: their answers scatter by more than %s %%%n",
          tally.unsure, tally.faces + tally.unsure, most);
    }
    if (out != null) {
      err.printf("%d faces of %d pictures in %s%n", tally.faces, tally.pictures, out);
    }
  }

  private void failed(RuntimeException failure, Tally tally) {
    if (!skipBad) {
      throw failure;
    }
    tally.bad++;
    spec.commandLine().getErr().println("skipped: " + failure.getMessage());
  }

  /** What was seen so far. */
  private static final class Tally {
    private final List<String> without = new ArrayList<>();
    private int pictures;
    private int faces;
    private int unsure;
    private int bad;

    void add(PicturePrediction found, PicturePrediction kept) {
      pictures++;
      faces += kept.faces().size();
      unsure += found.faces().size() - kept.faces().size();
      if (found.faces().isEmpty()) {
        without.add(found.picture().id());
      }
    }
  }
}
