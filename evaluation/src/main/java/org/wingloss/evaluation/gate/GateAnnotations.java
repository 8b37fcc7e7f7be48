package org.wingloss.evaluation.gate;

import java.util.List;

/** What came of the gates as GitHub Actions marks it. */
final class GateAnnotations {
  private GateAnnotations() {}

  static List<String> of(GateResults gates) {
    return gates.met()
        ? List.of("::notice title=wingloss gate::" + gates.sentence())
        : gates.results().stream()
            .filter(r -> !r.met())
            .map(r -> "::error title=wingloss gate::" + escaped(r.sentence()))
            .toList();
  }

  private static String escaped(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }
}
