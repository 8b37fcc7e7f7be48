package org.wingloss.cli.listing;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.cli.terminal.PlainText;
import org.wingloss.cli.terminal.Terminal;
import org.wingloss.cli.terminal.UsageException;
import org.wingloss.data.NumberText;
import org.wingloss.training.checkpoint.RunLog;
import org.wingloss.training.run.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code watch}: the curves of a run, drawn in the terminal. */
@Command(
    name = "watch",
    header = "curves of a training in the terminal",
    mixinStandardHelpOptions = true,
    description =
        "Draw the curves of a run in the terminal, until its model is there; or the validation NME"
            + " of several runs into a file.",
    footer = {
      "",
      "Examples:",
      "  wingloss watch runs/first",
      "  wingloss watch runs/wing runs/l1 --plot curves.svg"
    })
public final class WatchVerb implements Callable<Integer> {
  private static final String EIGHTHS = " ▁▂▃▄▅▆▇█";
  private static final int HEIGHT = 8;
  private static final int MARGIN = 10;
  private static final int USUAL_SECONDS = 2;
  private static final String HOME_AND_CLEAR = "\u001b[H\u001b[2J";

  @Spec private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "RUN", description = "A run folder; with --plot many.")
  private List<Path> runs;

  @Option(
      names = "--plot",
      paramLabel = "FILE",
      description = "Draw the validation NME of all runs over their steps (SVG), and end.")
  private Path plot;

  @Option(names = "--once", description = "Draw once and end.")
  private boolean once;

  @Option(
      names = "--every",
      paramLabel = "SECONDS",
      description = "Time between two drawings (default: 2).")
  private Integer every;

  @Override
  public Integer call() throws InterruptedException {
    if (plot != null) {
      if (once || every != null) {
        throw new UsageException("--once and --every are for the terminal, not for --plot");
      }
      new ValidationCurves(runs).drawn().write(plot);
      return ExitCode.OK;
    }
    if (once && every != null) {
      throw new UsageException("--once draws once: leave --every out");
    }
    if (runs.size() > 1) {
      throw new UsageException("watch draws one run in the terminal; --plot draws several");
    }
    Path run = runs.get(0);
    RunFolder folder = new RunFolder(run);
    if (!folder.exists()) {
      throw new UsageException(run + " holds no run");
    }
    int seconds = every == null ? USUAL_SECONDS : every;
    if (seconds < 1) {
      throw new UsageException("--every must be >= 1 but was " + seconds);
    }
    PrintWriter out = PlainText.out(spec);
    boolean moving = !once && Terminal.isInteractive();
    while (true) {
      boolean finished = folder.isFinished();
      if (moving) {
        spec.commandLine().getOut().print(HOME_AND_CLEAR);
      }
      out.print(draw(run, folder, finished));
      out.flush();
      if (!moving || finished) {
        return ExitCode.OK;
      }
      Thread.sleep(seconds * 1000L);
    }
  }

  private String draw(Path run, RunFolder folder, boolean finished) {
    if (!Files.exists(folder.metrics())) {
      return run + ": no step was logged yet\n";
    }
    List<RunLog.Point> points = RunLog.read(folder.metrics()).points();
    int width = spec.usageMessage().width();
    StringBuilder out = new StringBuilder();
    out.append(run).append(finished ? ": finished\n" : ": running or interrupted\n");
    out.append(curve("loss", points, RunLog.Point::loss, width));
    out.append(curve("validation NME, percent", points, RunLog.Point::nme, width));
    if (!points.isEmpty()) {
      RunLog.Point last = points.get(points.size() - 1);
      out.append(NumberText.format("step %d  loss %.2f", last.step(), last.loss()));
      out.append(measured("  %.0f faces/s", last.facesPerSecond()));
      out.append(measured("  best NME %.3f %%", RunLog.bestNme(points)));
      out.append('\n');
    }
    if (Files.exists(folder.validationPicture())) {
      out.append("validation faces: %s%n".formatted(folder.validationPicture()));
    }
    return out.toString();
  }

  private static String measured(String format, double value) {
    return Double.isFinite(value) ? NumberText.format(format, value) : "";
  }

  private static String curve(
      String title, List<RunLog.Point> points, ToDoubleFunction<RunLog.Point> value, int width) {
    return bars(
        title,
        points.stream().mapToDouble(RunLog.Point::step).toArray(),
        points.stream().mapToDouble(value).toArray(),
        width);
  }

  /**
   * A curve drawn with characters: each column the mean of its share of the points.
   *
   * @param x ascending
   * @param y the values; those that are NaN are left out
   */
  private static String bars(String title, double[] x, double[] y, int width) {
    int columns = Math.max(10, width - MARGIN - 1);
    double[] bars = columns(x, y, columns);
    double low = Arrays.stream(bars).filter(Double::isFinite).min().orElse(Double.NaN);
    double high = Arrays.stream(bars).filter(Double::isFinite).max().orElse(Double.NaN);
    if (Double.isNaN(low)) {
      return title + ": nothing yet\n";
    }
    // The lowest value keeps an eighth, so that it is seen.
    double unit = (high - low) / (8 * HEIGHT - 1);
    StringBuilder out = new StringBuilder(title).append('\n');
    for (int line = HEIGHT - 1; line >= 0; line--) {
      String label = line == HEIGHT - 1 ? number(high) : line == 0 ? number(low) : "";
      out.append(NumberText.format("%" + (MARGIN - 1) + "s ", label));
      for (double bar : bars) {
        int eighths = unit > 0 ? 1 + (int) Math.round((bar - low) / unit) : 8 * HEIGHT / 2;
        out.append(
            Double.isNaN(bar) ? ' ' : EIGHTHS.charAt(Math.max(0, Math.min(8, eighths - 8 * line))));
      }
      out.append('\n');
    }
    return out.toString();
  }

  private static double[] columns(double[] x, double[] y, int columns) {
    double[] sums = new double[columns];
    int[] counts = new int[columns];
    double end = x.length == 0 ? 1 : x[x.length - 1];
    for (int i = 0; i < x.length; i++) {
      if (Double.isFinite(y[i])) {
        int column = Math.min(columns - 1, (int) (x[i] / end * columns));
        sums[column] += y[i];
        counts[column]++;
      }
    }
    for (int i = 0; i < columns; i++) {
      sums[i] = counts[i] == 0 ? Double.NaN : sums[i] / counts[i];
    }
    return sums;
  }

  private static String number(double value) {
    return NumberText.format(Math.abs(value) < 100 ? "%.3f" : "%.0f", value);
  }
}
