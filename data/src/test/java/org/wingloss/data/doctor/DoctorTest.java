package org.wingloss.data.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.wingloss.data.doctor.SyntheticData.finding;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.dataset.DatasetReader;
import org.wingloss.data.dataset.SkipList;
import org.wingloss.data.dataset.writer.DatasetWriter;
import org.wingloss.data.dataset.writer.RenderedFaceSource;
import org.wingloss.data.doctor.Finding.Severity;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.format.JsonLines;
import org.wingloss.data.format.JsonLinesWriter;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.synthetic.SyntheticFaces;

class DoctorTest {
  private static final int FACES = 60;

  @TempDir private static Path shared;

  private Path data;

  @BeforeAll
  static void drawOnce() {
    Path drawn = shared.resolve("drawn");
    DatasetWriter.of("jsonl")
        .write(drawn, RenderedFaceSource.synthetic(new SyntheticFaces(3), 96), FACES);
  }

  @BeforeEach
  void healthyData(@TempDir Path folder) throws IOException {
    data = folder.resolve("data");
    try (Stream<Path> files = Files.walk(shared.resolve("drawn"))) {
      for (Path file : files.toList()) {
        Files.copy(file, data.resolve(shared.resolve("drawn").relativize(file)));
      }
    }
  }

  @Test
  void healthyData_everyCheck_isFine() {
    DoctorReport diagnosis = examine();
    for (String check :
        List.of(
            "counts",
            "faces",
            "pictures",
            "index-base",
            "boxes",
            "shapes",
            "flip-map",
            "exif",
            "leakage",
            "photographs",
            "duplicates",
            "annotations")) {
      assertEquals(Severity.OK, finding(diagnosis, check).severity(), check);
    }
    assertEquals(40, diagnosis.splits().get(0).found());
    assertEquals(20, diagnosis.splits().get(1).found());
    assertEquals(List.of(), diagnosis.fix());
    assertTrue(!diagnosis.isUnusable(), diagnosis.verdict());
  }

  @Test
  void absentAndBrokenPictures_makeTheDataUnusable_andTheSkipListRepairsThem() throws IOException {
    Files.delete(picture(1));
    byte[] jpeg = Files.readAllBytes(picture(3));
    Files.write(picture(3), Arrays.copyOf(jpeg, jpeg.length / 2));
    Files.write(picture(4), new byte[0]);
    DoctorReport diagnosis = examine();
    assertEquals("unusable", diagnosis.verdict());
    assertEquals(1, finding(diagnosis, "faces").count());
    assertEquals(2, finding(diagnosis, "pictures").count());
    assertEquals(
        List.of("images/00001.jpg", "images/00003.jpg", "images/00004.jpg"), diagnosis.fix());
    assertThrows(InvalidDataException.class, () -> DatasetReader.of("jsonl").read(data, "train"));

    SkipList.add(data.resolve(SkipList.NAME), diagnosis.fix());
    DoctorReport repaired = examine();
    assertTrue(!repaired.isUnusable(), repaired.verdict());
    assertEquals(3, repaired.splits().get(0).skipped());
    assertEquals(37, DatasetReader.of("jsonl").read(data, "train").size());
  }

  @Test
  void jpegsWithoutTheirEnd_areAWarning_alsoBesideOneThatCannotBeDecoded() throws IOException {
    for (int face : List.of(1, 2)) {
      byte[] jpeg = Files.readAllBytes(picture(face));
      Files.write(picture(face), Arrays.copyOf(jpeg, jpeg.length - 2));
    }
    Finding flawed = finding(examine(), "pictures");
    assertEquals(Severity.WARNING, flawed.severity());
    assertEquals(2, flawed.count());
    assertEquals("pictures were read although their files are not whole", flawed.message());
    assertEquals(picture(1) + " lacks its end marker", flawed.examples().get(0));

    Files.write(picture(3), new byte[0]);
    assertEquals(
        List.of(Severity.ERROR, Severity.WARNING),
        examine().findings().stream()
            .filter(finding -> finding.check().equals("pictures"))
            .map(Finding::severity)
            .toList());
  }

  @Test
  void testFaceAmongTheTrainingFaces_isALeak_alsoWhenRecompressed() throws IOException {
    Files.write(picture(0), ImageFiles.jpeg(ImageFiles.read(picture(2)), 0.7));
    SyntheticData faces = new SyntheticData(data);
    Landmarks tested = faces.faces("test").get(0).landmarks();
    faces.change("images/00000.jpg", face -> face.withLandmarks(tested));
    DoctorReport diagnosis = examine();
    Finding leak = finding(diagnosis, "leakage");
    assertEquals(List.of("images/00000.jpg = images/00002.jpg"), leak.examples());
    assertEquals(Severity.WARNING, leak.severity());
    assertEquals(List.of("images/00000.jpg"), diagnosis.fix(), "the training face goes");
  }

  @Test
  void trainingPictureTwice_isADuplicate() throws IOException {
    Files.write(picture(1), Files.readAllBytes(picture(0)));
    DoctorReport diagnosis = examine();
    assertEquals(
        List.of("images/00001.jpg = images/00000.jpg"),
        finding(diagnosis, "duplicates").examples());
    assertEquals(List.of("images/00001.jpg"), diagnosis.fix());
  }

  @Test
  void otherOrderOfPoints_doesNotFitTheFlipMap() {
    int[] order = new int[68];
    Arrays.setAll(order, i -> 67 - i);
    rewrite("train.jsonl", points -> points.reorder(order), 0);
    rewrite("test.jsonl", points -> points.reorder(order), 0);
    Finding flip = finding(examine(), "flip-map");
    assertEquals(Severity.ERROR, flip.severity());
    assertEquals("landmark 0 flips to 2", flip.examples().get(0));
  }

