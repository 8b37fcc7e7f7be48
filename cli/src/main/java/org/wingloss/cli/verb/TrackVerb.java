package org.wingloss.cli.verb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wingloss.cli.option.BoxArgument;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.cli.terminal.UsageException;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Face;
import org.wingloss.data.format.JsonLines;
import org.wingloss.data.format.JsonLinesWriter;
import org.wingloss.data.format.StrictJson;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.image.RgbImage;
import org.wingloss.model.detector.FaceDetector;
import org.wingloss.model.drawing.Drawing;
import org.wingloss.model.inference.InputPicture;
import org.wingloss.model.inference.Localiser;
import org.wingloss.model.track.FaceTracker;
import org.wingloss.model.track.RawFrames;
import org.wingloss.model.track.Smoothing;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code wingloss track}: one face through a sequence of frames. */
@Command(
    name = "track",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Follows one face through frames: each frame's box comes from the landmarks of the one"
          + " before, and a One-Euro filter takes out the trembling.",
      "Frames are pictures in the order of their names, or raw RGB on standard input. Prints JSON"
          + " Lines; frames/s, latency and jitter go to standard error."
    },
    footer = {
      "",
      "Examples:",
      "  wingloss track --model RUN frames/ --box 127,125,299,297 --out track.jsonl",
      "  ffmpeg -i clip.mp4 -f rawvideo -pix_fmt rgb24 - |",
      "    wingloss track --model RUN --raw 640x360 --fps 25 --box 250,80,380,230 --draw drawn/"
    })
final class TrackVerb implements Callable<Integer> {
  private static final Pattern SIZE = Pattern.compile("([0-9]{1,5})x([0-9]{1,5})");

  @Spec private CommandSpec spec;

  @Option(names = "--model", required = true, paramLabel = "M", description = "A trained model.")
  private Path model;

  @Parameters(arity = "0..*", paramLabel = "FRAMES", description = "Pictures or folders.")
  private List<Path> frames = List.of();

  @Option(
      names = "--raw",
      paramLabel = "WxH",
      description = "Read raw RGB frames of this size from standard input.")
  private String raw;

  @ArgGroup(multiplicity = "1")
  private Start start;

  @Option(
      names = "--fps",
      paramLabel = "F",
      description = "Frames per second of the sequence, for the filter (default: 25).")
  private double rate = 25;

  @Option(names = "--no-filter", description = "Give the network's answers as they are.")
  private boolean noFilter;

  @Option(
      names = "--cut-off",
      paramLabel = "HZ",
      description = "The filter's cut-off at rest; lower is smoother (default: 1.5).")
  private double cutOff = Smoothing.CUT_OFF;

  @Option(
      names = "--beta",
      paramLabel = "B",
      description = "Rise of the cut-off with speed; higher lags less (default: 30).")
  private double beta = Smoothing.BETA;

  @Option(names = "--out", paramLabel = "FILE", description = "Write the JSON Lines to a file.")
  private Path out;

  @Option(names = "--draw", paramLabel = "DIR", description = "Also write each frame, drawn.")
  private Path draw;

  @Option(
      names = "--json",
      description = "Print the statistics as one JSON document; needs --out for the landmarks.")
  private boolean json;

  private static final class Start {
    @Option(
        names = "--box",
        paramLabel = "l,t,r,b",
        description = "The face in the first frame: left, top, right, bottom.")
    private String box;

    @Option(
        names = "--detector",
        paramLabel = "ONNX",
        description = "A face detector of your own: its best face, also after a loss.")
    private Path detector;
  }

  /** A frame and its name. */
  private record Frame(String id, RgbImage image) {}

  @Override
  public Integer call() throws IOException {
    if ((raw == null) == frames.isEmpty()) {
      throw new UsageException("give either FRAMES or --raw");
    }
    if (json && out == null) {
      throw new UsageException("--json prints the statistics: give --out for the landmarks");
    }
    Optional<Smoothing> smoothing = smoothing();
    if (draw != null) {
      Files.createDirectories(draw);
    }
    try (Localiser localiser = Localiser.open(model);
        FaceDetector detector = start.detector == null ? null : FaceDetector.open(start.detector);
        JsonLinesWriter file = out == null ? null : JsonLines.writer(out)) {
      Run run = new Run(localiser, detector, file, smoothing);
      Supplier<Optional<Frame>> source = raw == null ? pictures() : stream(System.in);
      for (Optional<Frame> frame = source.get(); frame.isPresent(); frame = source.get()) {
        run.look(frame.get());
      }
      if (file != null) {
        file.finish();
      }
      run.report();
    }
    return ExitCode.OK;
  }

