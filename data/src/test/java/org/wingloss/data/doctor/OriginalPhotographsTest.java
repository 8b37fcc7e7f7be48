package org.wingloss.data.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.dataset.DatasetReader;
import org.wingloss.data.dataset.Holdout;
import org.wingloss.data.dataset.writer.RenderedFace;
import org.wingloss.data.dataset.writer.RenderedFaceSource;
import org.wingloss.data.doctor.Finding.Severity;
import org.wingloss.data.face.Face;
import org.wingloss.data.format.PtsFile;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.data.synthetic.SyntheticFaces;

/**
 * 300-W as it was published: each of several people in one photograph has a file of its own that
 * holds the whole photograph.
 */
class OriginalPhotographsTest {
  private static final String AFW = "afw/%1$05d_%2$d.jpg";
  private static final String NAMELESS = "lfpw/trainset/image_%3$04d.png";
  private static final int PHOTOGRAPHS = 30;
  private static final int SIZE = 64;
  private static final LandmarkScheme SCHEME = LandmarkScheme.of("300w-68");
  private static final int FACES = 60;

  private static List<RenderedFace> rendered;

  private final DatasetReader reader = DatasetReader.of("300w");

  @TempDir private Path data;

  /** The photograph of each face. */
  private final Map<String, Integer> photographs = new TreeMap<>();

  @BeforeAll
  static void render() {
    RenderedFaceSource source = RenderedFaceSource.synthetic(new SyntheticFaces(5), SIZE);
    rendered = IntStream.range(0, FACES).mapToObj(i -> source.face(i, SCHEME)).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {AFW, NAMELESS})
  void everyTenth_severalPeopleOfAPhotograph_areOnOneSide(String names) {
    write(names, false);
    assertEquals(FACES, reader.read(data, "train").size());
    assertTogether();
  }

  @Test
  void everyTenth_cropsOfOnePhotograph_areKnownByTheNamesOfAfw() {
    write(AFW, true);
    assertTogether();
  }

  @ParameterizedTest
  @ValueSource(strings = {AFW, NAMELESS})
  void fixList_severalPeopleOfAPhotograph_namesNoneOfThem(String names) {
    write(names, false);
    DoctorReport report = Doctor.examine(reader, data, done -> {});
    assertEquals(List.of(), report.fix());
    assertEquals(Severity.OK, finding(report, "duplicates").severity());
  }

  @Test
  void validationList_oldSplit_isReadAsItIs_andDoctorNamesItsPhotographs() throws IOException {
    write(AFW, false);
    List<String> old = oldSplit();
    Files.write(data.resolve("wingloss-validation.txt"), old);
    assertEquals(old, ids(reader.read(data, "validation")));
    assertEquals(FACES, reader.read(data, "train").size(), "training leaves the list out itself");

    DoctorReport report = Doctor.examine(reader, data, done -> {});
    Finding shared = finding(report, "photographs");
    Set<Integer> heldOut = new HashSet<>(old.stream().map(photographs::get).toList());
    List<String> beside = new ArrayList<>(photographs.keySet());
    beside.removeIf(id -> old.contains(id) || !heldOut.contains(photographs.get(id)));
    assertEquals(Severity.WARNING, shared.severity());
    assertEquals(beside.size(), shared.count(), "faces train beside a validation face");
    assertEquals(Severity.OK, finding(report, "leakage").severity());
    assertEquals(Severity.OK, finding(report, "duplicates").severity());
    assertTrue(report.findings().stream().noneMatch(found -> found.check().equals("validation")));
    assertEquals(List.of(), report.fix());
    assertEquals(
        6,
        report.splits().stream()
            .filter(split -> split.split().equals("validation"))
            .findFirst()
            .orElseThrow()
            .found());
  }

  @Test
  void validationList_faceThatTrainsToo_isALeak() throws IOException {
    write(AFW, false);
    Files.copy(data.resolve("afw/00003_1.jpg"), data.resolve("afw/90000_1.jpg"));
    Files.copy(data.resolve("afw/00003_1.pts"), data.resolve("afw/90000_1.pts"));
    Files.write(data.resolve("wingloss-validation.txt"), List.of("afw/00003_1.jpg"));
    DoctorReport report = Doctor.examine(reader, data, done -> {});
    assertEquals(
        List.of("afw/90000_1.jpg = afw/00003_1.jpg"), finding(report, "leakage").examples());
    assertEquals(List.of("afw/90000_1.jpg"), report.fix());
  }

