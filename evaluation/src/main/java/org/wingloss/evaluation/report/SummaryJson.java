package org.wingloss.evaluation.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.wingloss.evaluation.check.CheckResult;
import org.wingloss.evaluation.metric.Normaliser;
import org.wingloss.evaluation.report.content.PoseBins;
import org.wingloss.evaluation.report.content.SubsetMetrics;
import org.wingloss.evaluation.report.content.Summary;
import org.wingloss.evaluation.report.content.Thresholds;
import org.wingloss.evaluation.score.LandmarkErrors;
import org.wingloss.evaluation.score.Scores;
import org.wingloss.evaluation.statistic.Interval;

/**
 * A summary as the JSON document of {@code score --json} and {@code evaluate --json}: numbers in
 * percent of the norm (AUC and shares in percent), with eight significant digits.
 */
public final class SummaryJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final MathContext DIGITS = new MathContext(8);

  private SummaryJson() {}

  /** The document, indented. */
  public static String text(Summary summary) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(document(summary));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ObjectNode document(Summary summary) {
    Scores scores = summary.scores();
    ObjectNode root = MAPPER.createObjectNode();
    root.put("name", summary.name());
    root.put("scheme", scores.scheme().name());
    root.put("faces", scores.faces());
    root.put("missing", scores.missing().size());
    root.put("incomplete", scores.incomplete().size());
    ObjectNode formulas = root.putObject("norms");
    for (Normaliser norm : scores.norms()) {
      formulas.put(norm.name(), norm.formula());
    }
    ObjectNode interval = root.putObject("interval");
    interval.put("method", "percentile bootstrap over faces");
    interval.put("level", summary.bootstrap().level());
    interval.put("resamples", summary.bootstrap().resamples());
    interval.put("seed", summary.bootstrap().seed());
    ArrayNode metrics = root.putArray("metrics");
    summary.metrics().forEach(m -> metrics.add(metrics(m)));
    ArrayNode landmarks = root.putArray("per_landmark");
    ArrayNode groups = root.putArray("per_group");
    ArrayNode visibility = root.putArray("per_visibility");
    ArrayNode poses = root.putArray("per_pose");
    for (Normaliser norm : scores.norms()) {
      parts(norm.name(), scores.landmarkErrors(norm.name()), landmarks, groups, visibility);
      PoseBins.of(scores, norm.name()).forEach(bin -> poses.add(pose(norm.name(), bin)));
    }
    ArrayNode checks = root.putArray("checks");
    summary.checks().forEach(c -> checks.add(check(c)));
    return root;
  }

  static ObjectNode check(CheckResult check) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("check", check.name());
    node.put("status", check.status().name().toLowerCase(Locale.ROOT));
    node.put("message", check.message());
    return node;
  }

  private static ObjectNode metrics(SubsetMetrics m) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("subset", m.subset());
    node.put("norm", m.norm());
    node.put("faces", m.faces());
    node.put("nme", number(m.nme()));
    node.set("nme_interval", interval(m.nmeInterval()));
    node.set("fr", values(m.failureRate()));
    node.set("fr_interval", intervals(m.failureRateInterval()));
    node.set("auc", values(m.areaUnderCurve()));
    node.set("auc_interval", intervals(m.areaUnderCurveInterval()));
    ObjectNode variants = node.putObject("auc_variants");
    m.areaVariants().forEach((variant, byThreshold) -> variants.set(variant, values(byThreshold)));
    node.put("median", number(m.median()));
    node.put("p90", number(m.p90()));
    node.put("p95", number(m.p95()));
    node.put("p99", number(m.p99()));
    return node;
  }

  private static void parts(
      String norm,
      LandmarkErrors errors,
      ArrayNode landmarks,
      ArrayNode groups,
      ArrayNode visibility) {
    List<LandmarkErrors.Mean> byLandmark = errors.byLandmark();
    for (int i = 0; i < byLandmark.size(); i++) {
      ObjectNode node = landmarks.addObject();
      node.put("landmark", i);
      mean(node, norm, byLandmark.get(i));
    }
    errors
        .byGroup()
        .forEach(
            (name, mean) -> {
              ObjectNode node = groups.addObject();
              node.put("group", name);
              mean(node, norm, mean);
            });
    errors
        .visible()
        .ifPresent(
            v ->
                visibility
                    .addObject()
                    .put("landmarks", "visible")
                    .put("norm", norm)
                    .put("error", number(100 * v)));
    errors
        .hidden()
        .ifPresent(
            v ->
                visibility
                    .addObject()
                    .put("landmarks", "hidden")
                    .put("norm", norm)
                    .put("error", number(100 * v)));
  }

  private static void mean(ObjectNode node, String norm, LandmarkErrors.Mean mean) {
    node.put("norm", norm);
    node.put("count", mean.count());
    if (mean.count() == 0) {
      node.putNull("error");
      return;
    }
    node.put("error", number(100 * mean.value()));
    node.put("standard_error", number(100 * mean.standardError()));
  }

  private static ObjectNode pose(String norm, PoseBins.Bin bin) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("pose", bin.unit());
    node.put("norm", norm);
    node.put("from", number(bin.from()));
    node.put("to", number(bin.to()));
    node.put("faces", bin.faces());
    node.put("nme", number(100 * bin.nme()));
    return node;
  }

  private static ObjectNode values(Map<Double, Double> byThreshold) {
    ObjectNode node = MAPPER.createObjectNode();
    byThreshold.forEach((t, value) -> node.put(Thresholds.key(t), number(value)));
    return node;
  }

  private static ObjectNode intervals(Map<Double, Interval> byThreshold) {
    ObjectNode node = MAPPER.createObjectNode();
    byThreshold.forEach((t, value) -> node.set(Thresholds.key(t), interval(value)));
    return node;
  }

  /** An interval as a list of two numbers. */
  public static ArrayNode interval(Interval interval) {
    return MAPPER.createArrayNode().add(number(interval.low())).add(number(interval.high()));
  }

  /** A finite number with eight significant digits. */
  public static BigDecimal number(double value) {
    return BigDecimal.valueOf(value).round(DIGITS).stripTrailingZeros();
  }
}
