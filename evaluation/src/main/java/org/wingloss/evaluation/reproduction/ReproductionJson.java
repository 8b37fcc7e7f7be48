package org.wingloss.evaluation.reproduction;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import org.wingloss.evaluation.metric.CumulativeErrorDistribution;
import org.wingloss.evaluation.metric.FaceErrors;
import org.wingloss.evaluation.metric.NormalisedMeanError;
import org.wingloss.evaluation.report.SummaryJson;
import org.wingloss.evaluation.report.content.RunComparison;
import org.wingloss.evaluation.statistic.Interval;
import org.wingloss.evaluation.statistic.PairedComparison;

/**
 * A reproduction as a JSON document: numbers in percent of the norm, with eight significant digits.
 * The CED of a seed is given as its inverse, the error below which every whole percentage of the
 * faces lies: complete at any scale.
 */
public final class ReproductionJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int CURVE = 100;

  private ReproductionJson() {}

  /** The document, indented. */
  public static String text(Reproduction result) {
    ReproductionSetup setup = result.setup();
    ObjectNode root = MAPPER.createObjectNode();
    root.put("table", setup.table()).put("title", setup.title());
    ObjectNode facts = root.putObject("setup");
    setup.facts().forEach(facts::put);
    ArrayNode deviations = root.putArray("deviations");
    setup.deviations().forEach(deviations::add);
    root.put("norm", setup.norm()).put("tolerance", 100 * Verdict.TOLERANCE);
    ObjectNode interval = root.putObject("interval");
    interval.put("method", "percentile bootstrap over faces, errors averaged over seeds");
    interval.put("level", setup.bootstrap().level());
    interval.put("resamples", setup.bootstrap().resamples());
    interval.put("seed", setup.bootstrap().seed());
    ArrayNode cells = root.putArray("cells");
    result.cells().forEach(cell -> cells.add(cell(result, cell)));
    ArrayNode neighbours = root.putArray("neighbours");
    result.neighbours().forEach(pair -> neighbours.add(neighbour(pair)));
    ArrayNode claims = root.putArray("claims");
    result.claims().forEach(claim -> claims.add(claim(claim)));
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectNode cell(Reproduction result, CellScores cell) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("row", cell.row()).put("column", cell.column()).put("method", cell.method());
    ArrayNode numbers = node.putArray("numbers");
    result.entries().stream()
        .filter(entry -> entry.cell().equals(cell))
        .forEach(entry -> numbers.add(entry(result.setup(), entry)));
    ArrayNode runs = node.putArray("runs");
    for (SeedScores seed : cell.seeds()) {
      ObjectNode run = runs.addObject().put("seed", seed.seed());
      ObjectNode origin = run.putObject("origin");
      seed.origin().forEach(origin::put);
      FaceErrors errors = seed.scores().errors(result.setup().norm());
      run.put("faces", errors.count())
          .put("nme", SummaryJson.number(100 * NormalisedMeanError.of(errors)));
      ArrayNode curve = run.putArray("error_below_which_percent_of_faces");
      for (int share = 0; share <= CURVE; share++) {
        double error = CumulativeErrorDistribution.quantile(errors, (double) share / CURVE);
        curve.add(SummaryJson.number(100 * error));
      }
    }
    return node;
  }

  private static ObjectNode entry(ReproductionSetup setup, ReproductionEntry entry) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("subset", entry.subset()).put("norm", entry.norm()).put("faces", entry.faces());
    node.put("nme", SummaryJson.number(entry.nme()));
    node.set("nme_interval", SummaryJson.interval(entry.interval()));
    ArrayNode seeds = node.putArray("nme_by_seed");
    entry.bySeed().forEach(nme -> seeds.add(SummaryJson.number(nme)));
    node.put("seed_deviation", SummaryJson.number(entry.spread()));
    entry.paper().ifPresent(paper -> node.put("paper", SummaryJson.number(paper.nme())));
    entry.difference(setup).ifPresent(d -> node.put("difference", SummaryJson.number(d)));
    if (entry.paper().isPresent()) {
      node.put("verdict", entry.verdict().label());
      if (!entry.reason().isEmpty()) {
        node.put("reason", entry.reason());
      }
    }
    return node;
  }

  private static ObjectNode neighbour(RunComparison pair) {
    ObjectNode node = paired(pair.a(), pair.b(), pair.result());
    node.put("p_holm", pair.adjusted());
    return node.put("verdict", pair.verdict());
  }

  private static ObjectNode claim(Claim claim) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("claim", claim.sentence()).put("outcome", claim.outcome().label());
    node.put("numbers", claim.numbers());
    ArrayNode contrasts = node.putArray("contrasts");
    for (CellComparison contrast : claim.contrasts()) {
      ObjectNode one = paired(contrast.a(), contrast.b(), contrast.result());
      ArrayNode seeds = one.putArray("difference_by_seed");
      contrast.bySeed().forEach(d -> seeds.add(SummaryJson.number(100 * d)));
      contrasts.add(one);
    }
    return node;
  }

  private static ObjectNode paired(String a, String b, PairedComparison result) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("a", a).put("b", b).put("faces", result.faces());
    node.put("difference", SummaryJson.number(100 * result.difference()));
    Interval share = result.interval();
    node.set(
        "difference_interval",
        SummaryJson.interval(new Interval(100 * share.low(), 100 * share.high())));
    node.put("a_better", SummaryJson.number(100 * result.better()));
    node.put("resolvable", SummaryJson.number(100 * result.resolvable()));
    return node.put("p", result.wilcoxon().probability());
  }
}
