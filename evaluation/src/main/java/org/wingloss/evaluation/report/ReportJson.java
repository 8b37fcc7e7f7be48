package org.wingloss.evaluation.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import org.wingloss.evaluation.report.content.BoxSensitivity;
import org.wingloss.evaluation.report.content.Card;
import org.wingloss.evaluation.report.content.Example;
import org.wingloss.evaluation.report.content.Report;
import org.wingloss.evaluation.report.content.RunComparison;
import org.wingloss.evaluation.statistic.PairedComparison;

/**
 * A report as JSON. With one run it is the document of {@link SummaryJson} with further keys, so
 * that whatever reads the one reads the other; with several the runs are a list.
 */
public final class ReportJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private ReportJson() {}

  /** The document, indented. */
  public static String text(Report report) {
    ObjectNode root;
    if (report.runs().size() == 1) {
      root = SummaryJson.document(report.runs().get(0));
    } else {
      root = MAPPER.createObjectNode();
      ArrayNode runs = root.putArray("runs");
      report.runs().forEach(run -> runs.add(SummaryJson.document(run)));
    }
    root.put("title", report.title());
    if (!report.comparisons().isEmpty()) {
      ArrayNode comparisons = root.putArray("comparisons");
      report.comparisons().forEach(c -> comparisons.add(comparison(c)));
    }
    if (!report.examples().isEmpty()) {
      ArrayNode examples = root.putArray("examples");
      for (Example example : report.examples()) {
        examples
            .addObject()
            .put("kind", example.kind())
            .put("id", example.id())
            .put("nme", SummaryJson.number(example.error()));
      }
    }
    report.boxes().ifPresent(boxes -> root.set("box_sensitivity", boxes(boxes)));
    for (Card card : report.cards()) {
      ObjectNode node = root.withObject("/cards").putObject(card.title());
      card.facts().forEach(node::put);
    }
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectNode comparison(RunComparison c) {
    PairedComparison r = c.result();
    ObjectNode node = MAPPER.createObjectNode();
    node.put("a", c.a()).put("b", c.b()).put("norm", c.norm()).put("faces", r.faces());
    node.put("difference", SummaryJson.number(100 * r.difference()));
    node.putArray("difference_interval")
        .add(SummaryJson.number(100 * r.interval().low()))
        .add(SummaryJson.number(100 * r.interval().high()));
    node.put("a_better", SummaryJson.number(100 * r.better()));
    ObjectNode test = node.putObject("wilcoxon");
    test.put("statistic", r.wilcoxon().statistic()).put("pairs", r.wilcoxon().pairs());
    test.put("p", r.wilcoxon().probability()).put("p_holm", c.adjusted());
    node.put("resolvable", SummaryJson.number(100 * r.resolvable()));
    return node.put("verdict", c.verdict());
  }

  private static ObjectNode boxes(BoxSensitivity boxes) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("norm", boxes.norm()).put("faces", boxes.faces());
    ArrayNode curves = node.putArray("curves");
    for (BoxSensitivity.Curve curve : boxes.curves()) {
      ObjectNode one = curves.addObject().put("change", curve.change());
      ArrayNode points = one.putArray("points");
      for (BoxSensitivity.Point point : curve.points()) {
        points
            .addObject()
            .put("percent", SummaryJson.number(point.amount()))
            .put("nme", SummaryJson.number(point.nme()));
      }
    }
    return node;
  }
}
