package org.wingloss.data.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.NumberText;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.face.Visibility;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.io.FileFailure;

/**
 * The XML of dlib's imglab: {@code <image file='…'><box top left width height><part name='00' x y/>
 * …}, 0-based; right = left + width. Images are named relative to the XML file.
 *
 * <p>Traps: parts are known by their name, a number, not by their order; a part that is absent is a
 * missing landmark, but a file whose faces all have exactly the first parts of the scheme, as many
 * as a smaller known scheme has, is of that one; boxes with {@code ignore='1'} are passed over;
 * boxes without parts (detector data) have no landmarks and are passed over too. A document type or
 * entity, which imglab never writes, is refused. Boxes are whole pixels.
 */
public final class DlibXml implements ListFormat {
  @Override
  public String ending() {
    return ".xml";
  }

  @Override
  public void read(Path file, LandmarkCount count, Consumer<ListedFace> faces) {
    XMLInputFactory factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try (InputStream in = TextFile.open(file)) {
      XMLStreamReader xml = factory.createXMLStreamReader(in);
      try {
        new Parser(file, count, xml, faces).read();
      } finally {
        xml.close();
      }
    } catch (XMLStreamException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNumber();
      String message = e.getMessage().lines().reduce((a, b) -> b).orElse("not XML");
      throw InvalidDataException.at(file, line, "is not the XML of imglab: " + message);
    } catch (IOException e) {
      throw FileFailure.unreadable(file, e);
    }
  }

  @Override
  public Face kept(Face face) {
    return face.withLandmarks(face.landmarks().allVisible())
        .withBox(face.box().orElseThrow().rounded())
        .withSubsets(Set.of());
  }

  @Override
  public void write(Path file, Path images, List<Face> faces) throws IOException {
    try (Writer out = Files.newBufferedWriter(file)) {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out);
      xml.writeStartDocument("1.0");
      xml.writeStartElement("dataset");
      xml.writeStartElement("images");
      for (Face face : faces) {
        write(xml, images, face);
      }
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static void write(XMLStreamWriter xml, Path images, Face face) throws XMLStreamException {
    xml.writeStartElement("image");
    xml.writeAttribute("file", ListFormat.name(face, images));
    xml.writeStartElement("box");
    Box box = face.box().orElseThrow();
    xml.writeAttribute("top", String.valueOf((int) box.top()));
    xml.writeAttribute("left", String.valueOf((int) box.left()));
    xml.writeAttribute("width", String.valueOf((int) box.width()));
    xml.writeAttribute("height", String.valueOf((int) box.height()));
    for (int i = 0; i < face.landmarks().count(); i++) {
      if (face.landmarks().isPresent(i)) {
        xml.writeEmptyElement("part");
        xml.writeAttribute("name", NumberText.format("%02d", i));
        xml.writeAttribute("x", TextFile.text(face.landmarks().x(i)));
        xml.writeAttribute("y", TextFile.text(face.landmarks().y(i)));
      }
    }
    xml.writeEndElement();
    xml.writeEndElement();
  }

  /** One pass over a document. */
  private static final class Parser {
    private final Path file;
    private final LandmarkCount count;
    private final XMLStreamReader xml;
    private final Consumer<ListedFace> faces;
    private String picture;
    private double[] edges;
    private boolean ignored;
    private int parts;
    private int highest;

    /** How many parts each face so far has, if they are the first ones; 0 where faces differ. */
    private OptionalInt first = OptionalInt.empty();

    private double[] vector;
    private Visibility[] states;

    Parser(Path file, LandmarkCount count, XMLStreamReader xml, Consumer<ListedFace> faces) {
      this.file = file;
      this.count = count;
      this.xml = xml;
      this.faces = faces;
    }

    void read() throws XMLStreamException {
      while (xml.hasNext()) {
        switch (xml.next()) {
          case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
              throw wrong("has a document type or an entity, which is refused");
          case XMLStreamConstants.START_ELEMENT -> start(xml.getLocalName());
          case XMLStreamConstants.END_ELEMENT -> end(xml.getLocalName());
          default -> {
            // Text, comments and processing instructions say nothing here.
          }
        }
      }
      if (count.known().test(first.orElse(0))) {
        count.check(first.orElse(0), file.toString());
      }
    }

    private void start(String element) {
      switch (element) {
        case "image" -> {
          requireOutsideBox(element);
          picture = attribute("file");
        }
        case "box" -> {
          requireOutsideBox(element);
          if (picture == null) {
            throw wrong("has a <box> outside an <image>");
          }
          double left = number("left");
          double top = number("top");
          edges = new double[] {left, top, left + number("width"), top + number("height")};
          ignored = "1".equals(xml.getAttributeValue(null, "ignore"));
          parts = 0;
          highest = -1;
          vector = new double[2 * count.count()];
          states = new Visibility[count.count()];
          Arrays.fill(states, Visibility.MISSING);
        }
        case "part" -> part();
        default -> {
          // <dataset>, <images>, <name>, <comment>, <label>.
        }
      }
    }

    private void requireOutsideBox(String element) {
      if (edges != null) {
        throw wrong("has a <%s> inside a <box>".formatted(element));
      }
    }

    private void part() {
      if (edges == null) {
        throw wrong("has a <part> outside a <box>");
      }
      double name = number("name");
      int i = (int) name;
      if (i != name || i < 0 || i >= count.count()) {
        throw wrong(
            "has a part named '%s' but %s has 0 to %d (name another scheme after the kind: dlib:SCHEME)"
                .formatted(attribute("name"), count.scheme(), count.count() - 1));
      }
      if (states[i] != Visibility.MISSING) {
        throw wrong("names the part " + i + " of a box twice");
      }
      states[i] = Visibility.VISIBLE;
      vector[i] = number("x");
      vector[count.count() + i] = number("y");
      parts++;
      highest = Math.max(highest, i);
    }

    private void end(String element) {
      if (element.equals("box")) {
        if (!ignored && parts > 0) {
          add();
        }
        edges = null;
      } else if (element.equals("image")) {
        picture = null;
      }
    }

    /** The face is made when it is asked for: a box without size is the fault of one face. */
    private void add() {
      String name = picture;
      double[] box = edges;
      String where = where();
      Landmarks landmarks = Landmarks.of(vector, states);
      int here = highest + 1 == parts ? parts : 0;
      first = OptionalInt.of(first.orElse(here) == here ? here : 0);
      faces.accept(
          new ListedFace(
              Optional.empty(),
              Optional.of(name),
              where,
              () ->
                  new Face(
                      name,
                      JsonEntry.path(name, where),
                      landmarks,
                      Optional.of(box(box, where)),
                      Set.of())));
    }

    private static Box box(double[] edges, String where) {
      try {
        return new Box(edges[0], edges[1], edges[2], edges[3]);
      } catch (IllegalArgumentException e) {
        throw new InvalidDataException(where + ": " + e.getMessage(), e);
      }
    }

    private double number(String name) {
      return TextFile.number(attribute(name), file, line());
    }

    private String attribute(String name) {
      String value = xml.getAttributeValue(null, name);
      if (value == null) {
        throw wrong("<%s> lacks '%s'".formatted(xml.getLocalName(), name));
      }
      return value;
    }

    private int line() {
      return xml.getLocation().getLineNumber();
    }

    private String where() {
      return file + ", line " + line();
    }

    private InvalidDataException wrong(String problem) {
      return InvalidDataException.at(file, line(), problem);
    }
  }
}
