package org.wingloss.evaluation.report.html;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.wingloss.data.NumberText;
import org.wingloss.data.plot.Chart;
import org.wingloss.evaluation.metric.CumulativeErrorDistribution;
import org.wingloss.evaluation.metric.FaceErrors;
import org.wingloss.evaluation.published.PublishedResults;
import org.wingloss.evaluation.report.content.Report;
import org.wingloss.evaluation.report.content.Summary;
import org.wingloss.evaluation.score.Scores;

/** Cumulative error curves of all runs, with the paper's Fig. 4 where it applies. */
final class CedChart {
  private static final int FEW = 1000;
  private static final int SAMPLES = 500;

  private CedChart() {}

  /** The published curves that belong on the same axes: same scheme and norm. */
  static List<PublishedResults.Curve> published(Report report) {
    PublishedResults.Curves curves = PublishedResults.bundled().curves();
    boolean same =
        curves.scheme().equals(report.scheme().name()) && curves.norm().equals(report.norm());
    return same ? curves.curves() : List.of();
  }

  static String html(Report report) {
    String norm = report.norm();
    double limit = limit(report);
    LineChart chart =
        new LineChart(
            "Cumulative error distribution",
            new LineChart.Axis("NME, % of the " + norm + " length", 0, 100 * limit),
            new LineChart.Axis("faces, %", 0, 100));
    for (double threshold :
        report.runs().get(0).thresholds().under(report.runs().get(0).scores().norms().get(0))) {
      chart.threshold(threshold, NumberText.plain(threshold) + " %");
    }
    int series = 0;
    for (Summary run : report.runs()) {
      FaceErrors errors = run.scores().errors(norm, Scores.ALL).orElseThrow();
      List<double[]> points = errors.count() <= FEW ? steps(errors, limit) : samples(errors, limit);
      chart.line(run.name(), series++, points);
    }
    PublishedResults.Curves figure = PublishedResults.bundled().curves();
    List<String> names = report.runs().stream().map(Summary::name).toList();
    for (PublishedResults.Curve curve : published(report)) {
      // The colour of the run that it stands beside, where there is one.
      int same = names.indexOf(curve.method());
      List<double[]> points =
          IntStream.range(0, figure.errors().size())
              .mapToObj(
                  i -> new double[] {100 * figure.errors().get(i), 100 * curve.shares().get(i)})
              .toList();
      chart.published(
          "%s (paper, Fig. 4, digitised, ±%s; trust %s)"
              .formatted(curve.method(), NumberText.fixed(figure.tolerance(), 2), figure.trust()),
          same < 0 ? series++ : same,
          points);
    }
    return chart.html();
  }

  /** The largest threshold, or more when a tenth of the faces lies beyond. */
  static double limit(Report report) {
    double limit = report.runs().get(0).largestThreshold() / 100;
    double reach =
        report.runs().stream()
            .mapToDouble(r -> r.metrics(report.norm(), Scores.ALL).p90() / 100)
            .min()
            .orElse(limit);
    double wanted = Math.max(limit, Math.min(1, 1.15 * reach));
    double step = Chart.step(wanted, 10);
    return Math.ceil(wanted / step - 1e-9) * step;
  }

  /** The exact steps. */
  private static List<double[]> steps(FaceErrors errors, double limit) {
    double[] sorted = errors.sorted();
    List<double[]> points = new ArrayList<>();
    points.add(new double[] {0, 0});
    double before = 0;
    for (int i = 0; i < sorted.length && sorted[i] <= limit; i++) {
      double after = 100.0 * (i + 1) / sorted.length;
      points.add(new double[] {100 * sorted[i], before});
      points.add(new double[] {100 * sorted[i], after});
      before = after;
    }
    points.add(new double[] {100 * limit, before});
    return points;
  }

  private static List<double[]> samples(FaceErrors errors, double limit) {
    double[] curve = CumulativeErrorDistribution.curve(errors, limit, SAMPLES);
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i < curve.length; i++) {
      points.add(new double[] {100 * limit * i / SAMPLES, 100 * curve[i]});
    }
    return points;
  }
}
