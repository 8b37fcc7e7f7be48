package org.wingloss.evaluation.report;

import static org.wingloss.evaluation.report.ReportMapper.number;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.wingloss.evaluation.report.content.Report;
import org.wingloss.evaluation.report.content.RunComparison;
import org.wingloss.evaluation.statistic.PairedComparison;

/**
 * A report as JSON. With one run it is the document of {@link SummaryJson} with further keys, so
 * that whatever reads the one reads the other; with several the runs are a list.
 */
public final class ReportJson {
  private ReportJson() {}

  /** The document, indented. */
  public static String text(Report report) {
    ObjectNode root;
    if (report.runs().size() == 1) {
      root = SummaryJson.document(report.runs().get(0));
    } else {
      root = ReportMapper.object();
      ArrayNode runs = root.putArray("runs");
      report.runs().forEach(run -> runs.add(SummaryJson.document(run)));
    }
    root.put("title", report.title());
    if (!report.comparisons().isEmpty()) {
      ArrayNode comparisons = root.putArray("comparisons");
      report.comparisons().forEach(c -> comparisons.add(comparison(c)));
    }
    if (!report.examples().isEmpty()) {
      root.putPOJO("examples", report.examples());
    }
    report.boxes().ifPresent(boxes -> root.putPOJO("box_sensitivity", boxes));
    report.cards().forEach(card -> root.withObject("/cards").putPOJO(card.title(), card.facts()));
    return ReportMapper.text(root);
  }

  /** One comparison of two runs. */
  public static ObjectNode comparison(RunComparison c) {
    ObjectNode node = ReportMapper.object();
    PairedComparison r = c.result();
    node.put("a", c.a()).put("b", c.b()).put("norm", c.norm()).put("subset", c.subset());
    node.put("a_nme", number(100 * r.meanA())).put("b_nme", number(100 * r.meanB()));
    ReportMapper.putDifference(node, r);
    if (!c.bySeed().isEmpty()) {
      node.putPOJO("difference_by_seed", c.bySeed().stream().map(d -> 100 * d).toList());
    }
    node.put("left_out", c.leftOut());
    ObjectNode test = node.putObject("wilcoxon");
    test.put("statistic", r.wilcoxon().statistic()).put("pairs", r.wilcoxon().pairs());
    test.put("p", r.wilcoxon().probability()).put("p_holm", c.adjusted());
    node.put("resolvable", number(100 * r.resolvable())).put("verdict", c.verdict());
    return node;
  }
}
