package org.wingloss.cli.experiment;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.wingloss.data.plot.Chart;
import org.wingloss.data.plot.Svg;
import org.wingloss.loss.LandmarkLoss;

/** Values and slopes of losses side by side, as the paper's figure 3 shows values. */
public final class LossPlot {
  private static final int POINTS = 2001;
  private static final double SIDE = 480;

  private LossPlot() {}

  /** Draws far enough to show every join and every error that was asked for. */
  public static Svg of(List<LandmarkLoss> losses, List<Double> errors) {
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