  private Optional<Smoothing> smoothing() {
    try {
      return noFilter ? Optional.empty() : Optional.of(new Smoothing(rate, cutOff, beta));
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
  }

  private Supplier<Optional<Frame>> pictures() {
    Iterator<InputPicture> pictures = InputPicture.list(frames).iterator();
    return () -> {
      if (!pictures.hasNext()) {
        return Optional.empty();
      }
      InputPicture picture = pictures.next();
      return Optional.of(new Frame(picture.id(), ImageFiles.read(picture.file())));
    };
  }

  private Supplier<Optional<Frame>> stream(InputStream in) {
    Matcher size = SIZE.matcher(raw);
    if (!size.matches()) {
      throw new UsageException("--raw needs WIDTHxHEIGHT but was '" + raw + "'");
    }
    RawFrames source;
    try {
      source = new RawFrames(in, Integer.parseInt(size.group(1)), Integer.parseInt(size.group(2)));
    } catch (IllegalArgumentException e) {
      throw new UsageException("--raw: " + e.getMessage());
    }
    int[] number = new int[1];
    return () ->
        source
            .next()
            .map(image -> new Frame(String.format(Locale.ROOT, "%06d", number[0]++), image));
  }

  /** One pass over the frames. */
  private final class Run {
    private final Localiser localiser;
    private final FaceDetector detector;
    private final JsonLinesWriter file;
    private final Optional<Smoothing> smoothing;
    private final List<Double> latencies = new ArrayList<>();
    private FaceTracker tracker;
    private int lost;

    Run(
        Localiser localiser,
        FaceDetector detector,
        JsonLinesWriter file,
        Optional<Smoothing> smoothing) {
      this.localiser = localiser;
      this.detector = detector;
      this.file = file;
      this.smoothing = smoothing;
    }

    void look(Frame frame) {
      if (tracker == null) {
        Box first =
            detector == null
                ? BoxArgument.parse(start.box)
                : detected(frame)
                    .orElseThrow(
                        () -> new InvalidDataException(frame.id() + ": no face was detected"));
        tracker = new FaceTracker(localiser, first, smoothing);
      }
      long begin = System.nanoTime();
      FaceTracker.Tracked tracked = tracker.next(frame.image());
      latencies.add((System.nanoTime() - begin) / 1e6);
      if (tracked.lost()) {
        lost++;
        spec.commandLine().getErr().println(frame.id() + ": the face was lost");
        if (detector != null) {
          detected(frame).ifPresent(tracker::restart);
        }
      }
      Face line =
          Face.of(frame.id(), tracked.landmarks())
              .withBox(tracked.box())
              .withSubsets(tracked.lost() ? Set.of("lost") : Set.of());
      if (file != null) {
        file.write(line);
      } else {
        spec.commandLine().getOut().println(JsonLinesWriter.text(line));
      }
      if (draw != null) {
        Drawing drawing = new Drawing(frame.image());
        drawing.box(tracked.box());
        drawing.landmarks(tracked.landmarks(), localiser.description().scheme());
        String name = frame.id().replaceAll("^[./]+", "").replaceAll("[/:]+", "_");
        ImageFiles.writePng(drawing.image(), draw.resolve(name + ".png"));
      }
    }

    private Optional<Box> detected(Frame frame) {
      return detector.detect(frame.image()).stream().findFirst().map(FaceDetector.Detection::box);
    }

    void report() {
      if (latencies.isEmpty()) {
        throw new InvalidDataException("there are no frames");
      }
      List<Double> sorted = latencies.stream().sorted().toList();
      double sum = sorted.stream().mapToDouble(d -> d).sum();
      double median = sorted.get(sorted.size() / 2);
      double p95 = sorted.get((int) (0.95 * (sorted.size() - 1)));
      if (json) {
        ObjectNode root = StrictJson.mapper().createObjectNode();
        root.put("frames", sorted.size());
        root.put("lost", lost);
        root.put("frames-per-second", 1000 * sorted.size() / sum);
        root.put("latency-median-ms", median);
        root.put("latency-p95-ms", p95);
        root.put("jitter-raw-percent", tracker.rawJitter());
        root.put("jitter-percent", tracker.jitter());
        spec.commandLine().getOut().println(root.toPrettyString());
      } else {
        spec.commandLine()
            .getErr()
            .printf(
                Locale.ROOT,
                "%d frames, %d lost, %.0f frames/s, latency %.2f ms (95 %%: %.2f ms),"
                    + " jitter %.3f %% of the face, %.3f %% before the filter%n",
                sorted.size(),
                lost,
                1000 * sorted.size() / sum,
                median,
                p95,
                tracker.jitter(),
                tracker.rawJitter());
      }
      PrintWriter stdout = spec.commandLine().getOut();
      stdout.flush();
    }
  }
}
