package org.wingloss.cli.verb;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.wingloss.cli.option.Arguments;
import org.wingloss.cli.option.OutputOptions;
import org.wingloss.cli.option.ShapesOptions;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.cli.terminal.UsageException;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.NumberText;
import org.wingloss.data.Plural;
import org.wingloss.data.balance.PoseBalancing;
import org.wingloss.data.balance.PoseBalancingPlot;
import org.wingloss.data.balance.PoseBalancingResult;
import org.wingloss.data.balance.PoseBalancingSettings;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.scheme.LandmarkScheme;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Pose-based data balancing. */
@Command(
    name = "balance",
    header = "repeat faces of rare poses: coefficients, bins, copies",
    mixinStandardHelpOptions = true,
    description = {
      "Repeats faces of rare poses, as the paper's section 5 does: how many faces each bin of the "
          + "pose coefficient |b| holds and how often they are repeated."
    },
    footer = {
      "",
      "Which component is the pose? --plot draws the modes; yaw is the one that turns"
          + " the head.",
      "",
      "Example:",
      "  wingloss balance --shapes shapes.csv --bins 9 --mode faithful --plot modes.svg"
    })
final class BalanceVerb implements Callable<Integer> {
  private static final int MODES_SHOWN = 10;

  @Mixin private ShapesOptions source;

  @Option(
      names = "--bins",
      paramLabel = "K",
      description = "Bins of |b| (default: 17 for 19 landmarks, else 9, as the paper's).")
  private Integer bins;

  @Option(
      names = "--component",
      paramLabel = "N",
      defaultValue = "auto",
      description =
          "auto, or a component counted from 1. auto is the first that a flip of the face reverses,"
              + " as yaw; in the faithful mode 2 for 19 landmarks, else 1.")
  private String component;

  @Option(
      names = "--mode",
      defaultValue = "DEFAULT",
      paramLabel = "MODE",
      description = {
        "default: every face in one bin, copies limited; interpolated: copies change smoothly "
            + "with |b|; faithful: the author's routine to the index, with its blemishes."
      })
  private PoseBalancingSettings.Mode mode;

  @Option(
      names = "--cap",
      paramLabel = "C",
      description = "The most copies of a face (default: 20; the faithful mode has none).")
  private Integer cap;

  @Option(
      names = "--scheme",
      paramLabel = "S",
      description = "The landmark scheme of --shapes, for the lines of --plot.")
  private String scheme;

  @Option(names = "--plot", paramLabel = "FILE", description = "Draw modes and histograms (SVG).")
  private Path plot;

  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    Optional<LandmarkScheme> landmarks = scheme();
    if (plot != null) {
      Arguments.requireFile("--plot", plot);
      Arguments.requireOther("--plot", plot, List.of(source.path()));
    }
    List<Landmarks> shapes = source.read();
    int count = shapes.get(0).count();
    landmarks
        .filter(s -> s.count() != count)
        .ifPresent(
            s -> {
              throw new UsageException(
                  "the scheme %s has %d landmarks but the shapes have %d"
                      .formatted(s.name(), s.count(), count));
            });
    PoseBalancingSettings settings = settings(count);
    PoseBalancingResult balance = usable(() -> PoseBalancing.balance(shapes, settings));
    if (plot != null) {
      usable(() -> PoseBalancingPlot.of(balance, landmarks)).write(plot);
    }
    output.printValue(document(balance), () -> table(balance));
    return ExitCode.OK;
  }

  /** What shapes of no measure cannot give. */
  private <T> T usable(Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw new InvalidDataException(source.path() + ": " + e.getMessage(), e);
    }
  }

  private Optional<LandmarkScheme> scheme() {
    if (scheme != null && source.scheme().isPresent()) {
      throw new UsageException("--scheme is for --shapes; a data set has its own");
    }
    if (scheme != null) {
      return Optional.of(LandmarkScheme.of(scheme));
    }
    return source.scheme();
  }

  private PoseBalancingSettings settings(int landmarks) {
    return Arguments.usable(
        () ->
            new PoseBalancingSettings(
                mode,
                bins != null ? bins : landmarks == 19 ? 17 : 9,
                componentNumber(),
                cap != null ? cap : PoseBalancingSettings.usualCap(mode)));
  }

  private int componentNumber() {
    if (component.equals("auto")) {
      return PoseBalancingSettings.AUTO;
    }
    if (!component.matches("[1-9][0-9]{0,4}")) {
      throw new UsageException(
          "--component must be auto or a number from 1 but was '%s'".formatted(component));
    }
    return Integer.parseInt(component);
  }

  private static double[] explained(PoseBalancingResult balance) {
    return IntStream.range(0, Math.min(MODES_SHOWN, balance.model().modes()))
        .mapToDouble(balance.model()::explained)
        .toArray();
  }

  private Map<String, Object> document(PoseBalancingResult balance) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("faces", balance.faces());
    all.put("mode", mode.toString());
    all.put("bins", balance.bins());
    all.put("component", balance.component());
    all.put("explained", explained(balance));
    all.put("histogram", balance.histogram());
    all.put("counts", balance.counts());
    all.put("ratios", balance.ratios());
    all.put("total", balance.indices().length);
    all.put("indices", balance.indices());
    return all;
  }

  private static String table(PoseBalancingResult balance) {
    double max = Arrays.stream(balance.coefficients()).map(Math::abs).max().orElse(0);
    StringBuilder out = new StringBuilder();
    out.append(
        Plural.of(balance.faces(), "%d [face|faces], component %d of explained variance %s%n")
            .formatted(
                balance.faces(),
                balance.component(),
                Arrays.stream(explained(balance))
                    .limit(5)
                    .mapToObj(share -> NumberText.format("%.1f %%", 100 * share))
                    .toList()));
    out.append("     |b| up to    faces   copies of each%n".formatted());
    for (int k = 0; k < balance.bins(); k++) {
      double edge = (k + 1) * max / balance.bins();
      out.append(
          NumberText.format("%14.2f %8d %8d%n", edge, balance.counts()[k], balance.ratios()[k]));
    }
    return out.append("total: %d".formatted(balance.indices().length)).toString();
  }
}
