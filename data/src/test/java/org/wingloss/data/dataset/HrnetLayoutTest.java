package org.wingloss.data.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.face.Visibility;
import org.wingloss.data.geometry.Box;

class HrnetLayoutTest {
  private static final String HEADER =
      "image_name,scale,center_w,center_h," + "x_0,y_0,x_1,y_1,x_2,y_2,x_3,y_3,x_4,y_4\n";

  private Fixture data;

  @BeforeEach
  void pictures(@TempDir Path folder) {
    data = new Fixture(DatasetReader.of("hrnet:mtfl-5"), folder).picture("images/a/b.jpg");
  }

  @Test
  void row_becomesAFaceWithTheSquareOfItsScale() {
    data.file(
        "face_landmarks_x_train.csv", HEADER + "a/b.jpg,0.5,60,70,1,2,3,4,5.5,6.5,-1,-1,9,10\n");
    Face face = data.read("train").get(0);
    assertEquals("images/a/b.jpg", face.id());
    assertEquals(Optional.of(new Box(10, 20, 110, 120)), face.box());
    assertEquals(5.5, face.landmarks().x(2));
    assertEquals(6.5, face.landmarks().y(2));
    assertFalse(face.landmarks().isPresent(3), "(-1, -1) says that nobody annotated it");
    assertEquals(10, face.landmarks().y(4));
  }

  @Test
  void boxSizeColumn_ofAflw_isTheSideOfTheBox() {
    data.file(
        "test.csv",
        HEADER.replace("scale,", "scale,box_size,")
            + "a/b.jpg,0.5,40,60,70,1,2,3,4,5,6,7,8,9,10\n");
    assertEquals(Optional.of(new Box(40, 50, 80, 90)), data.read("test").get(0).box());
  }

  /** 300-W's {@code image_092 _01.jpg} is called {@code image_092_01.jpg} in HRNet's lists. */
  @Test
  void pictureThatDiffersInBlanksAlone_isTakenWhereItIsTheOnlyOne() {
    data.picture("images/a/c _1.jpg")
        .file("train.csv", HEADER + "a/c_1.jpg,0.5,60,70,1,2,3,4,5,6,7,8,9,10\n");
    assertEquals(List.of("images/a/c _1.jpg"), data.ids("train"));
    assertTrue(data.read("train").get(0).image().endsWith("images/a/c _1.jpg"));

    data.picture("images/a/c_ 1.jpg");
    data.fails(
        "train",
        "DATA/train.csv, line 2: names the picture 'a/c_1.jpg' but there is no"
            + " DATA/images/a/c_1.jpg");

    data.picture("images/a/c_1.jpg");
    assertEquals(List.of("images/a/c_1.jpg"), data.ids("train"));
  }

  /** Else a face whose picture is lost would be read on another's. */
  @ParameterizedTest
  @CsvSource({"1 1.jpg, 11.jpg", "11.jpg, 1 1.jpg"})
  void pictureThatDiffersInABlankBetweenDigits_isAnother(String absent, String present) {
    String row = "a/%s,0.5,60,70,1,2,3,4,5,6,7,8,9,10\n";
    data.picture("images/a/" + present)
        .file("train.csv", HEADER + row.formatted(present) + row.formatted(absent));
    data.fails(
        "train",
        "DATA/train.csv, line 3: names the picture 'a/%1$s' but there is no DATA/images/a/%1$s"
            .formatted(absent));
  }

  @Test
  void rowOfTooManyCells_isRefused() {
    data.file("train.csv", HEADER + ",".repeat(60_000) + "\n");
    data.fails("train", "DATA/train.csv, line 2: has more than 60000 entries");
  }

  /** An index, another order, quotes, a further column, all x before all y. */
  @Test
  void columns_areFoundByTheirNames() {
    data.file(
        "train.csv",
        """
        ,center_h,"center_w",note,scale,image_name,original_0_x,original_1_x,original_2_x,\
        original_3_x,original_4_x,original_4_y,original_3_y,original_2_y,original_1_y,original_0_y
        0,70,60,"a, b",0.5,"a/b.jpg",1,3,5,7,9,10,8,6,4,2
        """);
    Face face = data.read("train").get(0);
    assertEquals("images/a/b.jpg", face.id());
    assertEquals(Optional.of(new Box(10, 20, 110, 120)), face.box());
    assertEquals(Landmarks.of(1, 3, 5, 7, 9, 2, 4, 6, 8, 10), face.landmarks());
  }

