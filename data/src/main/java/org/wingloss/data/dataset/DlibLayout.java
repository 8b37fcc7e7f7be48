package org.wingloss.data.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.face.Visibility;
import org.wingloss.data.format.TextFile;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.scheme.LandmarkScheme;

/**
 * The XML of dlib's imglab: {@code <image file='…'><box top left width height><part name='00' x y/>
 * …}, 0-based; right = left + width. Pictures are named relative to the XML file.
 *
 * <p>Traps: parts are known by their name, a number, not by their order; a part that is absent is a
 * missing landmark; boxes with {@code ignore='1'} are passed over; boxes without parts (detector
 * data) have no landmarks and are passed over too. A document type or entity, which imglab never
 * writes, is refused.
 *
 * @param scheme the meaning of the landmarks
 */
record DlibLayout(LandmarkScheme scheme) implements ListFileLayout {
  @Override
  public String kind() {
    return "dlib";
  }

  @Override
  public String ending() {
    return ".xml";
  }

  @Override
  public List<Face> readFile(DataFolder folder, Path list) {
    XMLInputFactory factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try (InputStream in = Files.newInputStream(list)) {
      XMLStreamReader xml = factory.createXMLStreamReader(in);
      try {
        return new Parser(folder, list, scheme, xml).faces();
      } finally {
        xml.close();
      }
    } catch (XMLStreamException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNumber();
      String message = e.getMessage().lines().reduce((a, b) -> b).orElse("not XML");
      throw InvalidDataException.at(list, line, "is not the XML of imglab: " + message);
    } catch (IOException e) {
      throw InvalidDataException.in(list, "cannot be read: " + e.getMessage(), e);
    }
  }

  /** One pass over a document. */
  private static final class Parser {
    private final DataFolder folder;
    private final Path list;
    private final LandmarkScheme scheme;
    private final XMLStreamReader xml;
    private final List<Face> faces = new ArrayList<>();
    private final FaceIds ids = new FaceIds();
    private String picture;
    private Box box;
    private boolean ignored;
    private int parts;
    private double[] vector;
    private Visibility[] states;

    Parser(DataFolder folder, Path list, LandmarkScheme scheme, XMLStreamReader xml) {
      this.folder = folder;
      this.list = list;
      this.scheme = scheme;
      this.xml = xml;
    }

    List<Face> faces() throws XMLStreamException {
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
      return faces;
    }

    private void start(String element) {
      switch (element) {
        case "image" -> picture = attribute("file");
        case "box" -> {
          if (picture == null) {
            throw wrong("has a <box> outside an <image>");
          }
          double left = number("left");
          double top = number("top");
          box = box(left, top, left + number("width"), top + number("height"));
          ignored = "1".equals(xml.getAttributeValue(null, "ignore"));
          parts = 0;
          vector = new double[2 * scheme.count()];
          states = new Visibility[scheme.count()];
          Arrays.fill(states, Visibility.MISSING);
        }
        case "part" -> part();
        default -> {
          // <dataset>, <images>, <name>, <comment>, <label>.
        }
      }
    }

    private void part() {
      if (box == null) {
        throw wrong("has a <part> outside a <box>");
      }
      double name = number("name");
      int i = (int) name;
      if (i != name || i < 0 || i >= scheme.count()) {
        throw wrong(
            "has a part named '%s' but %s has 0 to %d (name another scheme after the kind: dlib:SCHEME)"
                .formatted(attribute("name"), scheme.name(), scheme.count() - 1));
      }
      if (states[i] != Visibility.MISSING) {
        throw wrong("names the part " + i + " of a box twice");
      }
      states[i] = Visibility.VISIBLE;
      vector[i] = number("x");
      vector[scheme.count() + i] = number("y");
      parts++;
    }

    private void end(String element) {
      if (element.equals("box")) {
        if (!ignored && parts > 0) {
          add();
        }
        box = null;
      } else if (element.equals("image")) {
        picture = null;
      }
    }

    private void add() {
      List<String> base = List.of(folder.id(list.getParent()));
      String name = picture;
      String id = ids.next(folder.idOf(base, name));
      Landmarks landmarks = Landmarks.of(vector, states);
      Optional<Box> supplied = Optional.of(box);
      folder.face(
          id,
          () ->
              faces.add(
                  new Face(
                      id, folder.picture(base, name, where()), landmarks, supplied, Set.of())));
    }

    private Box box(double left, double top, double right, double bottom) {
      try {
        return new Box(left, top, right, bottom);
      } catch (IllegalArgumentException e) {
        throw wrong(e.getMessage());
      }
    }

    private double number(String name) {
      return TextFile.number(attribute(name), list, line());
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
      return list + ", line " + line();
    }

    private InvalidDataException wrong(String problem) {
      return InvalidDataException.at(list, line(), problem);
    }
  }
}
