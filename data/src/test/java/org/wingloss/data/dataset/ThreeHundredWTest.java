package org.wingloss.data.dataset;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Face;

class ThreeHundredWTest {
  private final DatasetReader reader = DatasetReader.of("300w");

  @TempDir Path data;

  @BeforeEach
  void trainingFolders() throws IOException {
    for (int i = 0; i < 9; i++) {
      face("afw", "a" + i, ".jpg", framed(68, i));
    }
    for (int i = 0; i < 5; i++) {
      face("helen/trainset", "h" + i, ".png", plain(68, i));
    }
  }

  @Test
  void points_oneBasedFile_becomeZeroBased() {
    Face first = reader.read(data, "train").get(0);
    assertEquals("afw/a0.jpg", first.id());
    assertEquals(data.resolve("afw/a0.jpg"), first.image());
    assertEquals(9, first.landmarks().x(0), "the file says 10");
    assertEquals(19, first.landmarks().y(0), "the file says 20");
    assertEquals(9 + 67, first.landmarks().x(67));
    assertEquals(19 + 2 * 67, first.landmarks().y(67));
    assertTrue(first.box().isEmpty());
  }

  @Test
  void points_withoutFrame_readTheSame() {
    List<Face> faces = reader.read(data, "train");
    assertEquals(faces.get(2).landmarks(), faces.get(11).landmarks());
    assertEquals("helen/trainset/h2.png", faces.get(11).id());
    assertEquals(Set.of("helen"), faces.get(11).subsets());
  }

  @Test
  void validation_everyTenthTrainingPicture_isSorted() {
    List<String> ids = reader.read(data, "validation").stream().map(Face::id).toList();
    assertEquals(List.of("afw/a0.jpg", "helen/trainset/h1.png"), ids);
  }

  @Test
  void full_isCommonAndChallenging() throws IOException {
    face("helen/testset", "x", ".jpg", framed(68, 0));
    face("lfpw/testset", "image_0001", ".png", framed(68, 0));
    face("ibug", "image_092 _01", ".jpg", framed(68, 0));
    assertEquals(2, reader.read(data, "common").size());
    List<Face> full = reader.read(data, "full");
    assertEquals(
        List.of("helen/testset/x.jpg", "ibug/image_092 _01.jpg", "lfpw/testset/image_0001.png"),
        full.stream().map(Face::id).toList());
    assertEquals(Set.of("challenging"), full.get(1).subsets());
    assertEquals(Set.of("common"), full.get(2).subsets());
  }

  @Test
  void has_partOfATestSet_isThereAndNothingIsNot() throws IOException {
    assertTrue(reader.has(data, "train"));
    assertTrue(reader.has(data, "validation"));
    for (String split : List.of("common", "challenging", "full", "private")) {
      assertFalse(reader.has(data, split), split);
    }
    face("lfpw/testset", "image_0001", ".png", framed(68, 0));
    assertTrue(reader.has(data, "full"), "half a test set must be refused, not passed over");
    assertFalse(reader.hasWhole(data, "full"));
    assertFalse(reader.has(data, "challenging"));
  }

  @Test
  void private_bothFolders_areSubsets() throws IOException {
    face("300W/01_Indoor", "indoor_001", ".png", framed(68, 0));
    face("300W/02_Outdoor", "outdoor_001", ".png", framed(68, 0));
    List<Face> faces = reader.read(data, "private");
    assertEquals(Set.of("indoor"), faces.get(0).subsets());
    assertEquals(Set.of("outdoor"), faces.get(1).subsets());
  }

  @Test
  void mirroredTwin_isPassedOver() throws IOException {
    face("afw", "a0_mirror", ".jpg", framed(68, 0));
    assertEquals(14, reader.read(data, "train").size());
  }

  @Test
  void endingsInCapitals_areAPictureAndItsPoints() throws IOException {
    face("afw", "b", ".JPG", framed(68, 0));
    Files.move(data.resolve("afw/b.pts"), data.resolve("afw/b.PTS"));
    List<Face> faces = reader.read(data, "train");
    assertEquals(15, faces.size());
    assertEquals("afw/b.JPG", faces.get(9).id());
  }

  @Test
  void trainingFoldersWithoutPicturesAndPoints_areAnError(@TempDir Path other) throws IOException {
    Files.createDirectories(other.resolve("afw"));
    assertEquals(
        other + ": holds no faces in any of afw, helen/trainset, lfpw/trainset",
        assertThrows(InvalidDataException.class, () -> reader.read(other, "train")).getMessage());
  }

