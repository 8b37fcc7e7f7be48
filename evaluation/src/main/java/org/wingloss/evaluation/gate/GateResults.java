package org.wingloss.evaluation.gate;

import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.io.AtomicFile;
import org.wingloss.evaluation.report.content.NumberText;

/**
 * What came of the gates.
 *
 * @param results in the order of the file
 */
public record GateResults(List<Result> results) {
  /**
   * What came of one gate; numbers in percent.
   *
   * @param gate what was wanted
   * @param value measured
   * @param bound to be kept
   * @param source {@code bound}, or the baseline with its interval
   */
  record Result(Gate gate, double value, double bound, String source) {
    private boolean met() {
      return gate.largerIsBetter() ? value >= bound : value <= bound;
    }

    private String sentence() {
      return NumberText.format(
          "%s %s %s is %.4f but must be %s %.4f (%s)",
          gate.metric(),
          gate.norm(),
          gate.subset(),
          value,
          gate.largerIsBetter() ? "at least" : "at most",
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
    return failed() == 0;
  }

  private long failed() {
    return results.stream().filter(r -> !r.met()).count();
  }

  /** A table for a terminal; no line end at the end. */
  public String table() {
    StringBuilder out = new StringBuilder();
    int norm =
        Math.max(4, results.stream().mapToInt(r -> r.gate().norm().length()).max().orElse(4));
    int subset =
        Math.max(6, results.stream().mapToInt(r -> r.gate().subset().length()).max().orElse(6));
    String row = "%-4s  %-8s %-" + norm + "s  %-" + subset + "s  %10s  %-13s  %s%n";
    out.append(NumberText.format(row, "", "metric", "norm", "subset", "value", "wanted", "from"));
    for (Result r : results) {
      out.append(
          NumberText.format(
              row,
              r.met() ? "ok" : "FAIL",
              r.gate().metric(),
              r.gate().norm(),
              r.gate().subset(),
              NumberText.format("%.4f", r.value()),
              NumberText.format("%s %.4f", r.gate().largerIsBetter() ? ">=" : "<=", r.bound()),
              r.source()));
    }
    long failed = failed();
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
      xml.writeAttribute("failures", Long.toString(failed()));
      for (Result r : results) {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", "gate." + r.gate().norm() + "." + r.gate().subset());
        xml.writeAttribute("name", r.gate().metric());
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
