package org.wingloss.evaluation.gate;

import java.util.function.Function;
import org.wingloss.data.NumberText;

/** What came of the gates as a table for a terminal. */
final class GateTable {
  private GateTable() {}

  static String of(GateResults gates) {
    StringBuilder out = new StringBuilder();
    String row =
        "%%-4s  %%-%ss  %%-%ss  %%-%ss  %%10s  %%-13s  %%s%%n"
            .formatted(
                widest(gates, 7, GateResult::metric),
                widest(gates, 4, GateResult::norm),
                widest(gates, 6, GateResult::subset));
    out.append(NumberText.format(row, "", "metric", "norm", "subset", "value", "wanted", "from"));
    for (GateResult r : gates.results()) {
      String verdict = r.met() ? "ok" : "FAIL";
      out.append(
          NumberText.format(
              row,
              verdict,
              r.metric(),
              r.norm(),
              r.subset(),
              r.valueText(),
              r.wanted(),
              r.source()));
    }
    return out.append(gates.sentence()).toString();
  }

  private static int widest(GateResults gates, int least, Function<GateResult, String> cell) {
    return Math.max(
        least, gates.results().stream().mapToInt(r -> cell.apply(r).length()).max().orElse(least));
  }
}
