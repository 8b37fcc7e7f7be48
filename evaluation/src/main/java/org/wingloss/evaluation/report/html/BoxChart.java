package org.wingloss.evaluation.report.html;

import java.util.List;
import org.wingloss.data.plot.Chart;
import org.wingloss.evaluation.report.content.BoxSensitivity;

/** The NME against changes of the face box. */
final class BoxChart {
  private BoxChart() {}

  static String html(BoxSensitivity boxes) {
    double from = 0;
    double to = 0;
    double largest = 0;
    for (BoxSensitivity.Curve curve : boxes.curves()) {
      for (BoxSensitivity.Point point : curve.points()) {
        from = Math.min(from, point.amount());
        to = Math.max(to, point.amount());
        largest = Math.max(largest, point.nme());
      }
    }
    double step = Chart.step(largest * 1.1, 6);
    LineChart chart =
        new LineChart(
            "NME against changed boxes",
            new LineChart.Axis("change of the box, % of its side", from, to),
            new LineChart.Axis(
                "NME, % of the " + boxes.norm() + " length",
                0,
                Math.ceil(largest * 1.1 / step) * step));
    int series = 0;
    for (BoxSensitivity.Curve curve : boxes.curves()) {
      List<double[]> points =
          curve.points().stream().map(p -> new double[] {p.amount(), p.nme()}).toList();
      chart.line(curve.change(), series, points).dots(series, points);
      series++;
    }
    return chart.html();
  }
}
