package org.wingloss.evaluation.report;

import static org.wingloss.evaluation.report.ReportMapper.number;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.wingloss.evaluation.metric.Normaliser;
import org.wingloss.evaluation.report.content.PoseBins;
import org.wingloss.evaluation.report.content.Summary;
import org.wingloss.evaluation.score.LandmarkErrors;
import org.wingloss.evaluation.score.Scores;
import org.wingloss.evaluation.statistic.Bootstrap;

/**
 * A summary as the JSON document of {@code score --json} and {@code evaluate --json}: numbers in
 * percent of the norm (AUC and shares in percent), with eight significant digits.
 */
public final class SummaryJson {
  private SummaryJson() {}

  /** The document, indented. */
  public static String text(Summary summary) {
    return ReportMapper.text(document(summary));
  }

  /** The document that {@link #text} writes, as a part of a larger one. */
  public static ObjectNode document(Summary summary) {
    Scores scores = summary.scores();
    ObjectNode root = ReportMapper.object();
    root.put("name", summary.name());
    root.put("scheme", scores.scheme().name());
    root.put("faces", scores.faces());
    root.put("faces_sha256", scores.fingerprint());
    root.put("missing", scores.missing().size());
    root.put("incomplete", scores.incomplete().size());
    ObjectNode formulas = root.putObject("norms");
    scores.norms().forEach(norm -> formulas.put(norm.name(), norm.formula()));
    String method = Bootstrap.method(scores.faces()) + " over faces";
    ReportMapper.putInterval(root, method, summary.bootstrap());
    root.putPOJO("metrics", summary.metrics());
    ArrayNode landmarks = root.putArray("per_landmark");
    ArrayNode groups = root.putArray("per_group");
    ArrayNode visibility = root.putArray("per_visibility");
    ArrayNode poses = root.putArray("per_pose");
    for (Normaliser norm : scores.norms()) {
      LandmarkErrors errors = scores.landmarkErrors(norm.name());
      for (int i = 0; i < errors.byLandmark().size(); i++) {
        mean(landmarks.addObject().put("landmark", i), norm, errors.byLandmark().get(i));
      }
      errors
          .byGroup()
          .forEach((name, mean) -> mean(groups.addObject().put("group", name), norm, mean));
      errors
          .byVisibility()
          .forEach(
              (name, error) ->
                  visibility
                      .addObject()
                      .put("landmarks", name)
                      .put("norm", norm.name())
                      .put("error", number(100 * error)));
      PoseBins.of(scores, norm.name()).forEach(bin -> pose(poses.addObject(), norm, bin));
    }
    root.putPOJO("checks", summary.checks());
    return root;
  }

  private static void mean(ObjectNode node, Normaliser norm, LandmarkErrors.Mean mean) {
    node.put("norm", norm.name()).put("count", mean.count());
    if (mean.count() == 0) {
      node.putNull("error");
      return;
    }
    node.put("error", number(100 * mean.value()));
    node.put("standard_error", number(100 * mean.standardError()));
  }

  private static void pose(ObjectNode node, Normaliser norm, PoseBins.Bin bin) {
    node.put("pose", bin.unit()).put("norm", norm.name());
    node.put("from", number(bin.from())).put("to", number(bin.to()));
    node.put("faces", bin.faces()).put("nme", number(100 * bin.nme()));
  }
}
