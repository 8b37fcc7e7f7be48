package org.wingloss.data.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import org.wingloss.data.dataset.writer.DatasetWriter;
import org.wingloss.data.dataset.writer.RenderedFaceSource;
import org.wingloss.data.doctor.Finding.Severity;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.face.Visibility;
import org.wingloss.data.synthetic.SyntheticFaces;

/** What the doctor says of a fault that only one split has. */
class SplitsTest {
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
    Files.writeString(lists.resolve("face_valid.json"), "{\"annotations\":[");
    DoctorReport diagnosis = Doctor.examine(reader, folder, done -> {});
    assertEquals(diagnosis.splits().get(0).found(), finding(diagnosis, "leakage").count());
    Finding broken = finding(diagnosis, "faces");
    assertEquals(Severity.ERROR, broken.severity());
    String first = broken.examples().get(0);
    assertTrue(first.startsWith(lists.resolve("face_valid.json") + ": "), first);
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
  }

  /** A file of all faces, or of a part of train, would look like a leak. */
  @Test
  void furtherFileThatIsNoTestList_isNamedAndNotExamined() throws IOException {
    DatasetReader reader = written("dlib");
    for (String name : List.of("labels.xml", "labels_train_small.xml")) {
      Files.copy(folder.resolve("labels_train.xml"), folder.resolve(name));
    }
    DoctorReport diagnosis = Doctor.examine(reader, folder, done -> {});
    Finding lists = finding(diagnosis, "lists");
    assertEquals(Severity.OK, lists.severity());
    assertEquals(List.of("labels.xml", "labels_train_small.xml"), lists.examples());
    assertEquals(Severity.OK, finding(diagnosis, "leakage").severity());
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
