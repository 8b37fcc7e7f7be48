package org.wingloss.data.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Visibility;
import org.wingloss.data.geometry.Box;

class CocoLayoutTest {
  private static final String IMAGES =
      "'images':[{'id':7,'file_name':'a.jpg','width':9,'height':9}]";
  private static final String KEYPOINTS = "'keypoints':[1,2,1, 3,4,1, 5,6,1, 7,8,1, 9,10,1]";

  private Fixture data;

  @BeforeEach
  void pictures(@TempDir Path folder) {
    data = new Fixture(DatasetReader.of("coco:mtfl-5"), folder).picture("images/a.jpg");
  }

  @Test
  void keypoints_withThreeGrades_keepThem() {
    json(
        "{'annotations':[{'id':1,'image_id':7,'bbox':[10,20,30,40],'other':{'x':[]},"
            + "'keypoints':[1,2,2, 3,4,1, 0,0,0, 7,8.5,2, 9,10,2]}],"
            + IMAGES
            + ",'categories':[]}");
    Face face = data.read("train").get(0);
    assertEquals("images/a.jpg", face.id());
    assertEquals(Optional.of(new Box(10, 20, 40, 60)), face.box());
    assertEquals(Visibility.VISIBLE, face.landmarks().state(0));
    assertEquals(Visibility.HIDDEN, face.landmarks().state(1));
    assertEquals(Visibility.MISSING, face.landmarks().state(2));
    assertEquals(8.5, face.landmarks().y(3));
    assertEquals(9, face.landmarks().x(4));
  }

  @Test
  void keypoints_withOnlyOnes_areVisible() {
    json(annotations("'keypoints':[1,2,1, 3,4,1, 5,6,1, 7,8,1, 9,10,1]"));
    assertTrue(data.read("train").get(0).landmarks().isVisible(0));
  }

  @Test
  void wholeBody_facesAreReadWhereTheyAreValid() {
    json(
        "{"
            + IMAGES
            + ",'annotations':["
            + "{'image_id':7,'face_valid':true,'face_box':[1,2,3,4],'bbox':[0,0,9,9],"
            + "'keypoints':[0,0,0],'face_kpts':[1,2,2, 3,4,2, 5,6,2, 7,8,2, 9,10,2]},"
            + "{'image_id':7,'face_valid':false,'face_kpts':[0,0,0, 0,0,0, 0,0,0, 0,0,0, 0,0,0]}]}");
    List<Face> faces = data.read("train");
    assertEquals(1, faces.size());
    assertEquals(Optional.of(new Box(1, 2, 4, 6)), faces.get(0).box());
  }

  @Test
  void wholeBody_asItIsPublished_isReadByItsSplits() {
    for (String split : List.of("train", "val")) {
      data.picture("%1$s2017/%1$s.jpg".formatted(split))
          .file(
              "annotations/coco_wholebody_%s_v1.0.json".formatted(split),
              annotations(KEYPOINTS).replace("a.jpg", split + ".jpg").replace('\'', '"'));
    }
    assertEquals(List.of("train2017/train.jpg"), data.ids("train"));
    assertEquals(List.of("val2017/val.jpg"), data.ids("val"));
    assertEquals(List.of("val2017/val.jpg"), data.ids("val_v1.0"));
  }

  @Test
  void listWithoutAVersion_isReadBeforeOneWithIt() {
    data.picture("images/b.jpg");
    String list = annotations(KEYPOINTS).replace('\'', '"');
    data.file("annotations/x_train_v1.0.json", list.replace("a.jpg", "b.jpg"));
    data.file("annotations/x_train.json", list);
    assertEquals(List.of("images/a.jpg"), data.ids("train"));
    assertEquals(List.of("images/b.jpg"), data.ids("train_v1.0"));
  }

  /** Errors on AFLW are divided by box_size; bbox lies around the landmarks. */
  @Test
  void boxSizeAndCentre_ofMmposesAflw_areTheBox() {
    String others = "'bbox':[10,20,30,40],'center':[60,70.5],'scale':0.2," + KEYPOINTS;
    json(annotations("'box_size':40," + others));
    assertEquals(Optional.of(new Box(40, 50.5, 80, 90.5)), data.read("train").get(0).box());
    json(annotations(others));
    assertEquals(
        Optional.of(new Box(10, 20, 40, 60)), data.read("train").get(0).box(), "as of 300-W");
  }

