package org.wingloss.cli.listing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.wingloss.cli.option.Arguments;
import org.wingloss.cli.option.OutputOptions;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.cli.terminal.UsageException;
import org.wingloss.data.NumberText;
import org.wingloss.data.plot.Chart;
import org.wingloss.data.plot.Svg;
import org.wingloss.loss.CoordinateScale;
import org.wingloss.loss.LandmarkLoss;
import org.wingloss.loss.LossAdvisor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Values, slopes, drawings and advice for losses. */
@Command(
    name = "loss",
    header = "values, slopes and advice on losses",
    mixinStandardHelpOptions = true,
    description = "Prints value and slope of losses, draws them, and advises on parameters.",
    footer = {
      "",
      "Losses: l1, l2, smooth-l1(threshold=1), wing(w=10,epsilon=2),",
      "rectified-wing(r=0.5,w=10,epsilon=2), soft-wing(omega1=2,omega2=20,epsilon=0.5).",
      "",
      "Examples:",
      "  wingloss loss 'wing(w=10,epsilon=2)' l1 --at 0,0.5,-3,10,25",
      "  wingloss loss wing l1 l2 --plot losses.svg",
      "  wingloss loss 'wing(w=10,epsilon=2)' --advise --input-size 128 \\",
      "    --coordinates 0..1"
    })
public final class LossVerb implements Callable<Integer> {
  private static final int POINTS = 2001;
  private static final double SIDE = 480;
  private static final int USUAL_SIZE = 64;

  /** One line of the result. */
  record Point(String loss, double x, double value, double slope) {}

  @Parameters(arity = "0..*", paramLabel = "LOSS", description = "Losses as one line each.")
  private List<String> lines = new ArrayList<>();

  @Option(
      names = "--at",
      split = ",",
      paramLabel = "X",
      description = "Errors at which to print value and slope (default: 0,0.5,1,2,5,10,20).")
  private List<Double> errors;

  @Option(names = "--plot", paramLabel = "FILE", description = "Draw values and slopes (SVG).")
  private Path plot;

  @Option(names = "--advise", description = "Print the paper's geometry and what is odd.")
  private boolean advise;

  @Option(
      names = "--input-size",
      paramLabel = "S",
      description = "For --advise: side of the network input in pixels (default: 64).")
  private Integer inputSize;

