package org.wingloss.data.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.wingloss.data.doctor.SyntheticData.finding;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.data.dataset.DatasetReader;
import org.wingloss.data.dataset.SkipList;
import org.wingloss.data.dataset.writer.DatasetWriter;
import org.wingloss.data.dataset.writer.RenderedFaceSource;
import org.wingloss.data.doctor.Finding.Severity;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.face.Visibility;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.synthetic.SyntheticFaces;

/** What the doctor says of a fault that only one split has. */
class SplitsTest {
  private static final String BOX = "{\"id\":\"images/%05d.jpg\",\"box\":[10,12,50,56]}\n";

  private Path folder;

  @BeforeEach
  void place(@TempDir Path temporary) {
    folder = temporary.resolve("data");
  }

  @Test
  void landmarkThatNoFaceOfTrainHas_isAnError_alsoWhereTestFacesHaveIt() {
    Finding absent = withoutLandmark67("train");
    assertEquals(Severity.ERROR, absent.severity());
    assertEquals(List.of("landmark 67 of train"), absent.examples());
  }

  @Test
  void landmarkThatNoFaceOfTestHas_isAWarning() {
    Finding absent = withoutLandmark67("test");
    assertEquals(Severity.WARNING, absent.severity());
    assertEquals(List.of("landmark 67 of test"), absent.examples());
  }

  @Test
  void dlibListOfASmallerScheme_besideAWholeOne_makesTheDataUnusable() throws IOException {
    DoctorReport whole = Doctor.examine(written("dlib"), folder, done -> {});
    assertEquals(Severity.OK, finding(whole, "faces").severity());

    Path list = folder.resolve("labels_train.xml");
    String parts = "<part name=.(0[5-9]|[1-6][0-9]). [^>]*>";
    Files.writeString(list, Files.readString(list).replaceAll(parts, ""));
    DoctorReport diagnosis = Doctor.examine(DatasetReader.of("dlib"), folder, done -> {});
    Finding broken = finding(diagnosis, "faces");
    assertEquals(Severity.ERROR, broken.severity());
    assertEquals(
        List.of(
            list
                + ": expected the 68 landmarks of 300w-68 but found 5 (name another scheme after"
                + " the kind: KIND:SCHEME)"),
        broken.examples());
    assertEquals("unusable", diagnosis.verdict());
  }

  @Test
  void testSplitWithoutItsList_isAbsent() throws IOException {
    DatasetReader wflw = written("wflw");
    Path lists = folder.resolve("WFLW_annotations");
    Files.delete(lists.resolve("list_98pt_rect_attr_train_test/list_98pt_rect_attr_test.txt"));
    Files.delete(lists.resolve("list_98pt_test/list_98pt_test.txt"));
    assertAbsent(Doctor.examine(wflw, folder, done -> {}), "test");
  }

  @Test
  void testSplitOfAPartOfItsFolders_isAbsent() throws IOException {
    DatasetReader reader = written("300w");
    Files.move(folder.resolve("ibug"), folder.resolve("elsewhere"));
    assertAbsent(Doctor.examine(reader, folder, done -> {}), "full");
  }

  /** As valid and valid_challenge of HRNet's and mmpose's 300-W. */
  @Test
  void furtherTestLists_areExamined() throws IOException {
    DatasetReader reader = written("coco");
    Path lists = folder.resolve("annotations");
    Files.copy(lists.resolve("face_train.json"), lists.resolve("face_valid_challenge.json"));
    DoctorReport diagnosis = Doctor.examine(reader, folder, done -> {});
    assertEquals(diagnosis.splits().get(0).found(), finding(diagnosis, "leakage").count());
  }

  @Test
  void brokenFaceOfAFurtherTestList_isAnError() {
    SyntheticData data = SyntheticData.write(folder, 20, 64);
    List<Face> tested = data.faces("test");
    Face absent = tested.get(1).withId("absent").withImage(Path.of("images/absent.jpg"));
    data.write("test_pose", List.of(tested.get(0), absent));
    DoctorReport diagnosis = data.examine();
    Finding broken = finding(diagnosis, "faces");
    assertEquals(Severity.ERROR, broken.severity());
    assertEquals(1, broken.count());
    assertEquals(List.of("absent"), diagnosis.fix());
  }

  @Test
  void furtherListThatCannotBeRead_isNamedAndDoesNotMakeTheDataUnusable() throws IOException {
    DatasetReader reader = written("coco");
    Path list = folder.resolve("annotations/face_valid.json");
    Files.writeString(list, "{\"annotations\":[");
    assertNotExamined(Doctor.examine(reader, folder, done -> {}), list + ": ");
  }

  /** Boxes of a detector, which are called like a test list. */
  @Test
  void furtherListWithoutLandmarks_isNamedAndDoesNotMakeTheDataUnusable() throws IOException {
    SyntheticData data = SyntheticData.write(folder.resolve("jsonl"), 20, 64);
    Path boxes = data.list("test-mtcnn");
    Files.writeString(boxes, BOX.formatted(2) + BOX.formatted(5));
    SkipList.add(data.folder().resolve(SkipList.NAME), List.of(SyntheticData.id(5)));
    assertNotExamined(
        data.examine(), boxes + ", line 1: the face 'images/00002.jpg' has no 'landmarks'");

    folder = folder.resolve("dlib");
    DatasetReader reader = written("dlib");
    String faces = Files.readString(folder.resolve("labels_test.xml"));
    Files.writeString(
        folder.resolve("labels_test_mtcnn.xml"), faces.replaceAll("<part [^>]*>", ""));
    assertNotExamined(
        Doctor.examine(reader, folder, done -> {}),
        "labels_test_mtcnn.xml: holds no face with landmarks");
  }