  @Test
  void everyTenth_besideAValidationList_isRefused() throws IOException {
    write(AFW, false);
    Path list = data.resolve("wingloss-validation.txt");
    Files.write(list, oldSplit());
    List<Face> training = reader.read(data, "train");
    String message =
        assertThrows(InvalidDataException.class, () -> reader.everyTenth(data, training))
            .getMessage();
    assertEquals(
        list
            + ": names the validation set, so every tenth photograph is not held out;"
            + " set validation=list, or remove this file",
        message);
  }

  @Test
  void validationList_lineThatNamesNoPicture_isAnErrorNamingIt() throws IOException {
    write(AFW, false);
    Path list = data.resolve("wingloss-validation.txt");
    Files.write(list, List.of("// held out", "afw/00003_1.jpg", "", "afw/3.jpg"));
    assertEquals(list + ", line 4: expected a picture of train but found 'afw/3.jpg'", failure());
    Files.write(list, List.of("// nobody"));
    assertEquals(list + ": names no face that can be read", failure());
  }

  private String failure() {
    return assertThrows(InvalidDataException.class, () -> reader.read(data, "validation"))
        .getMessage();
  }

  /** Every tenth file by sorted path, which parts photographs. */
  private List<String> oldSplit() {
    List<String> all = List.copyOf(photographs.keySet());
    List<String> old = new ArrayList<>();
    for (int i = 0; i < all.size(); i += 10) {
      old.add(all.get(i));
    }
    return old;
  }

  private void assertTogether() {
    Holdout parts = reader.everyTenth(data, reader.read(data, "train"));
    assertEquals(parts.validation(), reader.read(data, "validation"));
    Set<Integer> heldOut = new HashSet<>();
    parts.validation().forEach(face -> heldOut.add(photographs.get(face.id())));
    assertEquals(3, heldOut.size(), "every tenth of " + PHOTOGRAPHS);
    assertEquals(
        List.of(),
        ids(parts.rest()).stream().filter(id -> heldOut.contains(photographs.get(id))).toList(),
        "trains beside a face that is held out");
  }

  /** Photographs of one, two and three people. */
  private void write(String names, boolean cropped) {
    int number = 0;
    for (int photograph = 0; photograph < PHOTOGRAPHS; photograph++) {
      int people = 1 + photograph % 3;
      List<RenderedFace> faces = rendered.subList(number, number + people);
      RgbImage whole = row(faces.stream().map(RenderedFace::image).toList());
      for (int i = 0; i < people; i++) {
        String id = names.formatted(photograph, i + 1, number++);
        photographs.put(id, photograph);
        write(
            id,
            cropped ? faces.get(i).image() : whole,
            PtsFile.text(
                faces.get(i).landmarks().map(AffineMap.translation(cropped ? 0 : i * SIZE, 0))));
      }
    }
  }

  private void write(String id, RgbImage picture, String points) {
    try {
      Path file = data.resolve(id);
      Files.createDirectories(file.getParent());
      Files.write(file, ImageFiles.jpeg(picture, 0.9));
      Files.writeString(data.resolve(id.replaceAll("\\.\\w+$", ".pts")), points);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RgbImage row(List<RgbImage> pictures) {
    RgbImage row = new RgbImage(pictures.size() * SIZE, SIZE);
    for (int i = 0; i < pictures.size(); i++) {
      for (int y = 0; y < SIZE; y++) {
        System.arraycopy(
            pictures.get(i).rgb(),
            3 * y * SIZE,
            row.rgb(),
            3 * (y * pictures.size() + i) * SIZE,
            3 * SIZE);
      }
    }
    return row;
  }

  private static List<String> ids(List<Face> faces) {
    return faces.stream().map(Face::id).toList();
  }

  private static Finding finding(DoctorReport report, String check) {
    return SyntheticData.finding(report, check);
  }
}
