package org.wingloss.evaluation.gate;

import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** What came of the gates as JUnit's XML, one test case per gate. */
final class GateJunit {
  private GateJunit() {}

  static String of(GateResults gates) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement("testsuite");
      xml.writeAttribute("name", "wingloss gate");
      xml.writeAttribute("tests", Integer.toString(gates.results().size()));
      xml.writeAttribute("failures", Long.toString(gates.failed()));
      for (GateResult r : gates.results()) {
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
