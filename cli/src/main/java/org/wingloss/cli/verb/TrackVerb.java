package org.wingloss.cli.verb;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wingloss.cli.option.Arguments;
import org.wingloss.cli.option.BoxOptions;
import org.wingloss.cli.option.DetectorOptions;
import org.wingloss.cli.option.ModelOption;
import org.wingloss.cli.option.OutputOptions;
import org.wingloss.cli.option.PredictionOutputOptions;
import org.wingloss.cli.prediction.DrawnPictures;
import org.wingloss.cli.prediction.OrientationOption;
import org.wingloss.cli.prediction.TrackRun;
import org.wingloss.cli.prediction.TrackWriter;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.cli.terminal.UsageException;
import org.wingloss.data.NumberText;
import org.wingloss.model.detector.FaceDetector;
import org.wingloss.model.inference.Ensemble;
import org.wingloss.model.inference.InputPicture;
import org.wingloss.model.track.RawFrames;
import org.wingloss.model.track.Smoothing;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wingloss track}: one face through a sequence of frames. */
@Command(
    name = "track",
    header = "a face through a video or frames",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Follows one face through frames: each frame's box comes from the landmarks of the one"
          + " before, and a One-Euro filter smooths the landmarks. Without --model and --box the"
          + " built-in model and detector find them. The detector looks for the face until it is"
          + " there, and again where it was lost.",
      "Frames are pictures in the natural order of their names (frame2 before frame10), or raw RGB"
          + " on standard input. Prints JSON Lines, one line for each frame: id, landmarks [[x,y],"
          + " ...], box, plausible (false where the landmarks make no face; only of models that"
          + " know). Where the face was not found the line has no box, each landmark is null and"
          + " subsets is [\"lost\"].",
      "Frames, lost frames, frames/s, latency and jitter go to standard error. --json prints these"
          + " statistics to standard output and needs --out for the landmarks."
    },
    footer = {
      "",
      "Examples:",
      "  wingloss track frames/ --out track.jsonl --draw drawn/",
      "  wingloss track --model RUN frames/ --box 127,125,299,297 --out track.jsonl",
      "  ffmpeg -i clip.mp4 -f rawvideo -pix_fmt rgb24 - |",
      "    wingloss track --model RUN --raw 640x360 --fps 25 \\",
      "    --box 250,80,380,230 --draw drawn/"
    })
final class TrackVerb implements Callable<Integer> {
  private static final double USUAL_RATE = 25;
  private static final Pattern SIZE = Pattern.compile("([0-9]{1,5})x([0-9]{1,5})");

  @Mixin private ModelOption model;

  @Parameters(arity = "0..*", paramLabel = "FRAMES", description = "Pictures or folders.")
  private List<Path> frames = List.of();

  @Option(
      names = "--raw",
      paramLabel = "WxH",
      description = "Read raw RGB frames of this size from standard input.")
  private String raw;

  @ArgGroup private BoxOptions start = new BoxOptions();

  @Mixin private DetectorOptions detection;

  @Mixin private OrientationOption orientation;

  @Option(
      names = "--fps",
      paramLabel = "F",
      description = "Frames per second of the sequence, for the filter (default: 25).")
  private Double rate;

  @Option(names = "--no-filter", description = "Print the network's landmarks as they are.")
  private boolean noFilter;

  @Option(
      names = "--cut-off",
      paramLabel = "HZ",
      description = "The filter's cut-off frequency at rest; lower is smoother (default: 1.5).")
  private Double cutOff;

  @Option(
      names = "--beta",
      paramLabel = "B",
      description = "Rise of the cut-off with speed; higher lags less (default: 30).")
  private Double beta;

  @Mixin private PredictionOutputOptions files;
  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    if ((raw == null) == frames.isEmpty()) {
      throw new UsageException("give either FRAMES or --raw");
    }
    if (raw != null && !orientation.upright()) {
      throw new UsageException("--stored-orientation is for FRAMES: raw ones have no EXIF tag");
    }
    if (output.json() && files.file().isEmpty()) {
      throw new UsageException("--json prints the statistics: give --out for the landmarks");
    }
    if (start.boxes().size() > 1) {
      throw new UsageException("track follows one face: give --box once");
    }
    Optional<Smoothing> smoothing = smoothing();
    List<InputPicture> pictures = raw == null ? files.pictures(frames) : List.of();
    InputPicture.order(pictures).ifPresent(output::say);
    InputPicture.passedOver(raw == null ? frames : List.of()).ifPresent(output::say);
    InputPicture.drawings(pictures).ifPresent(output::say);
    Supplier<Optional<TrackRun.Frame>> source =
        raw == null ? read(pictures.iterator()) : stream(System.in);
    try (Ensemble landmarks = model.ensemble();
        FaceDetector detector = start.openDetector(detection).orElse(null);
        TrackWriter writer =
            new TrackWriter(
                files.file(),
                files.drawings().map(drawn -> DrawnPictures.of(drawn, pictures)),
                landmarks.description().scheme(),
                output.out())) {
      TrackRun run =
          new TrackRun(
              landmarks,
              start.boxes().stream().findFirst(),
              Optional.ofNullable(detector),
              smoothing,
              output::say);
      TrackRun.Statistics statistics = run.follow(source, writer);
      writer.finish();
      if (output.json()) {
        output.out().println(statistics.document().toPrettyString());
      } else {
        output.say(statistics.text());
      }
    }
    return ExitCode.OK;
  }

  private Optional<Smoothing> smoothing() {
    if (noFilter) {
      if (rate != null || cutOff != null || beta != null) {
        throw new UsageException(
            "--fps, --cut-off and --beta are the filter's: leave --no-filter out");
      }
      return Optional.empty();
    }
    return Optional.of(
        Arguments.usable(
            () ->
                new Smoothing(
                    rate == null ? USUAL_RATE : rate,
                    cutOff == null ? Smoothing.CUT_OFF : cutOff,
                    beta == null ? Smoothing.BETA : beta)));
  }

  private Supplier<Optional<TrackRun.Frame>> read(Iterator<InputPicture> pictures) {
    return () -> {
      if (!pictures.hasNext()) {
        return Optional.empty();
      }
      InputPicture picture = pictures.next();
      return Optional.of(new TrackRun.Frame(picture, orientation.read(picture.file())));
    };
  }

  private Supplier<Optional<TrackRun.Frame>> stream(InputStream in) {
    Matcher size = SIZE.matcher(raw);
    if (!size.matches()) {
      throw new UsageException("--raw needs WIDTHxHEIGHT but was '" + raw + "'");
    }
    RawFrames source =
        Arguments.usable(
            "--raw",
            () ->
                new RawFrames(
                    in, Integer.parseInt(size.group(1)), Integer.parseInt(size.group(2))));
    int[] number = new int[1];
    return () ->
        source
            .next()
            .map(
                image -> {
                  String name = NumberText.format("%06d", number[0]++);
                  return new TrackRun.Frame(new InputPicture(name, Path.of(name)), image);
                });
  }
}
