package org.wingloss.data.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.face.Visibility;

class MerlRavTest {
  private static final String FOLDERS =
      "frontal/trainset, left/trainset, lefthalf/trainset, right/trainset, righthalf/trainset";

  private final DatasetReader reader = DatasetReader.of("merl-rav");
  private Fixture data;

  @BeforeEach
  void folder(@TempDir Path folder) {
    data = new Fixture(reader, folder);
  }

  private void face(String name) {
    data.picture(name + ".jpg").file(name + ".pts", points("30.5 40", "31.5 42"));
  }

  private void everyPose(String root, String split) {
    for (String pose : MerlRav.POSES) {
      face(root + MerlRav.folder(pose, split) + "/image00001_" + MerlRav.POSES.indexOf(pose));
    }
  }

  /** A frame with two points of one's own before 66 others. */
  private static String points(String first, String second) {
    StringBuilder out = new StringBuilder("version: 1\nn_points:  68\n{\n");
    out.append(first).append('\n').append(second).append('\n');
    for (int i = 2; i < 68; i++) {
      out.append(30 + i).append(' ').append(40 + 2 * i).append('\n');
    }
    return out.append("}\n").toString();
  }

  @Test
  void poses_ofBothSplits_areSubsets() {
    everyPose("", "train");
    everyPose("", "test");
    for (String split : List.of("train", "test")) {
      List<Face> faces = data.read(split);
      assertEquals(5, faces.size());
      for (Face face : faces) {
        String pose = face.id().substring(0, face.id().indexOf('/'));
        assertEquals(Set.of(pose), face.subsets());
        assertTrue(face.id().startsWith(MerlRav.folder(pose, split) + "/image00001_"), face.id());
      }
    }
  }

  @Test
  void folderThatHoldsMerlRavOrganized_isReadThroughIt() {
    everyPose("merl_rav_organized/", "test");
    data.file("merl_rav_labels/frontal/testset/labels/image00001.pts", points("1 1", "2 2"));
    assertEquals("merl_rav_organized/frontal/testset/image00001_0.jpg", data.ids("test").get(0));
    assertEquals(5, data.ids("test").size());
  }

  @Test
  void points_signedAndOneBased_areVisibleCoveredAndMissing() {
    data.picture("left/trainset/image00002.jpg")
        .file("left/trainset/image00002.pts", points("-1 -1", "-50.5 -60"));
    Face face = data.read("train").get(0);
    Landmarks landmarks = face.landmarks();
    assertEquals(68, landmarks.count());
    assertEquals(Visibility.MISSING, landmarks.state(0));
    assertEquals(Visibility.HIDDEN, landmarks.state(1));
    assertEquals(49.5, landmarks.x(1));
    assertEquals(59, landmarks.y(1));
    assertEquals(Visibility.VISIBLE, landmarks.state(2));
    assertEquals(31, landmarks.x(2), "the file says 32");
    assertTrue(face.box().isEmpty());
  }

  /** The pictures of a photograph differ here, as where each was cropped to its face. */
  @Test
  void validation_facesOfAPhotograph_areOnOneSideWhateverTheirPose() {
    for (int i = 10; i < 30; i++) {
      face("frontal/trainset/image000" + i);
    }
    face("frontal/trainset/image00005_2");
    face("lefthalf/trainset/image00005_1");
    face("right/trainset/image00005_10");
    face("right/trainset/image00012_3");
    assertEquals(
        List.of(
            "frontal/trainset/image00005_2.jpg",
            "frontal/trainset/image00019.jpg",
            "frontal/trainset/image00029.jpg",
            "lefthalf/trainset/image00005_1.jpg",
            "right/trainset/image00005_10.jpg"),
        data.ids("validation"));
  }

  @Test
  void test_withoutAPose_isThereButRefused_whereTrainTakesWhatExists() {
    face("frontal/trainset/image00001");
    assertEquals(1, data.read("train").size());
    assertFalse(reader.has(data.data(), "test"));
    face("frontal/testset/image00002");
    assertTrue(reader.has(data.data(), "test"), "a part must be refused, not passed over");
    assertFalse(reader.hasWhole(data.data(), "test"));
    data.fails("test", "DATA/left/testset: there is no such folder");
  }

  @Test
  void labelsWithoutPictures_areAnErrorThatNamesTheScriptsFolders() {
    data.file("frontal/trainset/labels/image00001.pts", points("1 1", "2 2"));
    data.fails(
        "train",
        "DATA: holds no pictures with their .pts in any of "
            + FOLDERS
            + "; the authors' script puts them there");
  }

  @Test
  void pointsWithoutPicture_areAnErrorNamingThePoints() {
    data.file("right/trainset/image00001.pts", points("1 1", "2 2"));
    data.fails(
        "train", "DATA/right/trainset/image00001.pts: has no picture of the same name beside it");
  }
}
