package org.wingloss.cli.experiment;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.wingloss.data.format.StrictJson;
import org.wingloss.evaluation.report.ReportJson;
import org.wingloss.evaluation.report.SummaryJson;

/** What {@link DemoTable} shows, as a document. */
public final class DemoJson {
  private DemoJson() {}

  /** The rows, the differences between them, and what the built-in model does; NME in percent. */
  public static ObjectNode of(Demo.Result result, long seed) {
    ObjectNode document = StrictJson.mapper().createObjectNode();
    document.put("seed", seed);
    ArrayNode runs = document.putArray("runs");
    result.rows().forEach(row -> runs.add(SummaryJson.document(row)));
    ArrayNode comparisons = document.putArray("comparisons");
    result.pairs().forEach(pair -> comparisons.add(ReportJson.comparison(pair)));
    BuiltInFaces builtIn = result.builtIn();
    ObjectNode found = document.putObject("built_in");
    found.put("faces", builtIn.faces()).put("found", builtIn.found());
    builtIn.nme().ifPresent(nme -> found.put("nme", 100 * nme));
    return document;
  }
}
