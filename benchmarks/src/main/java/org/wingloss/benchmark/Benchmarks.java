package org.wingloss.benchmark;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.wingloss.benchmark.jmh.BalanceBenchmark;
import org.wingloss.benchmark.jmh.CropBenchmark;
import org.wingloss.benchmark.jmh.DetectorBenchmark;
import org.wingloss.benchmark.jmh.LocaliserBenchmark;
import org.wingloss.benchmark.jmh.LossBenchmark;
import org.wingloss.benchmark.jmh.PipelineBenchmark;
import org.wingloss.benchmark.jmh.ScoreBenchmark;
import org.wingloss.benchmark.jmh.StreamBenchmark;
import org.wingloss.benchmark.jmh.SyntheticFacesBenchmark;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What {@code benchmarks/run} starts: measures parts and writes one file of JSON. */
@Command(
    name = "benchmarks/run",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Measures what the READMEs say about speed, and writes it to a file of JSON.")
public final class Benchmarks implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--out", required = true, paramLabel = "FILE", description = "The file.")
  private Path out;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "PART",
      description =
          "Only these parts, with commas between them (default: all): ${COMPLETION-CANDIDATES}.",
      completionCandidates = Names.class)
  private List<String> only = new Names().list();

  @Option(
      names = "--quick",
      description = "Fewer rows, measured so shortly that they only show that everything works.")
  private boolean quick;

  @Option(names = "--commit", hidden = true, defaultValue = "unknown")
  private String commit;

  @Option(
      names = "--python",
      paramLabel = "PYTHON",
      defaultValue = "python3",
      description = "With PyTorch, to train the same in it (default: ${DEFAULT-VALUE}).")
  private String python;

  @Option(names = "--root", hidden = true, required = true)
  private Path root;

  /** The parts in the order in which they run. */
  private static List<BenchmarkPart> parts(Path root, String python) {
    return List.of(
        new JmhPart(
            "latency",
            "ms",
            LocaliserBenchmark.class,
            Map.of("network", List.of("cnn6", "hourglass", "built-in"))),
        new JmhPart(
            "crop",
            "µs",
            CropBenchmark.class,
            Map.of("crop", List.of("179-128", "179-128 rotated"))),
        new JmhPart("detector", "ms", DetectorBenchmark.class, Map.of("side", List.of("500"))),
        new StartPart(root),
        new JmhPart("score", "µs", ScoreBenchmark.class, Map.of()),
        new JmhPart("pipeline", "1/s", PipelineBenchmark.class, Map.of()),
        new JmhPart("stream", "1/s", StreamBenchmark.class, Map.of()),
        new JmhPart("balance", "s", BalanceBenchmark.class, Map.of()),
        new JmhPart(
            "synthetic-faces",
            "1/s",
            SyntheticFacesBenchmark.class,
            Map.of("size", List.of("256"))),
        new LossCostPart(),
        new JmhPart(
            "loss-engines",
            "µs",
            LossBenchmark.class,
            Map.of("loss", List.of("wing"), "shape", List.of("8x136"))),
        new TrainingPart(root, python));
  }

  /** The names of the parts, for help. */
  static final class Names implements Iterable<String> {
    List<String> list() {
      return parts(Path.of(""), "").stream().map(BenchmarkPart::name).toList();
    }

    @Override
    public Iterator<String> iterator() {
      return list().iterator();
    }
  }

  /** Runs the command line and ends the process. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Benchmarks()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    List<String> known = new Names().list();
    for (String name : only) {
      if (!known.contains(name)) {
        throw new ParameterException(
            spec.commandLine(), "no part is called '%s'; known: %s".formatted(name, known));
      }
    }
    BenchmarkPart.Effort effort = quick ? BenchmarkPart.Effort.QUICK : BenchmarkPart.Effort.FULL;
    BenchmarkReport report = new BenchmarkReport(out, commit, effort);
    for (BenchmarkPart part : parts(root, python)) {
      if (only.contains(part.name())) {
        report.run(part, effort);
      }
    }
    return 0;
  }
}
