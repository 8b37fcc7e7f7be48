package org.wingloss.data.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.data.face.Face;
import org.wingloss.data.geometry.Box;

class WflwTest {
  private static final String RICH =
      "WFLW_annotations/list_98pt_rect_attr_train_test/list_98pt_rect_attr_test.txt";
  private static final String PLAIN = "WFLW_annotations/list_98pt_test/list_98pt_test";

  /** x = 0.5, 2.5, … and y = 1.5, 3.5 …: x and y take turns. */
  private static final String FIRST = Fixture.numbers(0.5, 1, 196, " ");

  private static final String SECOND = Fixture.numbers(100.5, 1, 196, " ");

  private Fixture data;

  @BeforeEach
  void pictures(@TempDir Path folder) {
    data =
        new Fixture(DatasetReader.of("wflw"), folder)
            .picture("WFLW_images/0--Parade/a.jpg")
            .picture("WFLW_images/0--Parade/b.jpg");
  }

  @Test
  void richList_linesBecomeFacesWithBoxAndSubsets() {
    data.file(
        RICH,
        FIRST
            + "10 20 110 220 1 0 1 0 1 0 0--Parade/a.jpg\n"
            + SECOND
            + "11 21 111 221 0 1 0 1 0 1 0--Parade/a.jpg\n"
            + FIRST
            + "12 22 112 222 0 0 0 0 0 0 0--Parade/b.jpg\n");
    List<Face> faces = data.read("test");
    assertEquals(
        List.of(
            "WFLW_images/0--Parade/a.jpg",
            "WFLW_images/0--Parade/a.jpg#2",
            "WFLW_images/0--Parade/b.jpg"),
        data.ids("test"));
    Face first = faces.get(0);
    assertEquals(0.5, first.landmarks().x(0));
    assertEquals(1.5, first.landmarks().y(0));
    assertEquals(194.5, first.landmarks().x(97));
    assertEquals(195.5, first.landmarks().y(97));
    assertEquals(Optional.of(new Box(10, 20, 110, 220)), first.box());
    assertEquals(Set.of("pose", "illumination", "occlusion"), first.subsets());
    assertEquals(Set.of("expression", "make-up", "blur"), faces.get(1).subsets());
    assertEquals(100.5, faces.get(1).landmarks().x(0));
    assertEquals(first.image(), faces.get(1).image());
    assertEquals(Set.of(), faces.get(2).subsets());
  }

  @Test
  void plainList_subsetListsBecomeSubsets() {
    data.file(PLAIN + ".txt", FIRST + "0--Parade/a.jpg\n" + SECOND + "0--Parade/a.jpg\n")
        .file(PLAIN + "_largepose.txt", SECOND + " 0--Parade/a.jpg\n")
        .file(PLAIN + "_makeup.txt", SECOND + "0--Parade/a.jpg\n");
    List<Face> faces = data.read("test");
    assertEquals(Set.of(), faces.get(0).subsets());
    assertEquals(Set.of("pose", "make-up"), faces.get(1).subsets());
    assertTrue(faces.get(0).box().isEmpty());
  }

  @Test
  void subsetList_withAnUnknownFace_isAnError() {
    data.file(PLAIN + ".txt", FIRST + "0--Parade/a.jpg\n")
        .file(PLAIN + "_blur.txt", SECOND + "0--Parade/a.jpg\n");
    data.fails(
        "test", "DATA/" + PLAIN + "_blur.txt, line 1: is a face that list_98pt_test.txt lacks");
  }

  @Test
  void shortLine_isAnErrorNamingTheLine() {
    data.file(RICH, FIRST + "10 20 110 220 1 0 1 0 1 0 0--Parade/a.jpg\n1 2 3 b.jpg\n");
    data.fails(
        "test",
        "DATA/" + RICH + ", line 2: expected 206 numbers and a picture but found 4 entries");
  }

  @Test
  void negativeBox_isAnErrorNamingTheLine() {
    data.file(RICH, FIRST + "10 20 -110 220 1 0 1 0 1 0 0--Parade/a.jpg\n");
    data.fails(
        "test",
        "DATA/"
            + RICH
            + ", line 1: a box needs finite edges with left < right and top < bottom but was"
            + " [10.0, 20.0, -110.0, 220.0]");
  }

  @Test
  void flagTwo_isAnError() {
    data.file(RICH, FIRST + "10 20 110 220 1 0 2 0 1 0 0--Parade/a.jpg\n");
    data.fails(
        "test", "DATA/" + RICH + ", line 1: the flag 'illumination' must be 0 to 1 but is '2'");
  }

  @Test
  void pictureOutsideTheFolder_isRefused() {
    data.file(RICH, FIRST + "10 20 110 220 1 0 1 0 1 0 ../../../../etc/passwd\n");
    data.fails(
        "test",
        "DATA/"
            + RICH
            + ", line 1: names the picture '../../../../etc/passwd', which is not a path inside the"
            + " data folder");
  }

  @Test
  void absentPicture_isAnErrorNamingIt() {
    data.file(RICH, FIRST + "10 20 110 220 1 0 1 0 1 0 0--Parade/c.jpg\n");
    data.fails(
        "test",
        "DATA/"
            + RICH
            + ", line 1: names the picture '0--Parade/c.jpg' but there is no"
            + " DATA/WFLW_images/0--Parade/c.jpg");
  }

  @Test
  void noList_isAnErrorNamingWhatIsLookedFor() {
    data.fails(
        "train",
        "DATA: holds none of the files"
            + " WFLW_annotations/list_98pt_rect_attr_train_test/list_98pt_rect_attr_train.txt,"
            + " list_98pt_rect_attr_train_test/list_98pt_rect_attr_train.txt,"
            + " list_98pt_rect_attr_train.txt, WFLW_annotations/list_98pt_train/list_98pt_train.txt,"
            + " list_98pt_train/list_98pt_train.txt, list_98pt_train.txt");
  }
}
