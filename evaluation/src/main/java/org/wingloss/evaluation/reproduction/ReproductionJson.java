package org.wingloss.evaluation.reproduction;

import static org.wingloss.evaluation.report.ReportMapper.number;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.IntStream;
import org.wingloss.evaluation.metric.CumulativeErrorDistribution;
import org.wingloss.evaluation.metric.FaceErrors;
import org.wingloss.evaluation.metric.NormalisedMeanError;
import org.wingloss.evaluation.report.ReportMapper;
import org.wingloss.evaluation.report.content.RunComparison;
import org.wingloss.evaluation.statistic.Bootstrap;
import org.wingloss.evaluation.statistic.PairedComparison;

/**
 * A reproduction as a JSON document: numbers in percent of the norm, with eight significant digits.
 * The CED of a seed is given as its inverse, the error below which every whole percentage of the
 * faces lies: complete at any scale.
 */
public final class ReproductionJson {
  private static final int CURVE = 100;

  private ReproductionJson() {}

  /** The document, indented. */
  public static String text(Reproduction result) {
    ReproductionSetup setup = result.setup();
    ObjectNode root = ReportMapper.object();
    root.put("table", setup.table()).put("title", setup.title());
    root.putPOJO("setup", setup.facts()).putPOJO("deviations", setup.deviations());
    root.put("norm", setup.norm()).put("tolerance", 100 * Verdict.TOLERANCE);
    int faces = result.cells().get(0).seeds().get(0).scores().faces();
    String method = Bootstrap.method(faces) + " over faces, errors averaged over seeds";
    ReportMapper.putInterval(root, method, setup.bootstrap());
    ArrayNode cells = root.putArray("cells");
    result.cells().forEach(cell -> cell(cells.addObject(), result, cell));
    ArrayNode neighbours = root.putArray("neighbours");
    result.neighbours().forEach(pair -> neighbour(neighbours.addObject(), pair));
    ArrayNode claims = root.putArray("claims");
    result.claims().forEach(claim -> claim(claims.addObject(), claim));
    return ReportMapper.text(root);
  }

  private static void cell(ObjectNode node, Reproduction result, CellScores cell) {
    node.put("row", cell.row()).put("column", cell.column()).put("method", cell.method());
    ArrayNode numbers = node.putArray("numbers");
    result.entries().stream()
        .filter(entry -> entry.cell().equals(cell))
        .forEach(entry -> entry(numbers.addObject(), result.setup(), entry));
    ArrayNode runs = node.putArray("runs");
    for (SeedScores seed : cell.seeds()) {
      FaceErrors errors = seed.scores().errors(result.setup().norm());
      ObjectNode run = runs.addObject().put("seed", seed.seed()).putPOJO("origin", seed.origin());
      run.put("faces", errors.count());
      run.put("nme", number(100 * NormalisedMeanError.of(errors)));
      run.putPOJO(
          "error_below_which_percent_of_faces",
          IntStream.rangeClosed(0, CURVE)
              .mapToObj(share -> (double) share / CURVE)
              .map(share -> 100 * CumulativeErrorDistribution.quantile(errors, share))
              .toList());
    }
  }

  private static void entry(ObjectNode node, ReproductionSetup setup, ReproductionEntry entry) {
    node.put("subset", entry.subset()).put("norm", entry.norm()).put("faces", entry.faces());
    node.put("nme", number(entry.nme())).putPOJO("nme_interval", entry.interval());
    node.putPOJO("nme_by_seed", entry.bySeed()).put("seed_deviation", number(entry.spread()));
    entry.paper().ifPresent(paper -> node.put("paper", number(paper.nme())));
    entry.difference(setup).ifPresent(d -> node.put("difference", number(d)));
    if (entry.paper().isPresent()) {
      node.put("verdict", entry.verdict().label());
      if (!entry.reason().isEmpty()) {
        node.put("reason", entry.reason());
      }
    }
  }

  private static void neighbour(ObjectNode node, RunComparison pair) {
    paired(node, pair.a(), pair.b(), pair.result(), pair.bySeed());
    node.put("p_holm", pair.adjusted()).put("verdict", pair.verdict());
  }

  private static void claim(ObjectNode node, Claim claim) {
    node.put("claim", claim.sentence()).put("outcome", claim.outcome().label());
    node.put("numbers", claim.numbers());
    ArrayNode contrasts = node.putArray("contrasts");
    for (CellComparison contrast : claim.contrasts()) {
      paired(
          contrasts.addObject(), contrast.a(), contrast.b(), contrast.result(), contrast.bySeed());
    }
  }

  private static void paired(
      ObjectNode node, String a, String b, PairedComparison result, List<Double> bySeed) {
    node.put("a", a).put("b", b);
    ReportMapper.putDifference(node, result);
    node.put("resolvable", number(100 * result.resolvable()));
    node.put("p", result.wilcoxon().probability());
    node.putPOJO("difference_by_seed", bySeed.stream().map(d -> 100 * d).toList());
  }
}
