package org.wingloss.evaluation.gate;

import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.io.AtomicFile;

/**
 * What came of the gates.
 *
 * @param results in the order of the file
 */
public record GateResults(List<Result> results) {
  /**
   * What came of one gate; numbers in percent.
   *
   * @param metric the metric's name
   * @param norm the normaliser's name
   * @param subset the subset's name
   * @param value measured
   * @param atLeast whether the value must reach the bound (else it must not exceed it)
   * @param bound to be kept
   * @param source {@code bound}, or the baseline with its interval
   * @param met whether it was kept
   */
  public record Result(
      String metric,
      String norm,
      String subset,
      double value,
      boolean atLeast,
      double bound,
      String source,
      boolean met) {
    private String sentence() {
      return String.format(
          Locale.ROOT,
          "%s %s %s is %.4f but must be %s %.4f (%s)",
          metric,
          norm,
          subset,
          value,
          atLeast ? "at least" : "at most",
          bound,
          source);
    }
  }

  /** Copies the list. */
  public GateResults {
    results = List.copyOf(results);
  }

  /** Whether every gate was met. */
  public boolean met() {
    return results.stream().allMatch(Result::met);
  }

  /** A table for a terminal; no line end at the end. */
  public String table() {
    StringBuilder out = new StringBuilder();
    int norm = Math.max(4, results.stream().mapToInt(r -> r.norm().length()).max().orElse(4));
    int subset = Math.max(6, results.stream().mapToInt(r -> r.subset().length()).max().orElse(6));
    String row = "%-4s  %-8s %-" + norm + "s  %-" + subset + "s  %10s  %-13s  %s%n";
    out.append(
        String.format(Locale.ROOT, row, "", "metric", "norm", "subset", "value", "wanted", "from"));
    for (Result r : results) {
      out.append(
          String.format(
              Locale.ROOT,
              row,
              r.met() ? "ok" : "FAIL",
              r.metric(),
              r.norm(),
              r.subset(),
              String.format(Locale.ROOT, "%.4f", r.value()),
              String.format(Locale.ROOT, "%s %.4f", r.atLeast() ? ">=" : "<=", r.bound()),
              r.source()));
    }
    long failed = results.stream().filter(r -> !r.met()).count();
    out.append(
        failed == 0
            ? "all %d gates met".formatted(results.size())
            : "%d of %d gates not met".formatted(failed, results.size()));
    return out.toString();
  }

  /**
   * Writes JUnit's XML, one test case per gate, for continuous-integration servers.
   *
   * @throws InvalidDataException if the file cannot be written
   */
  public void writeJunit(Path file) {
    AtomicFile.write(file, junit());
  }

  String junit() {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement("testsuite");
      xml.writeAttribute("name", "wingloss gate");
      xml.writeAttribute("tests", Integer.toString(results.size()));
      xml.writeAttribute("failures", Long.toString(results.stream().filter(r -> !r.met()).count()));
      for (Result r : results) {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", "gate." + r.norm() + "." + r.subset());
        xml.writeAttribute("name", r.metric());
        if (!r.met()) {
          xml.writeStartElement("failure");
          xml.writeAttribute("message", r.sentence());
          xml.writeEndElement();
        }
        xml.writeEndElement();
      }
      xml.writeEndElement();
      xml.writeEndDocument();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
    return text.toString();
  }
}
