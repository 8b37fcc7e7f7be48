package org.wingloss.evaluation.report.content;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wingloss.evaluation.metric.AreaUnderCurve;
import org.wingloss.evaluation.metric.AreaUnderCurveVariant;
import org.wingloss.evaluation.metric.CumulativeErrorDistribution;
import org.wingloss.evaluation.metric.FaceErrors;
import org.wingloss.evaluation.metric.FailureRate;
import org.wingloss.evaluation.metric.NormalisedMeanError;
import org.wingloss.evaluation.statistic.Bootstrap;
import org.wingloss.evaluation.statistic.Interval;

/**
 * The metrics of one subset under one norm, all in percent.
 *
 * @param subset {@code all} or a subset's name
 * @param norm the normaliser's name
 * @param faces how many faces were averaged
 * @param nme mean over the faces
 * @param nmeInterval its percentile-bootstrap interval
 * @param failureRate by threshold: share of faces above it
 * @param failureRateInterval by threshold
 * @param areaUnderCurve by threshold, exact
 * @param areaUnderCurveInterval by threshold
 * @param areaVariants by variant and threshold: what other tools would call the AUC
 * @param median the error below which half of the faces lie
 * @param p90 the error below which 90 % of the faces lie
 * @param p95 95 %
 * @param p99 99 %
 */
public record SubsetMetrics(
    String subset,
    String norm,
    int faces,
    double nme,
    Interval nmeInterval,
    Map<Double, Double> failureRate,
    Map<Double, Interval> failureRateInterval,
    Map<Double, Double> areaUnderCurve,
    Map<Double, Interval> areaUnderCurveInterval,
    Map<String, Map<Double, Double>> areaVariants,
    double median,
    double p90,
    double p95,
    double p99) {

  /** Computes the metrics of some faces. */
  static SubsetMetrics of(
      String subset, String norm, FaceErrors errors, List<Double> thresholds, Bootstrap bootstrap) {
    List<double[]> columns = new ArrayList<>();
    columns.add(errors.values());
    for (double threshold : thresholds) {
      columns.add(FailureRate.perFace(errors, threshold / 100));
      columns.add(AreaUnderCurve.perFace(errors, threshold / 100));
    }
    List<Interval> intervals = bootstrap.means(columns);
    Map<Double, Double> failureRate = new LinkedHashMap<>();
    Map<Double, Interval> failureRateInterval = new LinkedHashMap<>();
    Map<Double, Double> area = new LinkedHashMap<>();
    Map<Double, Interval> areaInterval = new LinkedHashMap<>();
    for (int i = 0; i < thresholds.size(); i++) {
      double threshold = thresholds.get(i);
      failureRate.put(threshold, 100 * FailureRate.of(errors, threshold / 100));
      failureRateInterval.put(threshold, percent(intervals.get(2 * i + 1)));
      area.put(threshold, 100 * AreaUnderCurve.of(errors, threshold / 100));
      areaInterval.put(threshold, percent(intervals.get(2 * i + 2)));
    }
    Map<String, Map<Double, Double>> variants = new LinkedHashMap<>();
    for (AreaUnderCurveVariant variant : AreaUnderCurveVariant.values()) {
      Map<Double, Double> byThreshold = new LinkedHashMap<>();
      thresholds.forEach(t -> byThreshold.put(t, 100 * variant.of(errors, t / 100)));
      variants.put(variant.label(), byThreshold);
    }
    return new SubsetMetrics(
        subset,
        norm,
        errors.count(),
        100 * NormalisedMeanError.of(errors),
        percent(intervals.get(0)),
        failureRate,
        failureRateInterval,
        area,
        areaInterval,
        variants,
        100 * CumulativeErrorDistribution.quantile(errors, 0.5),
        100 * CumulativeErrorDistribution.quantile(errors, 0.9),
        100 * CumulativeErrorDistribution.quantile(errors, 0.95),
        100 * CumulativeErrorDistribution.quantile(errors, 0.99));
  }

  private static Interval percent(Interval share) {
    return new Interval(100 * share.low(), 100 * share.high());
  }
}
