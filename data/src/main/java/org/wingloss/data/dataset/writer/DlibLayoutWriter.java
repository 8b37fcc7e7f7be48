package org.wingloss.data.dataset.writer;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.scheme.LandmarkScheme;

/** imglab's XML, {@code labels_train.xml} and {@code labels_test.xml}; boxes are whole pixels. */
record DlibLayoutWriter(LandmarkScheme scheme) implements LayoutWriter {
  @Override
  public List<FaceDestination> places() {
    return List.of(
        new FaceDestination("train", "images/%05d.jpg"),
        new FaceDestination("train", "images/%05d.jpg"),
        new FaceDestination("test", "images/%05d.jpg"));
  }

  @Override
  public WrittenFace kept(WrittenFace face) {
    return face.with(face.allVisible(), Optional.of(face.wholeBox()), Set.of());
  }

  @Override
  public List<WrittenFace> write(Path folder, List<WrittenFace> faces) throws IOException {
    for (String split : List.of("train", "test")) {
      try (Writer out = Files.newBufferedWriter(folder.resolve("labels_" + split + ".xml"))) {
        XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out);
        xml.writeStartDocument("1.0");
        xml.writeStartElement("dataset");
        xml.writeStartElement("images");
        for (WrittenFace face : faces) {
          if (face.split().equals(split)) {
            write(xml, face);
          }
        }
        xml.writeEndDocument();
        xml.close();
      } catch (XMLStreamException e) {
        throw new IOException(e.getMessage(), e);
      }
    }
    return faces;
  }

  private static void write(XMLStreamWriter xml, WrittenFace face) throws XMLStreamException {
    xml.writeStartElement("image");
    xml.writeAttribute("file", face.annotation().id());
    xml.writeStartElement("box");
    Box box = face.box();
    xml.writeAttribute("top", String.valueOf((int) box.top()));
    xml.writeAttribute("left", String.valueOf((int) box.left()));
    xml.writeAttribute("width", String.valueOf((int) box.width()));
    xml.writeAttribute("height", String.valueOf((int) box.height()));
    for (int i = 0; i < face.landmarks().count(); i++) {
      if (face.landmarks().isPresent(i)) {
        xml.writeEmptyElement("part");
        xml.writeAttribute("name", String.format(Locale.ROOT, "%02d", i));
        xml.writeAttribute("x", WrittenFace.number(face.landmarks().x(i)));
        xml.writeAttribute("y", WrittenFace.number(face.landmarks().y(i)));
      }
    }
    xml.writeEndElement();
    xml.writeEndElement();
  }
}
