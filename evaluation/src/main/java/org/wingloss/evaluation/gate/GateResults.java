package org.wingloss.evaluation.gate;

import java.io.StringWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.io.AtomicFile;
import org.wingloss.evaluation.report.content.NumberText;
import org.wingloss.evaluation.report.html.Html;

/**
 * What came of the gates.
 *
 * @param results in the order of the file
 */
public record GateResults(List<GateResult> results) {
  private static final int HEIGHT_OF_BADGE = 20;

  /** Verdana's widths, on average, at 11 pixels. */
  private static final double PER_CHARACTER = 6.6;

  private static final String GREEN = "#2e7d32";
  private static final String RED = "#c62828";

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
    String row =
        "%%-4s  %%-%ss  %%-%ss  %%-%ss  %%10s  %%-13s  %%s%%n"
            .formatted(
                widest(7, GateResult::metric),
                widest(4, GateResult::norm),
                widest(6, GateResult::subset));
    out.append(NumberText.format(row, "", "metric", "norm", "subset", "value", "wanted", "from"));
    for (GateResult r : results) {
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
    return out.append(sentence()).toString();
  }

  private int widest(int least, Function<GateResult, String> cell) {
    return Math.max(
        least, results.stream().mapToInt(r -> cell.apply(r).length()).max().orElse(least));
  }

  private String sentence() {
    long failed = failed();
    return failed == 0
        ? "all %s gates met".formatted(results.size())
        : "%s of %s gates not met".formatted(failed, results.size());
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
    StringBuilder out = new StringBuilder("## Gates: %s%n%n".formatted(sentence()));
    out.append("| | metric | norm | faces | value | wanted | from |%n".formatted());
    out.append("|---|---|---|---|---:|---:|---|%n".formatted());
    for (GateResult r : results) {
      Stream<String> cells =
          Stream.of(r.metric(), r.norm(), r.subset(), r.valueText(), r.wanted(), r.source());
      out.append(r.met() ? "| ✓ met | " : "| ✗ **not met** | ")
          .append(cells.map(GateResults::cell).collect(Collectors.joining(" | ")))
          .append(" |%n".formatted());
    }
    return out.append("%n".formatted()).toString();
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("<", "&lt;").replaceAll("\\R", " ");
  }

  /** One line for each gate that was not met, as GitHub Actions marks it; else one that says so. */
  public List<String> annotations() {
    return met()
        ? List.of("::notice title=wingloss gate::" + sentence())
        : results.stream()
            .filter(r -> !r.met())
            .map(r -> "::error title=wingloss gate::" + annotation(r.sentence()))
            .toList();
  }

  private static String annotation(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  /**
   * A badge (SVG) for a README: the first metric's value, on green where all gates were met, else
   * red.
   */
  public String badge() {
    GateResult shown =
        results.stream()
            .filter(result -> result.value() instanceof Double)
            .findFirst()
            .orElse(results.get(0));
    String label = (shown.metric() + " " + shown.norm()).strip();
    String value =
        shown.value() instanceof Double percent
            ? NumberText.fixed(percent, 2) + " %"
            : shown.valueText();
    // Not by colour alone.
    String told = met() ? value : value + " ✗";
    double left = width(label);
    double right = width(told);
    return NumberText.format(
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="%1$.0f" height="%2$d" role="img" \
        aria-label="%3$s: %4$s"><title>%3$s: %4$s</title>\
        <rect width="%5$.0f" height="%2$d" fill="#424242"/>\
        <rect x="%5$.0f" width="%6$.0f" height="%2$d" fill="%7$s"/>\
        <g fill="#fff" text-anchor="middle" font-family="Verdana,DejaVu Sans,sans-serif" \
        font-size="11"><text x="%8$.1f" y="14">%3$s</text><text x="%9$.1f" y="14">%4$s</text></g>\
        </svg>
        """,
        left + right,
        HEIGHT_OF_BADGE,
        Html.text(label),
        Html.text(told),
        left,
        right,
        met() ? GREEN : RED,
        left / 2,
        left + right / 2);
  }

  private static double width(String text) {
    return Math.ceil(PER_CHARACTER * text.length() + 12);
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
      for (GateResult r : results) {
        xml.writeStartElement("testcase");
        xml.writeAttribute(
            "classname", "gate." + (r.norm().isEmpty() ? "faces" : r.norm()) + "." + r.subset());
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