  @Test
  void everyFaceBroken_readTolerantly_isAProblemEach() throws IOException {
    for (Face face : reader.read(data, "train")) {
      Files.writeString(data.resolve(face.id().replaceAll("\\.[a-z]+$", ".pts")), "");
    }
    Reading reading = reader.readTolerantly(data, "train");
    assertEquals(List.of(), reading.faces());
    assertEquals(14, reading.problems().size());
  }

  @Test
  void missingTestFolder_isAnError() throws IOException {
    face("helen/testset", "x", ".jpg", framed(68, 0));
    assertEquals(data.resolve("lfpw/testset") + ": there is no such folder", failure("common"));
  }

  @Test
  void sixtySevenPoints_areAnErrorNamingTheFile() throws IOException {
    Files.writeString(data.resolve("afw/a3.pts"), plain(67, 0));
    assertEquals(
        data.resolve("afw/a3.pts") + ": expected 68 points but found 67", failure("train"));
  }

  @Test
  void statedCount_otherThan68_isAnErrorNamingTheLine() throws IOException {
    Files.writeString(data.resolve("afw/a3.pts"), framed(67, 0));
    assertEquals(
        data.resolve("afw/a3.pts") + ", line 2: expected n_points: 68 but found 'n_points: 67'",
        failure("train"));
  }

  @Test
  void letters_areAnErrorNamingTheLine() throws IOException {
    Files.writeString(data.resolve("afw/a3.pts"), framed(68, 0).replace("12.000 24.000", "12.0 O"));
    assertEquals(
        data.resolve("afw/a3.pts") + ", line 6: expected a number but found 'O'", failure("train"));
  }

  @Test
  void notANumber_isAnError() throws IOException {
    Files.writeString(data.resolve("afw/a3.pts"), framed(68, 0).replace("12.000", "NaN"));
    assertTrue(failure("train").endsWith("line 6: expected a number but found 'NaN'"));
  }

  @Test
  void pictureWithoutPoints_isAnErrorNamingThePicture() throws IOException {
    Files.delete(data.resolve("afw/a3.pts"));
    assertEquals(
        data.resolve("afw/a3.jpg") + ": has no points: there is no " + data.resolve("afw/a3.pts"),
        failure("train"));
  }

  @Test
  void pointsWithoutPicture_areAnErrorNamingThePoints() throws IOException {
    Files.delete(data.resolve("afw/a3.jpg"));
    assertEquals(
        data.resolve("afw/a3.pts") + ": has no picture of the same name beside it",
        failure("train"));
  }

  @Test
  void emptyPoints_areAnError() throws IOException {
    Files.writeString(data.resolve("afw/a3.pts"), "");
    assertEquals(data.resolve("afw/a3.pts") + ": is empty", failure("train"));
  }

  @Test
  void missingFolder_isAnError() {
    Path absent = data.resolve("absent");
    String message =
        assertThrows(InvalidDataException.class, () -> reader.read(absent, "train")).getMessage();
    assertEquals(absent + ": there is no such folder", message);
  }

  @Test
  void unknownSplit_isAnErrorNamingTheKnownOnes() {
    assertEquals(
        "300w has no split 'test'; known: train, common, challenging, full, private, validation",
        failure("test"));
  }

  @Test
  void pictureLinkedFromOutside_isRefused(@TempDir Path elsewhere) throws IOException {
    Path secret = Files.writeString(elsewhere.resolve("secret.jpg"), "x");
    Files.delete(data.resolve("afw/a3.jpg"));
    Files.createSymbolicLink(data.resolve("afw/a3.jpg"), secret);
    assertTrue(failure("train").contains("a3.jpg leads out of the data folder"));
  }

  private String failure(String split) {
    return assertThrows(InvalidDataException.class, () -> reader.read(data, split)).getMessage();
  }

  private void face(String folder, String name, String ending, String points) throws IOException {
    Files.createDirectories(data.resolve(folder));
    Files.write(data.resolve(folder).resolve(name + ending), name.getBytes(UTF_8));
    Files.writeString(data.resolve(folder).resolve(name + ".pts"), points);
  }

  private static String framed(int count, int shift) {
    return "version: 1\nn_points: " + count + "\n{\n" + plain(count, shift) + "}\n";
  }

  /** Points (10 + i, 20 + 2i), 1-based, moved right. */
  private static String plain(int count, int shift) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < count; i++) {
      out.append("%d.000 %d.000\n".formatted(10 + i + shift, 20 + 2 * i));
    }
    return out.toString();
  }
}
