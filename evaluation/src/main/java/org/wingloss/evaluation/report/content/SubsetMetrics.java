package org.wingloss.evaluation.report.content;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
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
    @JsonProperty("fr") Map<Double, Double> failureRate,
    @JsonProperty("fr_interval") Map<Double, Interval> failureRateInterval,
    @JsonProperty("auc") Map<Double, Double> areaUnderCurve,
    @JsonProperty("auc_interval") Map<Double, Interval> areaUnderCurveInterval,
    @JsonProperty("auc_variants") Map<String, Map<Double, Double>> areaVariants,
    double median,
    double p90,
    double p95,
    double p99) {

  /** Computes the metrics of some faces. */
  static SubsetMetrics of(
      String subset, String norm, FaceErrors errors, List<Double> thresholds, Bootstrap bootstrap) {
    List<double[]> columns = new ArrayList<>();
    columns.add(errors.sorted());
    for (double threshold : thresholds) {
      columns.add(FailureRate.perFace(errors, threshold / 100));
      columns.add(AreaUnderCurve.perFace(errors, threshold / 100));
    }
    List<Interval> intervals = bootstrap.means(columns);
    Map<String, Map<Double, Double>> variants = new LinkedHashMap<>();
    for (AreaUnderCurveVariant variant : AreaUnderCurveVariant.values()) {
      variants.put(
          variant.label(), each(thresholds, i -> 100 * variant.of(errors, at(thresholds, i))));
    }
    return new SubsetMetrics(
        subset,
        norm,
        errors.count(),
        100 * NormalisedMeanError.of(errors),
        intervals.get(0).percent(),
        each(thresholds, i -> 100 * FailureRate.of(errors, at(thresholds, i))),
        each(thresholds, i -> intervals.get(2 * i + 1).percent()),
        each(thresholds, i -> 100 * AreaUnderCurve.of(errors, at(thresholds, i))),
        each(thresholds, i -> intervals.get(2 * i + 2).percent()),
        variants,
        100 * CumulativeErrorDistribution.quantile(errors, 0.5),
        100 * CumulativeErrorDistribution.quantile(errors, 0.9),
        100 * CumulativeErrorDistribution.quantile(errors, 0.95),
        100 * CumulativeErrorDistribution.quantile(errors, 0.99));
  }

  private static double at(List<Double> thresholds, int i) {
    return thresholds.get(i) / 100;
  }

  /** A value for each threshold, found by its place. */
  private static <T> Map<Double, T> each(List<Double> thresholds, IntFunction<T> value) {
    Map<Double, T> values = new LinkedHashMap<>();
    for (int i = 0; i < thresholds.size(); i++) {
      values.put(thresholds.get(i), value.apply(i));
    }
    return values;
  }
}