  /** As predict and train write them. */
  @Test
  void predictionsAndBoxes_besideTheLists_areNamedAndNotExamined() throws IOException {
    SyntheticData data = SyntheticData.write(folder, 20, 64);
    AffineMap error = AffineMap.translation(0.5, 0);
    for (String split : List.of("train", "test")) {
      data.write(
          split.equals("test") ? "test_predictions" : "validation-predictions",
          data.faces(split).stream()
              .map(face -> face.withLandmarks(face.landmarks().map(error)))
              .toList());
    }
    Files.writeString(data.list("test-boxes"), BOX.formatted(2));
    assertNamed(
        data.examine(),
        "test-boxes.jsonl",
        "test_predictions.jsonl",
        "validation-predictions.jsonl");
  }

  @Test
  void fileWhoseNameOnlyBeginsLikeThatOfATestList_isNamedAndNotExamined() throws IOException {
    DatasetReader reader = written("hrnet");
    for (String split : List.of("train", "test")) {
      Files.move(
          folder.resolve("face_landmarks_300w-68_" + split + ".csv"),
          folder.resolve(split + ".csv"));
    }
    Files.writeString(folder.resolve("values.csv"), "step,loss\n1,0.5\n");
    assertNamed(Doctor.examine(reader, folder, done -> {}), "values.csv");
  }

  /** As the second face of a picture that is the first of it in a subset's list. */
  @Test
  void faceOfAFurtherTestList_underAnotherId_isNoDuplicate() {
    SyntheticData data = SyntheticData.write(folder, 20, 64);
    data.write("test_pose", List.of(data.faces("test").get(0).withId("pose")));
    DoctorReport diagnosis = data.examine();
    assertTrue(
        diagnosis.splits().stream()
            .anyMatch(count -> count.split().equals("test_pose") && count.found() == 1),
        diagnosis.splits().toString());
    assertEquals(Severity.OK, finding(diagnosis, "duplicates").severity());
    String boxes = finding(diagnosis, "boxes").message();
    assertTrue(boxes.contains("20 boxes"), boxes);
  }

  @Test
  void faceThatIsThereUnderTwoIds_isCountedOnceAndLeftOutUnderBoth() throws IOException {
    SyntheticData data = SyntheticData.write(folder, 20, 64);
    List<Face> tested = data.faces("test");
    data.write("test_pose", List.of(tested.get(0).withId("pose"), tested.get(1)));
    Files.write(data.picture(2), new byte[0]);
    DoctorReport diagnosis = data.examine();
    assertEquals(1, finding(diagnosis, "pictures").count());
    assertEquals(List.of(SyntheticData.id(2), "pose"), diagnosis.fix());
  }

  /** A file of all faces, or of a part of train, would look like a leak. */
  @Test
  void furtherFileThatIsNoTestList_isNamedAndNotExamined() throws IOException {
    DatasetReader reader = written("dlib");
    for (String name : List.of("labels.xml", "labels_train_small.xml")) {
      Files.copy(folder.resolve("labels_train.xml"), folder.resolve(name));
    }
    DoctorReport diagnosis = Doctor.examine(reader, folder, done -> {});
    assertNamed(diagnosis, "labels.xml", "labels_train_small.xml");
  }

  /** Files that are of no concern: nothing else is said because of them. */
  private static void assertNamed(DoctorReport diagnosis, String... files) {
    Finding lists = finding(diagnosis, "lists");
    assertEquals(Severity.OK, lists.severity());
    assertEquals(List.of(files), lists.examples());
    for (String check : List.of("faces", "leakage", "duplicates")) {
      assertEquals(Severity.OK, finding(diagnosis, check).severity(), check);
    }
    assertEquals(List.of(), diagnosis.fix());
    assertFalse(diagnosis.isUnusable(), diagnosis.toString());
  }

  private static void assertNotExamined(DoctorReport diagnosis, String reason) {
    Finding lists = finding(diagnosis, "lists");
    assertEquals(Severity.WARNING, lists.severity());
    assertEquals(1, lists.count());
    String first = lists.examples().get(0);
    assertTrue(first.startsWith(reason), first);
    assertEquals(Severity.OK, finding(diagnosis, "faces").severity());
    assertEquals(
        List.of("train", "test"), diagnosis.splits().stream().map(SplitCount::split).toList());
    assertFalse(diagnosis.isUnusable(), diagnosis.toString());
  }

  private static void assertAbsent(DoctorReport diagnosis, String split) {
    assertEquals(Severity.OK, finding(diagnosis, "faces").severity());
    assertTrue(
        diagnosis.splits().stream()
            .anyMatch(count -> count.split().equals(split) && !count.absent().isEmpty()),
        diagnosis.splits().toString());
  }

  private DatasetReader written(String kind) {
    DatasetWriter.of(kind)
        .write(folder, RenderedFaceSource.synthetic(new SyntheticFaces(3), 64), 20);
    return DatasetReader.of(kind);
  }

  private Finding withoutLandmark67(String split) {
    SyntheticData data = SyntheticData.write(folder, 20, 64);
    Stream<Face> faces =
        data.faces(split).stream()
            .map(
                face -> {
                  Visibility[] states = face.landmarks().states();
                  states[67] = Visibility.MISSING;
                  return face.withLandmarks(Landmarks.of(face.landmarks().vector(), states));
                });
    data.write(split, faces.toList());
    return finding(data.examine(), "landmarks");
  }
}
