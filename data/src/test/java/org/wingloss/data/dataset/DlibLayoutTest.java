package org.wingloss.data.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.data.face.Face;
import org.wingloss.data.geometry.Box;

class DlibLayoutTest {
  private static final String HEAD =
      """
      <?xml version='1.0' encoding='ISO-8859-1'?>
      <?xml-stylesheet type='text/xsl' href='image_metadata_stylesheet.xsl'?>
      """;

  private Fixture data;

  @BeforeEach
  void pictures(@TempDir Path folder) {
    data = new Fixture(DatasetReader.of("dlib:mtfl-5"), folder).picture("faces/a.jpg");
  }

  @Test
  void boxes_becomeFaces() {
    data.file(
        "labels_train.xml",
        HEAD
            + """
            <dataset><name>x</name><images>
              <image file='faces/a.jpg' width='200' height='100'>
                <box top='20' left='10' width='40' height='50'>
                  <part name='04' x='9' y='10'/>
                  <part name='00' x='1' y='2'/>
                  <part name='02' x='5' y='6.5'/>
                  <part name='1' x='3' y='4'/>
                </box>
                <box top='0' left='0' width='5' height='5' ignore='1'>
                  <part name='0' x='1' y='2'/>
                </box>
                <box top='1' left='0' width='5' height='5'/>
                <box top='1' left='2' width='3' height='4'><part name='3' x='7' y='8'/></box>
              </image>
            </images></dataset>
            """);
    List<Face> faces = data.read("train");
    assertEquals(List.of("faces/a.jpg", "faces/a.jpg#2"), data.ids("train"));
    Face face = faces.get(0);
    assertEquals(Optional.of(new Box(10, 20, 50, 70)), face.box());
    assertEquals(1, face.landmarks().x(0));
    assertEquals(4, face.landmarks().y(1));
    assertEquals(6.5, face.landmarks().y(2));
    assertFalse(face.landmarks().isPresent(3));
    assertEquals(9, face.landmarks().x(4));
  }

  @Test
  void picturesAreNamed_relativeToTheXml_andMayTurnBackInside() {
    data.file("annotations/train.xml", image("../faces/a.jpg"));
    assertEquals(List.of("faces/a.jpg"), data.ids("train"));
  }

  @Test
  void oneFile_asTheData_isRead() {
    data.file("any name.xml", image("faces/a.jpg"));
    Path file = data.data().resolve("any name.xml");
    assertEquals(1, data.reader().read(file, "train").size());
    assertEquals(1, data.reader().read(file, "validation").size());
  }

  @Test
  void documentType_isRefused() {
    data.file("train.xml", "<!DOCTYPE dataset [<!ENTITY a 'x'>]>\n" + image("faces/a.jpg"));
    data.fails(
        "train", "DATA/train.xml, line 1: has a document type or an entity, which is refused");
  }

  @Test
  void externalEntity_isRefusedAndNotRead() {
    data.file(
        "train.xml",
        "<!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/hostname'>]>\n<dataset>&x;</dataset>");
    data.fails(
        "train", "DATA/train.xml, line 1: has a document type or an entity, which is refused");
  }

  @Test
  void truncatedXml_isAnErrorNamingTheLine() {
    data.file("train.xml", "<dataset>\n<images>\n<image file='faces/a.jpg'>\n<box top=");
    data.fails(
        "train",
        "DATA/train.xml, line 4: is not the XML of imglab: Message: XML document structures must"
            + " start and end within the same entity.");
  }

  @Test
  void partBeyondTheScheme_isAnError() {
    data.file("train.xml", image("faces/a.jpg").replace("'0'", "'17'"));
    data.fails(
        "train",
        "DATA/train.xml, line 1: has a part named '17' but mtfl-5 has 0 to 4 (name another scheme"
            + " after the kind: dlib:SCHEME)");
  }

  @Test
  void everyFaceHasJustTheFirstParts_asManyAsASmallerScheme_isAnError() {
    data.file("train.xml", faces(5, 5));
    new Fixture(DatasetReader.of("dlib"), data.data())
        .fails(
            "train",
            "DATA/train.xml: expected the 68 landmarks of 300w-68 but found 5 (name another scheme"
                + " after the kind: KIND:SCHEME)");
  }

  @Test
  void lastPartsInNoFace_areMissingLandmarks() {
    Fixture usual = new Fixture(DatasetReader.of("dlib"), data.data());
    for (String list : List.of(faces(67, 67), faces(5, 6), faces(6, 6))) {
      data.file("train.xml", list);
      List<Face> faces = usual.read("train");
      assertEquals(2, faces.size(), list);
      assertTrue(faces.get(1).landmarks().isPresent(4), list);
      assertFalse(faces.get(1).landmarks().isPresent(67), list);
    }
  }

  @Test
  void negativeWidth_isAnError() {
    data.file("train.xml", image("faces/a.jpg").replace("width='5'", "width='-5'"));
    data.fails(
        "train",
        "DATA/train.xml, line 1: a box needs finite edges with left < right and top < bottom but"
            + " was [2.0, 1.0, -3.0, 7.0]");
  }

  @Test
  void boxWithoutSize_isTheFaultOfOneFace_andOfNoneWithoutLandmarks() {
    String face = "<part name='0' x='7' y='8'/><part name='4' x='9' y='8'/></box>";
    data.file(
        "train.xml",
        "<dataset><images><image file='faces/a.jpg'>"
            + "<box top='1' left='2' width='0' height='0' ignore='1'/>"
            + "<box top='1' left='2' width='0' height='0'>"
            + face
            + "<box top='1' left='2' width='5' height='6'>"
            + face
            + "</image></images></dataset>");
    Reading reading = data.reader().readTolerantly(data.data(), "train");
    assertEquals(List.of("faces/a.jpg#2"), reading.faces().stream().map(Face::id).toList());
    assertEquals(
        data.data()
            + "/train.xml, line 1: a box needs finite edges with left < right and top < bottom but"
            + " was [2.0, 1.0, 2.0, 1.0]",
        reading.problems().get("faces/a.jpg"));
  }

  @Test
  void boxInsideABox_isAnError() {
    data.file(
        "train.xml",
        image("faces/a.jpg").replace("<part", "<box top='1' left='2' width='3' height='4'/><part"));
    data.fails("train", "DATA/train.xml, line 1: has a <box> inside a <box>");
  }

  @Test
  void notANumber_isAnError() {
    data.file("train.xml", image("faces/a.jpg").replace("x='7'", "x='NaN'"));
    data.fails("train", "DATA/train.xml, line 1: expected a number but found 'NaN'");
  }

  /** A list with a face of the first parts for each number. */
  private static String faces(int... parts) {
    StringBuilder list = new StringBuilder("<dataset><images><image file='faces/a.jpg'>");
    for (int count : parts) {
      list.append("<box top='1' left='2' width='5' height='6'>");
      for (int i = 0; i < count; i++) {
        list.append("<part name='").append(i).append("' x='7' y='8'/>");
      }
      list.append("</box>");
    }
    return list.append("</image></images></dataset>").toString();
  }

  private static String image(String file) {
    return "<dataset><images><image file='"
        + file
        + "'><box top='1' left='2' width='5' height='6'><part name='0' x='7' y='8'/>"
        + "<part name='4' x='9' y='8'/></box></image></images></dataset>";
  }
}
