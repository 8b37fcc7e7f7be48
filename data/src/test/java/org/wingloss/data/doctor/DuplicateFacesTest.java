package org.wingloss.data.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wingloss.data.dataset.DatasetReader;
import org.wingloss.data.dataset.Reading;
import org.wingloss.data.dataset.SkipList;
import org.wingloss.data.dataset.writer.DatasetWriter;
import org.wingloss.data.dataset.writer.RenderedFace;
import org.wingloss.data.dataset.writer.RenderedFaceSource;
import org.wingloss.data.doctor.Finding.Severity;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.ExifOrientation;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.data.synthetic.SyntheticFaces;

class DuplicateFacesTest {
  private static final int SIZE = 64;
  private static final LandmarkScheme SCHEME = LandmarkScheme.of("300w-68");
  private static final RenderedFaceSource FACES =
      RenderedFaceSource.synthetic(new SyntheticFaces(3), SIZE);
  private static final RenderedFace SHOWN = FACES.face(0, SCHEME);

  @TempDir private Path folder;
  private SyntheticData data;

  @BeforeEach
  void writeFaces() {
    data = SyntheticData.write(folder.resolve("data"), 21, SIZE);
  }

  @Test
  void severalPeopleOfAPhotograph_inFilesOfTheirOwn_areNoDuplicates() {
    Path photographs = folder.resolve("300w");
    DatasetWriter.of("300w").write(photographs, DuplicateFacesTest::oneOfTwo, 20);
    DoctorReport diagnosis = Doctor.examine(DatasetReader.of("300w"), photographs, done -> {});
    assertEquals(List.of(), diagnosis.fix());
    assertEquals(Severity.OK, finding(diagnosis, "duplicates").severity());
    assertEquals(Severity.OK, finding(diagnosis, "leakage").severity());
    Finding shared = finding(diagnosis, "photographs");
    assertEquals(2, shared.count(), "faces 2 and 12 train, 3 and 13 beside them test");
    assertEquals(Severity.WARNING, shared.severity());
  }

  @Test
  void severalPeopleOfAPhotograph_inOneFile_areNoDuplicates() {
    ImageFiles.writePng(oneOfTwo(0, SCHEME).image(), data.picture(0));
    Face right = data.faces("train").get(1);
    data.change(
        right.id(),
        face ->
            face.withImage(Path.of(SyntheticData.id(0)))
                .withLandmarks(face.landmarks().map(AffineMap.translation(SIZE, 0))));
    DoctorReport diagnosis = data.examine();
    assertEquals(List.of(), diagnosis.fix());
    assertEquals(Severity.OK, finding(diagnosis, "duplicates").severity());
  }

  @Test
  void faceThatIsListedTwice_isADuplicate() {
    List<Face> faces = new ArrayList<>(data.faces("train"));
    faces.add(faces.get(0).withId("again"));
    data.write("train", faces);
    DoctorReport diagnosis = data.examine();
    assertEquals(List.of("images/00000.jpg = again"), finding(diagnosis, "duplicates").examples());
    assertEquals(List.of("images/00000.jpg"), diagnosis.fix());
  }

  @ParameterizedTest
  @MethodSource("org.wingloss.data.dataset.writer.DatasetWriter#kinds")
  void flippedFace_inEveryLayout_isFound(String kind) {
    Path written = folder.resolve("written");
    DatasetWriter.of(kind)
        .write(
            written,
            (index, scheme) ->
                index == 1 ? flipped(FACES.face(0, scheme), scheme) : FACES.face(index, scheme),
            20);
    DoctorReport diagnosis = Doctor.examine(DatasetReader.of(kind), written, done -> {});
    Finding leak = finding(diagnosis, "leakage");
    Finding copy = finding(diagnosis, "duplicates");
    assertEquals(1, leak.count() + copy.count(), diagnosis.toString());
    List<String> examples = leak.count() == 1 ? leak.examples() : copy.examples();
    assertTrue(examples.get(0).contains(" = flip of "), examples.toString());
  }

