package org.wingloss.cli.listing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.wingloss.cli.terminal.UsageException;
import org.wingloss.data.io.FileName;
import org.wingloss.data.plot.Chart;
import org.wingloss.data.plot.Svg;
import org.wingloss.training.checkpoint.RunLog;
import org.wingloss.training.run.RunFolder;

/** The validation NME of several runs over their steps, in one drawing. */
final class ValidationCurves {
  private static final double WIDTH = 720;
  private static final double HEIGHT = 420;

  /** Half of the last step's label stands beyond the axis. */
  private static final double LABEL = 16;

  /** A curve that begins higher than so many times the lowest value comes in from above. */
  private static final double HIGHEST = 2;

  private static final double MARGIN = 0.05;

  private final List<Curve> curves = new ArrayList<>();

  /**
   * Of one run.
   *
   * @param points those at which it was validated, at least one
   */
  private record Curve(String name, List<RunLog.Point> points) {
    double[] steps() {
      return points.stream().mapToDouble(RunLog.Point::step).toArray();
    }

    double[] nme() {
      return points.stream().mapToDouble(RunLog.Point::nme).toArray();
    }

    RunLog.Point last() {
      return points.get(points.size() - 1);
    }
  }

  /**
   * Reads the runs' logs.
   *
   * @throws UsageException if a folder holds no run, or a run was never validated
   */
  ValidationCurves(List<Path> runs) {
    for (Path run : runs) {
      RunFolder folder = new RunFolder(run);
      if (!folder.exists()) {
        throw new UsageException(run + " holds no run");
      }
      List<RunLog.Point> measured =
          RunLog.read(folder.metrics()).points().stream()
              .filter(point -> Double.isFinite(point.nme()))
              .toList();
      if (measured.isEmpty()) {
        throw new UsageException(run + " was not validated yet");
      }
      curves.add(new Curve(FileName.last(run), measured));
    }
  }

  Svg drawn() {
    double lowest = curves.stream().mapToDouble(c -> RunLog.bestNme(c.points)).min().orElseThrow();
    double highest = curves.stream().mapToDouble(c -> c.last().nme()).max().orElseThrow();
    double end = curves.stream().mapToDouble(c -> c.last().step()).max().orElseThrow();
    Svg svg = new Svg(WIDTH, HEIGHT);
    Chart chart =
        new Chart(
            svg,
            new double[] {0, 0, WIDTH - LABEL, HEIGHT},
            "validation NME, percent",
            "step",
            new double[] {0, Math.max(1, end)},
            new double[] {
              (1 - MARGIN) * lowest, Math.max(HIGHEST * lowest, (1 + MARGIN) * highest) + MARGIN
            });
    for (int i = 0; i < curves.size(); i++) {
      chart.curve(curves.get(i).steps(), curves.get(i).nme(), Svg.colour(i));
      chart.key(i, Svg.colour(i), curves.get(i).name);
    }
    return svg;
  }
}