  @Option(
      names = "--coordinates",
      paramLabel = "C",
      description = "For --advise: unit of the targets, pixels, 0..1 or -1..1 (default: pixels).")
  private String coordinates;

  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    if (lines.isEmpty() && !advise) {
      throw new UsageException("a loss is needed, such as 'wing(w=10,epsilon=2)'");
    }
    if (advise && errors != null && plot == null) {
      throw new UsageException("--at is for the values and for --plot; --advise prints none");
    }
    if (!advise && (inputSize != null || coordinates != null)) {
      throw new UsageException("--input-size and --coordinates are for --advise");
    }
    List<LandmarkLoss> losses =
        lines.stream().map(line -> Arguments.usable(() -> LandmarkLoss.parse(line))).toList();
    LossAdvisor advisor = Arguments.usable(this::advisor);
    List<Point> points = points(losses);
    if (plot != null) {
      List<Double> shown = errors == null ? List.of() : errors;
      Arguments.usable("--plot", () -> drawn(losses, shown)).write(plot);
    }
    output.printValue(
        advise ? advice(losses, advisor) : points,
        () -> (advise ? advisedText(losses, advisor) : table(points)).stripTrailing());
    return ExitCode.OK;
  }

  private LossAdvisor advisor() {
    return new LossAdvisor(
        inputSize == null ? USUAL_SIZE : inputSize,
        CoordinateScale.parse(coordinates == null ? "pixels" : coordinates));
  }

  private List<Point> points(List<LandmarkLoss> losses) {
    List<Double> at = errors != null ? errors : List.of(0.0, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0);
    List<Point> points = new ArrayList<>();
    for (LandmarkLoss loss : losses) {
      for (double x : at) {
        if (!Double.isFinite(x)) {
          throw new UsageException("--at needs finite numbers but was " + x);
        }
        points.add(new Point(loss.toString(), x, loss.value(x), loss.derivative(x)));
      }
    }
    return points;
  }

  private static String table(List<Point> points) {
    StringBuilder out = new StringBuilder();
    String before = "";
    for (Point point : points) {
      if (!point.loss.equals(before)) {
        before = point.loss;
        out.append("%s%n%12s %16s %16s%n".formatted(before, "x", "value", "slope"));
      }
      out.append(NumberText.format("%12.6g %16.8g %16.8g%n", point.x, point.value, point.slope));
    }
    return out.toString();
  }

  private static Map<String, Object> advice(List<LandmarkLoss> losses, LossAdvisor advisor) {
    Map<String, Object> advice = new LinkedHashMap<>();
    advice.put("input-size", advisor.inputSize());
    advice.put("coordinates", advisor.scale().toString());
    advice.put("same-geometry", advisor.sameGeometry().toString());
    advisor
        .paper()
        .ifPresent(
            paper -> {
              advice.put("paper", paper.toString());
              advice.put("paper-trust", advisor.paperTrust());
            });
    List<Map<String, Object>> remarks = new ArrayList<>();
    for (LandmarkLoss loss : losses) {
      remarks.add(Map.of("loss", loss.toString(), "remarks", advisor.remarks(loss)));
    }
    advice.put("losses", remarks);
    return advice;
  }

  private static String advisedText(List<LandmarkLoss> losses, LossAdvisor advisor) {
    StringBuilder out = new StringBuilder();
    out.append("input %d pixels, coordinates %s%n".formatted(advisor.inputSize(), advisor.scale()));
    out.append("the paper's geometry here: %s%n".formatted(advisor.sameGeometry()));
    out.append(
        "the paper at this size:    %s%n"
            .formatted(
                advisor
                    .paper()
                    .map(wing -> wing + "  (" + advisor.paperTrust() + ")")
                    .orElse("no value")));
    for (LandmarkLoss loss : losses) {
      List<String> remarks = advisor.remarks(loss);
      out.append("%n%s%n".formatted(loss));
      out.append(remarks.isEmpty() ? "  nothing odd%n".formatted() : "");
      for (String remark : remarks) {
        out.append("  %s%n".formatted(remark));
      }
    }
    return out.toString();
  }

  /**
   * Values and slopes of losses side by side, as the paper's figure 3 shows values. Draws far
   * enough to show every join and every error that was asked for.
   */
  private static Svg drawn(List<LandmarkLoss> losses, List<Double> errors) {
    double reach =
        DoubleStream.concat(
                losses.stream().flatMapToDouble(loss -> DoubleStream.of(loss.joins())),
                errors.stream().mapToDouble(Math::abs))
            .max()
            .orElse(0);
    double end = reach > 0 ? 1.25 * reach : 4;
    Svg svg = new Svg(2 * SIDE, SIDE);
    curves(svg, 0, "value", end, losses, false);
    curves(svg, SIDE, "slope", end, losses, true);
    return svg;
  }

  private static void curves(
      Svg svg, double left, String title, double end, List<LandmarkLoss> losses, boolean slope) {
    double[] x = IntStream.range(0, POINTS).mapToDouble(i -> at(i, end)).toArray();
    double top = 0;
    for (LandmarkLoss loss : losses) {
      // L2 would flatten all others: it may leave the picture, as in the paper.
      boolean unbounded = losses.size() > 1 && loss.derivative(2 * end) > loss.derivative(end);
      double highest = DoubleStream.of(y(loss, x, slope)).max().orElse(1);
      top = Math.max(top, unbounded ? 0 : highest);
    }
    double[] range = {slope ? -1.08 * top : 0, 1.08 * top};
    Chart chart =
        new Chart(
            svg,
            new double[] {left, 0, SIDE, SIDE},
            title,
            "error x",
            new double[] {-end, end},
            range);
    for (int i = 0; i < losses.size(); i++) {
      chart.curve(x, y(losses.get(i), x, slope), Svg.colour(i));
      chart.key(i, Svg.colour(i), losses.get(i).toString());
    }
  }

  private static double[] y(LandmarkLoss loss, double[] x, boolean slope) {
    DoubleUnaryOperator function = slope ? loss::derivative : loss::value;
    return DoubleStream.of(x).map(function).toArray();
  }

  private static double at(int i, double end) {
    return end * (2.0 * i / (POINTS - 1) - 1);
  }
}