  @Test
  void flipKnownByItsName_isADuplicate_evenIfItLooksOtherwise() {
    RgbImage dark = SyntheticData.flip(ImageFiles.read(data.picture(0)));
    for (int i = 0; i < dark.rgb().length; i++) {
      dark.rgb()[i] = (byte) ((dark.rgb()[i] & 255) / 3);
    }
    ImageFiles.writePng(dark, data.folder().resolve("images/00000_mirror.jpg"));
    List<Face> faces = new ArrayList<>(data.faces("train"));
    Face twin = faces.get(0);
    int[] flip = SCHEME.flipMap();
    faces.add(
        twin.withId("images/00000_mirror.jpg")
            .withImage(Path.of("images/00000_mirror.jpg"))
            .withLandmarks(twin.landmarks().map(AffineMap.flip(SIZE)).reorder(flip)));
    data.write("train", faces);
    assertEquals(
        List.of("images/00000_mirror.jpg = flip of images/00000.jpg"),
        finding(data.examine(), "duplicates").examples());
  }

  @Test
  void faceThatIsThereThrice_countsAsTwoFacesNotThreePairs() {
    copy(0, 1);
    copy(0, 3);
    DoctorReport diagnosis = data.examine();
    assertEquals(2, finding(diagnosis, "duplicates").count());
    assertEquals(List.of("images/00001.jpg", "images/00003.jpg"), diagnosis.fix());
  }

  @Test
  void faceThatTestsTwice_leaksOnce() {
    copy(0, 2);
    copy(0, 5);
    DoctorReport diagnosis = data.examine();
    assertEquals(
        List.of("images/00000.jpg = images/00002.jpg"), finding(diagnosis, "leakage").examples());
    assertEquals(1, finding(diagnosis, "duplicates").count(), "within the test split");
    assertEquals(List.of("images/00000.jpg"), diagnosis.fix());
  }

  @Test
  void oneListFile_isSaidToBeReadAsEverySplit_andDoesNotLeak() {
    DoctorReport diagnosis =
        Doctor.examine(DatasetReader.of("jsonl"), data.list("train"), done -> {});
    Finding leak = finding(diagnosis, "leakage");
    assertEquals(Severity.OK, leak.severity());
    assertEquals(
        "not checked: one list file is given, which is read whole as every split", leak.message());
    assertEquals(14, diagnosis.splits().get(0).found());
    assertEquals(
        data.list("train") + " is one list file, which is read whole as every split",
        diagnosis.splits().get(1).absent());
    assertEquals(List.of(), diagnosis.fix());
  }

  @Test
  void testListThatIsTheTrainingList_doesNotEmptyTheTrainingSet() throws IOException {
    Files.write(data.list("test"), Files.readAllBytes(data.list("train")));
    DoctorReport diagnosis = data.examine();
    assertEquals(14, finding(diagnosis, "leakage").count());
    assertEquals(List.of(), diagnosis.fix());
    assertEquals(List.of("train"), finding(diagnosis, "fix-list").examples());
  }

  @Test
  void validationListThatRepeatsTrainingFaces_isSaid() {
    data.write("validation", data.faces("train").subList(0, 2));
    DoctorReport diagnosis = data.examine();
    Finding repeated = finding(diagnosis, "validation");
    assertEquals(Severity.WARNING, repeated.severity());
    assertEquals(2, repeated.count());
    assertEquals(List.of("images/00000.jpg", "images/00001.jpg"), repeated.examples());
    assertEquals(Severity.OK, finding(diagnosis, "leakage").severity(), "they do not train");
  }

  @Test
  void idOfTrainingAndTest_isListedWithItsSplit_andTestKeepsIt() {
    List<Face> test = new ArrayList<>(data.faces("test"));
    test.add(data.faces("train").get(0));
    data.write("test", test);
    DoctorReport diagnosis = data.examine();
    assertEquals(
        List.of("images/00000.jpg = images/00000.jpg of test"),
        finding(diagnosis, "leakage").examples());
    assertEquals(List.of("train: images/00000.jpg"), diagnosis.fix());

    SkipList.add(data.folder().resolve(SkipList.NAME), diagnosis.fix());
    DoctorReport repaired = data.examine();
    assertEquals(Severity.OK, finding(repaired, "leakage").severity());
    assertEquals(List.of(), repaired.fix());
    assertEquals(13, DatasetReader.of("jsonl").read(data.folder(), "train").size());
    assertEquals(8, DatasetReader.of("jsonl").read(data.folder(), "test").size());
  }

