package org.wingloss.evaluation.gate;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.io.AtomicFile;

/**
 * What came of the gates.
 *
 * @param results in the order of the file
 */
public record GateResults(List<GateResult> results) {
  /** Copies the list. */
  public GateResults {
    results = List.copyOf(results);
  }

  /** Whether every gate was met. */
  public boolean met() {
    return failed() == 0;
  }

  long failed() {
    return results.stream().filter(r -> !r.met()).count();
  }

  String sentence() {
    long failed = failed();
    return failed == 0
        ? "all %s gates met".formatted(results.size())
        : "%s of %s gates not met".formatted(failed, results.size());
  }

  /** A table for a terminal; no line end at the end. */
  public String table() {
    return GateTable.of(this);
  }

  /** As {@code gate --json} prints it. */
  public Map<String, Object> document() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("met", met());
    document.put("failed", failed());
    document.put("gates", results);
    return document;
  }

  /** A section of Markdown, as for the summary of a step in GitHub Actions. */
  public String markdown() {
    return GateMarkdown.of(this);
  }

  /** One line for each gate that was not met, as GitHub Actions marks it; else one that says so. */
  public List<String> annotations() {
    return GateAnnotations.of(this);
  }

  /**
   * A badge (SVG) for a README: the first metric's value, on green where all gates were met, else
   * red.
   */
  public String badge() {
    return GateBadge.of(this);
  }

  /**
   * Writes JUnit's XML, one test case per gate, for continuous-integration servers.
   *
   * @throws InvalidDataException if the file cannot be written
   */
  public void writeJunit(Path file) {
    AtomicFile.write(file, GateJunit.of(this));
  }
}
