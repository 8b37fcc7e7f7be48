package org.wingloss.data.dataset.writer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.dataset.DatasetReader;
import org.wingloss.data.face.Face;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.ImageFiles;

/** Whatever a writer writes, the reader of the same kind gives back; for every kind there is. */
class RoundTripTest {
  private static final int FACES = 40;

  @TempDir Path folder;

  static List<String> kinds() {
    return DatasetWriter.kinds();
  }

  @Test
  void everyReader_hasAWriterButWebmorphWhose189PointsNoRenderedFaceKnows() {
    Set<String> written = new TreeSet<>(DatasetWriter.kinds());
    written.add("webmorph");
    assertEquals(written, new TreeSet<>(DatasetReader.kinds()));
  }

  /** The library would write when it was made. */
  @Test
  void matFile_ofAflw_tellsNoTime() throws IOException {
    Path data = folder.resolve("data");
    DatasetWriter.of("aflw").write(data, new SketchedFaces(), FACES);
    byte[] file = Files.readAllBytes(data.resolve("AFLWinfo_release.mat"));
    String description = new String(file, 0, 116, StandardCharsets.US_ASCII);
    assertEquals("MATLAB 5.0 MAT-file, AFLW in synthetic faces", description.trim());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void written_readBack_isTheSame(String kind) {
    Path data = folder.resolve("data");
    Map<String, List<Face>> written =
        DatasetWriter.of(kind).write(data, new SketchedFaces(), FACES);
    DatasetReader reader = DatasetReader.of(kind);
    Set<String> splits = new TreeSet<>(reader.splits());
    splits.remove("validation");
    if (kind.equals("300w") || kind.equals("aflw")) {
      // "full" is made of other splits.
      written = withFull(kind, written);
    }
    assertEquals(splits, written.keySet());
    for (String split : splits) {
      List<Face> expected = written.get(split);
      List<Face> found = reader.read(data, split);
      assertFalse(found.isEmpty(), split);
      assertEquals(
          expected.stream().map(Face::id).toList(), found.stream().map(Face::id).toList(), split);
      for (int i = 0; i < found.size(); i++) {
        assertSame(expected.get(i), found.get(i));
      }
    }
    assertEquals(
        (reader.read(data, "train").size() + 9) / 10, reader.read(data, "validation").size());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void schemes_ofWriterAndReader_areTheSame(String kind) {
    assertEquals(DatasetReader.of(kind).scheme(), DatasetWriter.of(kind).scheme());
  }

  @Test
  void anotherSchemeThanTheLayouts_isRefused() {
    assertEquals(
        "the landmarks of wflw are always wflw-98 but 'mtfl-5' was asked for",
        assertThrows(InvalidDataException.class, () -> DatasetWriter.of("wflw:mtfl-5"))
            .getMessage());
  }

  @Test
  void folderInUse_isLeftAlone() throws IOException {
    Path file = Files.writeString(folder.resolve("mine.txt"), "x");
    assertEquals(
        folder + ": is not empty; nothing was written",
        assertThrows(
                InvalidDataException.class,
                () -> DatasetWriter.of("mtfl").write(folder, new SketchedFaces(), FACES))
            .getMessage());
    assertEquals(List.of(file), listed(folder));
  }

  @Test
  void sourceThatFails_leavesNothing() throws IOException {
    RenderedFaceSource failing =
        (index, scheme) -> {
          if (index == 30) {
            throw new IllegalStateException("no more");
          }
          return new SketchedFaces().face(index, scheme);
        };
    assertThrows(
        IllegalStateException.class,
        () -> DatasetWriter.of("wflw").write(folder.resolve("new"), failing, FACES));
    assertEquals(List.of(), listed(folder));
  }

  @Test
  void wflw_plainLists_giveTheSameTestFaces() throws IOException {
    Path data = folder.resolve("data");
    DatasetWriter.of("wflw").write(data, new SketchedFaces(), FACES);
    DatasetReader reader = DatasetReader.of("wflw");
    List<Face> rich = reader.read(data, "test");
    Path lists = data.resolve("WFLW_annotations/list_98pt_rect_attr_train_test");
    Files.delete(lists.resolve("list_98pt_rect_attr_test.txt"));
    List<Face> plain = reader.read(data, "test");
    assertEquals(rich.size(), plain.size());
    for (int i = 0; i < rich.size(); i++) {
      assertEquals(rich.get(i).landmarks(), plain.get(i).landmarks());
      assertEquals(rich.get(i).subsets(), plain.get(i).subsets());
      assertEquals(Optional.empty(), plain.get(i).box());
    }
  }

  @Test
  void cofw_pictures_comeBackPixelByPixel() {
    Path data = folder.resolve("data");
    DatasetWriter.of("cofw").write(data, new SketchedFaces(), FACES);
    List<Face> faces = DatasetReader.of("cofw").read(data, "train");
    byte[] drawn = new SketchedFaces().face(0, DatasetReader.of("cofw").scheme()).image().rgb();
    assertArrayEquals(drawn, ImageFiles.read(faces.get(0).image()).rgb());
    byte[] grey = ImageFiles.read(faces.get(9).image()).rgb();
    for (int i = 0; i < grey.length; i += 3) {
      assertTrue(grey[i] == grey[i + 1] && grey[i] == grey[i + 2], "the tenth picture is grey");
    }
  }

  private static Map<String, List<Face>> withFull(String kind, Map<String, List<Face>> written) {
    Map<String, List<Face>> all = new java.util.HashMap<>(written);
    if (kind.equals("300w")) {
      List<Face> full = new ArrayList<>(written.get("common"));
      full.addAll(written.get("challenging"));
      full.sort(java.util.Comparator.comparing(Face::id));
      all.put("full", full);
    }
    return all;
  }

  private static void assertSame(Face expected, Face found) {
    String id = expected.id();
    assertTrue(Files.isRegularFile(found.image()), id);
    assertEquals(expected.image(), found.image().toAbsolutePath(), id);
    assertArrayEquals(expected.landmarks().states(), found.landmarks().states(), id);
    assertArrayEquals(expected.landmarks().vector(), found.landmarks().vector(), 1e-6, id);
    assertEquals(expected.subsets(), found.subsets(), id);
    assertEquals(expected.box().isPresent(), found.box().isPresent(), id);
    if (expected.box().isPresent()) {
      Box a = expected.box().get();
      Box b = found.box().get();
      assertArrayEquals(
          new double[] {a.left(), a.top(), a.right(), a.bottom()},
          new double[] {b.left(), b.top(), b.right(), b.bottom()},
          1e-6,
          id);
    }
  }

  private static List<Path> listed(Path folder) throws IOException {
    try (java.util.stream.Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
