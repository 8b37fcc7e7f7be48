package org.wingloss.data.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

final class SvgTest {
  @Test
  void text_markupAndControlCharacters_areTextOfAWellFormedDrawing() throws Exception {
    String drawing = new Svg(10, 10).text(1, 2, "start", 3, "<b>\u0001 & 'c' \"d\"").toString();
    Document xml =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(drawing)));
    assertEquals(
        "<b>\uFFFD & 'c' \"d\"", xml.getElementsByTagName("text").item(0).getTextContent());
  }
}