  @Test
  void idOfTwoFaces_namesTheBrokenOneAlone() throws IOException {
    data.change(SyntheticData.id(2), face -> face.withId(SyntheticData.id(0)));
    Files.delete(data.picture(0));
    DoctorReport diagnosis = data.examine();
    assertEquals(List.of("train: images/00000.jpg"), diagnosis.fix());
    SkipList.add(data.folder().resolve(SkipList.NAME), diagnosis.fix());
    assertEquals(13, DatasetReader.of("jsonl").read(data.folder(), "train").size());
    assertEquals(7, DatasetReader.of("jsonl").read(data.folder(), "test").size());
  }

  /** The frames of a video; the last one tests. */
  @Test
  void framesThatLookAlike_areAllLeftOut() {
    List<Face> frames =
        IntStream.range(0, 200)
            .mapToObj(i -> face("f%03d.png".formatted(i), "f%03d.png".formatted(i), 0))
            .toList();
    DuplicateFaces duplicates =
        new DuplicateFaces(patient(frames.subList(0, 199), frames.subList(199, 200)));
    assertEquals(Set.copyOf(frames.subList(0, 199)), duplicates.fix());
  }

  @Test
  void thousandsOfFacesInOnePicture_areEachComparedWithTheFirst() {
    List<Face> faces = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      faces.add(face("f" + i, "crowd.png", i));
    }
    faces.set(19_999, face("again", "crowd.png", 1_500));
    DuplicateFaces duplicates =
        assertTimeoutPreemptively(
            Duration.ofSeconds(60), () -> new DuplicateFaces(patient(faces, List.of())));
    assertEquals(Set.of(faces.get(19_999)), duplicates.fix());
  }

  private static Face face(String id, String picture, int place) {
    AffineMap moved = AffineMap.translation(SIZE * (place % 100), SIZE * (place / 100));
    Landmarks landmarks = SHOWN.landmarks().map(moved);
    return new Face(id, Path.of(picture), landmarks, Optional.empty(), Set.of());
  }

  /** Every picture shows the same. */
  private static ExaminedDataset patient(List<Face> train, List<Face> test) {
    Thumbnail look = Thumbnail.of(SHOWN.image());
    Map<Path, ExaminedPicture> pictures = new HashMap<>();
    Stream.concat(train.stream(), test.stream())
        .forEach(
            face ->
                pictures.put(
                    face.image(),
                    new ExaminedPicture(
                        SIZE, SIZE, ExifOrientation.UPRIGHT, Optional.of(look), "")));
    Map<String, Reading> readings =
        Map.of(
            "train", new Reading(train, Map.of(), Set.of()),
            "test", new Reading(test, Map.of(), Set.of()));
    return new ExaminedDataset(
        "jsonl", SCHEME, readings, Map.of(), Map.of(), Map.of(), pictures, false);
  }

  /** Puts a face in the place of another, recompressed. */
  private void copy(int from, int to) {
    data.copyPicture(from, to);
    Landmarks landmarks = data.faces("train").get(from).landmarks();
    data.change(SyntheticData.id(to), face -> face.withLandmarks(landmarks));
  }

  /** Face 2k on the left and face 2k + 1 on the right of photograph k. */
  private static RenderedFace oneOfTwo(long index, LandmarkScheme scheme) {
    RenderedFace left = FACES.face(index - index % 2, scheme);
    RenderedFace right = FACES.face(index - index % 2 + 1, scheme);
    RgbImage both = SyntheticData.sideBySide(left.image(), right.image());
    return index % 2 == 0
        ? new RenderedFace(both, left.landmarks(), left.box(), left.yaw())
        : new RenderedFace(
            both,
            right.landmarks().map(AffineMap.translation(SIZE, 0)),
            right.box().moved(SIZE, 0),
            right.yaw());
  }

  private static RenderedFace flipped(RenderedFace face, LandmarkScheme scheme) {
    Box box = face.box();
    return new RenderedFace(
        SyntheticData.flip(face.image()),
        face.landmarks().map(AffineMap.flip(SIZE)).reorder(scheme.flipMap()),
        new Box(SIZE - 1 - box.right(), box.top(), SIZE - 1 - box.left(), box.bottom()),
        -face.yaw());
  }

  private static Finding finding(DoctorReport diagnosis, String check) {
    return SyntheticData.finding(diagnosis, check);
  }
}
