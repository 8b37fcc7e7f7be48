package org.wingloss.data.balance;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.wingloss.data.NumberText;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.plot.Chart;
import org.wingloss.data.plot.Svg;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.data.shape.ShapeModel;

/**
 * A drawing from which a person can choose the component that is "pose": the mean shape moved along
 * each of the first modes, and how |b| is spread before and after balancing.
 */
public final class PoseBalancingPlot {
  private static final int MODES = 4;
  private static final double[] DEVIATIONS = {-3, -1.5, 0, 1.5, 3};
  private static final double CELL = 150;
  private static final double LABEL = 150;

  private final PoseBalancingResult balance;
  private final Optional<LandmarkScheme> scheme;

  private PoseBalancingPlot(PoseBalancingResult balance, Optional<LandmarkScheme> scheme) {
    this.balance = balance;
    this.scheme = scheme;
  }

  /**
   * Draws an outcome.
   *
   * @param scheme gives the lines between landmarks; without it there are dots alone
   */
  public static Svg of(PoseBalancingResult balance, Optional<LandmarkScheme> scheme) {
    return new PoseBalancingPlot(balance, scheme).draw();
  }

  private Svg draw() {
    ShapeModel model = balance.model();
    int modes = Math.min(MODES, model.modes());
    double width = LABEL + CELL * DEVIATIONS.length;
    Svg svg = new Svg(width, 40 + CELL * modes + 320);
    for (int k = 0; k < DEVIATIONS.length; k++) {
      String label = DEVIATIONS[k] == 0 ? "mean" : NumberText.format("%+.1f σ", DEVIATIONS[k]);
      svg.text(LABEL + CELL * (k + 0.5), 24, "middle", 13, label);
    }
    for (int m = 0; m < modes; m++) {
      double middle = 40 + CELL * (m + 0.5);
      boolean chosen = m + 1 == balance.component();
      svg.text(12, middle - 6, "start", 14, "component " + (m + 1) + (chosen ? " ←" : ""));
      String share = NumberText.format("%.1f %% of variance", 100 * model.explained(m));
      svg.text(12, middle + 14, "start", 11, share);
      for (int k = 0; k < DEVIATIONS.length; k++) {
        double[] b = new double[m + 1];
        b[m] = DEVIATIONS[k] * Math.sqrt(model.variance(m));
        double centre = LABEL + CELL * (k + 0.5);
        shape(svg, model.shape(b), centre, middle, Svg.colour(chosen ? 1 : 0));
      }
    }
    histograms(svg, 40 + CELL * modes, width);
    return svg;
  }

  private void shape(Svg svg, Landmarks shape, double centreX, double centreY, String colour) {
    // All shapes share the scale of the mean, so that a mode which grows a face shows it.
    Box bounds = balance.model().mean().bounds();
    double scale = 0.72 * CELL / Math.max(bounds.width(), bounds.height());
    double[] x = new double[shape.count()];
    double[] y = new double[shape.count()];
    for (int i = 0; i < x.length; i++) {
      x[i] = centreX + scale * (shape.x(i) - bounds.centreX());
      y[i] = centreY + scale * (shape.y(i) - bounds.centreY());
      svg.dot(x[i], y[i], 1.4, colour);
    }
    List<LandmarkScheme.Outline> outlines = scheme.map(LandmarkScheme::outlines).orElse(List.of());
    for (LandmarkScheme.Outline outline : outlines) {
      double[] px = outline.points().stream().mapToDouble(i -> x[i]).toArray();
      double[] py = outline.points().stream().mapToDouble(i -> y[i]).toArray();
      svg.path(px, py, outline.closed(), colour, 1);
    }
  }

  private void histograms(Svg svg, double top, double width) {
    double[] size = Arrays.stream(balance.coefficients()).map(Math::abs).toArray();
    double max = Math.max(Arrays.stream(size).max().orElse(0), Double.MIN_NORMAL);
    int[] copies = balance.copies();
    double[] before = new double[balance.bins()];
    double[] after = new double[balance.bins()];
    for (int i = 0; i < size.length; i++) {
      int bin = Math.min(before.length - 1, (int) (size[i] / max * before.length));
      before[bin]++;
      after[bin] += copies[i];
    }
    double tallest = 1.05 * Arrays.stream(after).max().orElse(1);
    tallest = Math.max(tallest, 1.05 * Arrays.stream(before).max().orElse(1));
    String label = "|b| of component " + balance.component() + " in pixels of the mean shape";
    double[] x = {0, max};
    double[] y = {0, tallest};
    double half = width / 2;
    new Chart(svg, new double[] {0, top, half, 310}, "faces before", label, x, y)
        .bars(before, Svg.colour(0));
    new Chart(svg, new double[] {half, top, half, 310}, "copies after", label, x, y)
        .bars(after, Svg.colour(1));
  }
}