  @Test
  void emptyAndNanCells_areMissingLandmarks() {
    data.file("train.csv", HEADER + "a/b.jpg,0.5,60,70,1,2,,,nan,NaN,7,8,9,10\n");
    Landmarks landmarks = data.read("train").get(0).landmarks();
    assertFalse(landmarks.isPresent(1));
    assertFalse(landmarks.isPresent(2));
    assertEquals(7, landmarks.x(3));
  }

  @Test
  void signedCoordinates_areCoveredLandmarks() {
    data.file("train.csv", HEADER + "a/b.jpg,0.5,60,70,41,42,-83,-44,65,66,-1,-1,89,90\n");
    Landmarks landmarks = data.read("train").get(0).landmarks();
    assertEquals(Visibility.HIDDEN, landmarks.state(1));
    assertEquals(83, landmarks.x(1));
    assertFalse(landmarks.isPresent(3));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a/b.jpg,0.5,60,70,1,2,3,4,5,6,7,8,9,10 | no column is called image_name or",
        "image_name,size,center_w,center_h,x0,y0 | no column is called scale:",
        "image_name,scale,center_w,x0,y0 | no column is called center_h or center_y:",
        "image_name,scale,center_w,center_h,a,b | expected a header with the columns x0,y0",
        "image_name,scale,scale,center_w,center_h,x0,y0 | names 'scale' twice",
        "image_name,scale,center_w,center_h,x0,y0,x0 | names 'x0' twice",
        "image_name,scale,center_w,center_h,x0,y0,x1 | has x1 but no y1",
        "image_name,scale,center_w,center_h,a_0_x,a_0_y,b_0_x,b_0_y | several sets of landmarks",
      })
  void headerWithoutTheNames_isAnError(String header, String expected) {
    data.file("train.csv", header + "\na/b.jpg,0.5,60,70,1,2,3,4,5,6,7,8,9,10\n");
    String message =
        assertThrows(InvalidDataException.class, () -> data.read("train")).getMessage();
    assertTrue(message.contains("train.csv, line 1: ") && message.contains(expected), message);
  }

  @Test
  void anyListName_isASplit() {
    data.file(
        "face_landmarks_x_test_largepose.csv",
        HEADER + "a/b.jpg,0.5,60,70,1,2,3,4,5.5,6.5,7,8,9,10\n");
    assertEquals(List.of("images/a/b.jpg"), data.ids("test_largepose"));
    assertEquals(List.of("images/a/b.jpg"), data.ids("largepose"));
    data.fails("test", "DATA: holds no list test.csv nor one ending in _test.csv");
  }

  @Test
  void otherScheme_isAnErrorSayingHowToNameIt() {
    Fixture other = new Fixture(DatasetReader.of("hrnet"), data.data());
    other.file("train.csv", HEADER);
    other.fails(
        "train",
        "DATA/train.csv, line 1: expected the 68 landmarks of 300w-68 but found 5 (name another"
            + " scheme after the kind: KIND:SCHEME)");
  }

  @Test
  void blankImageName_isAnError() {
    data.file("train.csv", HEADER + "\" \",0.5,60,70,1,2,3,4,5,6,7,8,9,10\n");
    data.fails("train", "DATA/train.csv, line 2: the image's name must not be blank");
  }

  @Test
  void shortRow_isAnError() {
    data.file("train.csv", HEADER + "a/b.jpg,0.5,60,70,1,2\n");
    data.fails("train", "DATA/train.csv, line 2: expected 14 columns but found 6 entries");
  }

  @Test
  void zeroScale_isAnError() {
    data.file("train.csv", HEADER + "a/b.jpg,0,60,70,1,2,3,4,5,6,7,8,9,10\n");
    data.fails(
        "train",
        "DATA/train.csv, line 2: a box needs finite edges with left < right and top < bottom but"
            + " was [60.0, 70.0, 60.0, 70.0]");
  }
}