  @Test
  void boxSize_ofNoBox_isAnError() {
    json(annotations("'box_size':0,'center':[60,70]," + KEYPOINTS));
    data.fails(
        "train",
        "DATA/annotations/x_train.json, annotations[0]: 'box_size': a box needs finite edges with"
            + " left < right and top < bottom but was [60.0, 70.0, 60.0, 70.0]");
    json(annotations("'box_size':'40','center':[60,70]," + KEYPOINTS));
    data.fails(
        "train",
        "DATA/annotations/x_train.json, annotations[0]: 'box_size' must be a number and 'center'"
            + " x, y");
  }

  @Test
  void unmarkedPerson_isPassedOver() {
    json(annotations("'keypoints':[0,0,0, 0,0,0, 0,0,0, 0,0,0, 0,0,0]"));
    assertEquals(List.of(), data.ids("train"));
  }

  @Test
  void unknownImage_isAnErrorNamingTheAnnotation() {
    json(
        "{"
            + IMAGES
            + ",'annotations':[{'image_id':8,'keypoints':[1,2,1,3,4,1,5,6,1,7,8,1,9,0,1]}]}");
    data.fails(
        "train",
        "DATA/annotations/x_train.json, annotations[0]: belongs to image 8, which 'images' lacks");
  }

  @Test
  void imageId_ofTwoImages_isAnErrorNamingBoth() {
    json("{" + IMAGES.replace("}]", "},{'id':7,'file_name':'b.jpg'}]") + "}");
    data.fails(
        "train",
        "DATA/annotations/x_train.json, images[1]: image id 7 is given to 'a.jpg' and 'b.jpg'");
    json("{" + IMAGES.replace("}]", "},{'id':7,'file_name':'a.jpg'}]") + "}");
    assertEquals(List.of(), data.ids("train"), "the same image twice");
  }

  @Test
  void wrongCount_isAnError() {
    json(annotations("'keypoints':[1,2,1]"));
    data.fails(
        "train",
        "DATA/annotations/x_train.json, annotations[0]: expected the 5 landmarks of mtfl-5 but"
            + " found 1 (name another scheme after the kind: KIND:SCHEME)");
  }

  @Test
  void textAmongTheNumbers_isAnError() {
    json(annotations("'keypoints':[1,'2',1, 3,4,1, 5,6,1, 7,8,1, 9,10,1]"));
    data.fails(
        "train", "DATA/annotations/x_train.json, annotations[0]: 'keypoints[1]' must be a number");
  }

  @Test
  void negativeBox_isAnError() {
    json(annotations("'bbox':[1,2,-3,4],'keypoints':[1,2,1, 3,4,1, 5,6,1, 7,8,1, 9,10,1]"));
    data.fails(
        "train",
        "DATA/annotations/x_train.json, annotations[0]: 'bbox': a box needs finite edges with left"
            + " < right and top < bottom but was [1.0, 2.0, -2.0, 6.0]");
  }

  @Test
  void thousandLevels_areRefused() {
    json("{'x':" + "[".repeat(1000) + "]".repeat(1000) + "}");
    data.fails(
        "train",
        "DATA/annotations/x_train.json: Document nesting depth (65) exceeds the"
            + " maximum allowed (64, from `StreamReadConstraints.getMaxNestingDepth()`)");
  }

  /** Of keys that nobody reads, too. */
  @Test
  void elementOfMillionsOfTokens_isRefused() {
    json("{'images':[{'id':7,'other':[" + "[],".repeat(1_000_000) + "[]]}]}");
    data.fails("train", "DATA/annotations/x_train.json: images[0]: has more than 2000000 tokens");
  }

  @Test
  void truncatedJson_isAnError() {
    json("{" + IMAGES + ",'annotations':[{'image_id':7,");
    String start = "DATA/annotations/x_train.json: line 1, column ";
    String message =
        org.junit.jupiter.api.Assertions.assertThrows(
                org.wingloss.data.InvalidDataException.class, () -> data.read("train"))
            .getMessage()
            .replace(data.data().toString(), "DATA");
    assertTrue(message.startsWith(start), message);
    assertTrue(message.contains("Unexpected end-of-input"), message);
  }

  private void json(String text) {
    data.file("annotations/x_train.json", text.replace('\'', '"'));
  }

  private static String annotations(String face) {
    return "{" + IMAGES + ",'annotations':[{'image_id':7," + face + "}]}";
  }
}
