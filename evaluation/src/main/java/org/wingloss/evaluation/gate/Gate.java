package org.wingloss.evaluation.gate;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * One bound. Exactly one of bound and baseline is there.
 *
 * @param metric {@code nme}, {@code median}, {@code p90}, {@code p95}, {@code p99}, {@code fr@8} or
 *     {@code auc@8} with any threshold
 * @param norm the normaliser's name
 * @param subset {@code all} or a subset's name
 * @param bound in percent: AUC must reach it, all others must not exceed it
 * @param baseline a metrics file; the metric must lie within that file's interval or on its better
 *     side
 */
record Gate(
    String metric, String norm, String subset, OptionalDouble bound, Optional<Path> baseline) {
  private static final Pattern METRIC =
      Pattern.compile("nme|median|p90|p95|p99|(?:fr|auc)@\\d+(?:\\.\\d+)?");

  Gate {
    if (!METRIC.matcher(metric).matches()) {
      throw new IllegalArgumentException(
          "metric must be nme, median, p90, p95, p99, fr@T or auc@T but was '" + metric + "'");
    }
    if (bound.isPresent() == baseline.isPresent()) {
      throw new IllegalArgumentException("a gate needs either 'bound' or 'baseline'");
    }
    if (bound.isPresent() && !(bound.getAsDouble() >= 0 && bound.getAsDouble() <= 1000)) {
      throw new IllegalArgumentException(
          "bound must be a percentage from 0 but was " + bound.getAsDouble());
    }
    boolean interval = metric.equals("nme") || metric.contains("@");
    if (baseline.isPresent() && !interval) {
      throw new IllegalArgumentException(
          "'baseline' needs a metric with an interval (nme, fr@T, auc@T) but was '" + metric + "'");
    }
  }

  boolean largerIsBetter() {
    return metric.startsWith("auc");
  }
}
