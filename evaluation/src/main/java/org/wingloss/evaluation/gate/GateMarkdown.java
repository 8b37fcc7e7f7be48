package org.wingloss.evaluation.gate;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.wingloss.data.Markup;

/** What came of the gates as a section of Markdown. */
final class GateMarkdown {
  private GateMarkdown() {}

  static String of(GateResults gates) {
    StringBuilder out = new StringBuilder("## Gates: %s%n%n".formatted(gates.sentence()));
    out.append("| | metric | norm | faces | value | wanted | from |%n".formatted());
    out.append("|---|---|---|---|---:|---:|---|%n".formatted());
    for (GateResult r : gates.results()) {
      Stream<String> cells =
          Stream.of(r.metric(), r.norm(), r.subset(), r.valueText(), r.wanted(), r.source());
      out.append(r.met() ? "| ✓ met | " : "| ✗ **not met** | ")
          .append(cells.map(Markup::markdown).collect(Collectors.joining(" | ")))
          .append(" |%n".formatted());
    }
    return out.append("%n".formatted()).toString();
  }
}
