package org.wingloss.data.preview;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.data.augmentation.Augmentations;
import org.wingloss.data.batch.DottedFaces;
import org.wingloss.data.crop.BoxCrop;
import org.wingloss.data.crop.BoxProtocol;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.face.Visibility;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.image.RgbImage;
import org.xml.sax.InputSource;

class ContactSheetTest {
  private static final BoxCrop BOXES =
      new BoxCrop(new BoxProtocol(BoxProtocol.Kind.TRUTH, 1.6, true));

  @TempDir Path folder;
  private List<Face> faces;

  @BeforeEach
  void writePictures() {
    faces = DottedFaces.write(folder, 3, 3.5);
  }

  @Test
  void html_facesAndDraws_showsEachWithItsPoints() throws Exception {
    String page = sheet(Augmentations.paper(), 4).html(faces, 2);
    assertEquals(3 * 5, count(page, "<image "));
    assertEquals(3 * 5 * 5, count(page, "<circle "));
    assertTrue(page.contains("<code>box-jitter(share=0.05)</code>"));
    assertFalse(page.contains("http"), "the page stands alone");
    assertFalse(page.contains("<script"));
    wellFormed(page);
  }

  @Test
  void html_firstTile_holdsThePixelsAndPutsCirclesOnTheSpots() throws Exception {
    String page = sheet(Augmentations.NONE, 0).html(faces.subList(0, 1), 1);
    Matcher data = Pattern.compile("base64,([^\"]+)\"").matcher(page);
    assertTrue(data.find());
    RgbImage tile = ImageFiles.decode(Base64.getDecoder().decode(data.group(1)), "tile");
    assertEquals(48, tile.width());
    List<double[]> circles = new ArrayList<>();
    Matcher circle = Pattern.compile("<circle cx=\"([^\"]+)\" cy=\"([^\"]+)\"").matcher(page);
    while (circle.find()) {
      circles.add(
          new double[] {Double.parseDouble(circle.group(1)), Double.parseDouble(circle.group(2))});
    }
    assertEquals(5, circles.size());
    int[] channel = {0, 1, 2, 0, 1};
    for (int i = 0; i < 5; i++) {
      int x = (int) Math.round(circles.get(i)[0]);
      int y = (int) Math.round(circles.get(i)[1]);
      int light = tile.rgb()[3 * (y * 48 + x) + channel[i]] & 0xFF;
      assertTrue(light > 150, "landmark " + i + " lies on light " + light);
    }
  }

  @Test
  void html_sameSeed_isTheSamePageForAnyThreads() {
    String page = sheet(Augmentations.paper(), 3).html(faces, 1);
    assertEquals(page, sheet(Augmentations.paper(), 3).html(faces, 3));
    ContactSheet other =
        new ContactSheet(BOXES, Augmentations.paper(), DottedFaces.scheme(), 48, 3, 8);
    assertNotEquals(page, other.html(faces, 1));
  }

  @Test
  void html_missingLandmark_isNotDrawn() {
    Face face = faces.get(0);
    Visibility[] states = face.landmarks().states();
    states[1] = Visibility.MISSING;
    Face partial =
        new Face(
            face.id(),
            face.image(),
            Landmarks.of(face.landmarks().vector(), states),
            face.box(),
            face.subsets());
    String page = sheet(Augmentations.NONE, 0).html(List.of(partial), 1);
    assertEquals(4, count(page, "<circle "));
    assertFalse(page.contains("NaN"));
  }

  @Test
  void html_idWithMarkup_isEscaped() throws Exception {
    Face face = faces.get(0);
    Face named =
        new Face("<b>&\u0001'.jpg", face.image(), face.landmarks(), face.box(), face.subsets());
    String page = sheet(Augmentations.NONE, 0).html(List.of(named), 1);
    assertTrue(page.contains("<h2>&lt;b&gt;&amp;\uFFFD&#39;.jpg</h2>"));
    wellFormed(page);
  }

  /** A loader, which cannot be without faces, is not made for no draws. */
  @Test
  void html_noFacesAndNoDraws_isAPageWithoutRows() {
    String page = sheet(Augmentations.NONE, 0).html(List.of(), 1);
    assertTrue(page.contains("<p>0 faces, "), page);
    assertEquals(0, count(page, "<image "));
  }

  @Test
  void constructor_negativeDraws_areRefused() {
    assertThrows(IllegalArgumentException.class, () -> sheet(Augmentations.NONE, -1));
  }

  private static ContactSheet sheet(Augmentations augmentations, int draws) {
    return new ContactSheet(BOXES, augmentations, DottedFaces.scheme(), 48, draws, 7);
  }

  private static int count(String page, String part) {
    return page.split(Pattern.quote(part), -1).length - 1;
  }

  /** Every element is closed and nested as XML asks, apart from the two void ones of the head. */
  private static void wellFormed(String page) throws Exception {
    String xml = page.replace("<!DOCTYPE html>", "").replace("<meta charset=\"utf-8\">", "");
    DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
    builder.parse(new InputSource(new StringReader(xml)));
  }
}