  @Test
  void boxesThatCut_areCounted() {
    rewrite("train.jsonl", points -> points, 20);
    Finding boxes = finding(examine(), "boxes");
    assertEquals(40, boxes.count());
    assertEquals(Severity.WARNING, boxes.severity());
  }

  @Test
  void pointsOnePixelBeyondTheBorder_speakForAnotherBase() {
    rewrite(
        "train.jsonl",
        points -> {
          double[] vector = points.vector();
          vector[8] = 96;
          return Landmarks.of(vector);
        },
        0);
    Finding base = finding(examine(), "index-base");
    assertEquals(40, base.count());
    assertTrue(base.message().contains("look 1-based but are read as 0-based"), base.message());
  }

  @Test
  void exifThatAsksToTurn_isReported() throws IOException {
    byte[] jpeg = Files.readAllBytes(picture(0));
    ByteArrayOutputStream turned = new ByteArrayOutputStream();
    turned.write(jpeg, 0, 2);
    turned.write(new byte[] {(byte) 0xFF, (byte) 0xE1, 0, 34});
    turned.writeBytes("Exif\0\0II*\0".getBytes(StandardCharsets.ISO_8859_1));
    turned.writeBytes(new byte[] {8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0});
    turned.writeBytes(new byte[] {0, 0, 0, 0});
    turned.write(jpeg, 2, jpeg.length - 2);
    Files.write(picture(0), turned.toByteArray());
    assertEquals(List.of("images/00000.jpg"), finding(examine(), "exif").examples());
  }

  @Test
  void skipLinesThatNameNoFace_areAWarning() {
    List<String> lines = List.of("images/00000.jpg", "gone.jpg", "test: images/00001.jpg");
    SkipList.add(data.resolve(SkipList.NAME), lines);
    Finding idle = finding(examine(), "skip-list");
    assertEquals(Severity.WARNING, idle.severity());
    assertEquals(lines.subList(1, 3), idle.examples());
  }

  @Test
  void splitThatIsThereButCannotBeRead_isAnErrorAndNotAbsent() throws IOException {
    Path list = data.resolve("train.jsonl");
    Files.writeString(list, "no JSON");
    DoctorReport diagnosis = examine();
    Finding broken = finding(diagnosis, "faces");
    assertEquals(Severity.ERROR, broken.severity());
    assertEquals("split is there but cannot be read", broken.message());
    assertTrue(broken.examples().get(0).startsWith(list.toString()), broken.toString());
    assertEquals("unusable", diagnosis.verdict());
    assertTrue(diagnosis.splits().stream().allMatch(split -> split.absent().isEmpty()));
  }

  @Test
  void everyTrainingFaceBroken_isAnErrorThatNamesThem(@TempDir Path folder) throws IOException {
    DatasetReader reader = DatasetReader.of("300w");
    Path faces = folder.resolve("300w");
    DatasetWriter.of("300w")
        .write(faces, RenderedFaceSource.synthetic(new SyntheticFaces(3), 64), 20);
    for (Face face : reader.read(faces, "train")) {
      Files.writeString(faces.resolve(face.id().replaceAll("\\w+$", "pts")), "");
    }
    Finding broken = finding(Doctor.examine(reader, faces, done -> {}), "faces");
    assertEquals(Severity.ERROR, broken.severity());
    assertEquals(10, broken.count());
  }

  @Test
  void protocolWithOtherCounts_isUsableWithCare(@TempDir Path folder) {
    Path wflw = folder.resolve("wflw");
    DatasetWriter.of("wflw")
        .write(wflw, RenderedFaceSource.synthetic(new SyntheticFaces(3), 64), 40);
    DoctorReport diagnosis = Doctor.examine(DatasetReader.of("wflw"), wflw, done -> {});
    assertEquals("usable with care", diagnosis.verdict());
    assertEquals(
        List.of("train: 20 of 7500", "test: 20 of 2500"),
        finding(diagnosis, "counts").examples().subList(0, 2));
    assertEquals(
        326,
        diagnosis.splits().stream()
            .filter(c -> c.split().equals("test/pose"))
            .findFirst()
            .orElseThrow()
            .expected());
  }

  @Test
  void folderWithoutAnyList_isAnError(@TempDir Path folder) {
    assertEquals(
        folder + ": holds no list train.jsonl nor one ending in _train.jsonl",
        assertThrows(
                InvalidDataException.class,
                () -> Doctor.examine(DatasetReader.of("jsonl"), folder, done -> {}))
            .getMessage());
  }

  private DoctorReport examine() {
    return Doctor.examine(DatasetReader.of("jsonl"), data, done -> {});
  }

  private Path picture(int number) {
    return data.resolve("images/%05d.jpg".formatted(number));
  }

  /** Writes a list anew with changed points and boxes whose left side is moved. */
  private void rewrite(
      String list, java.util.function.UnaryOperator<Landmarks> change, double cut) {
    Path file = data.resolve(list);
    List<Face> faces = JsonLines.read(file);
    try (JsonLinesWriter out = JsonLines.writer(file)) {
      for (Face face : faces) {
        Landmarks seen = Landmarks.of(face.landmarks().vector());
        org.wingloss.data.geometry.Box box = seen.bounds();
        out.write(
            face.withLandmarks(change.apply(seen))
                .withBox(
                    new org.wingloss.data.geometry.Box(
                        box.left() + cut, box.top(), box.right(), box.bottom())));
      }
      out.finish();
    }
  }
}
