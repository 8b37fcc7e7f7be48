package org.wingloss.data.dataset.writer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.dataset.DatasetReader;

/**
 * What every layout must refuse: lists without a byte, pictures outside the folder, coordinates
 * that are no numbers. Damage that only one layout can have is in that reader's own test.
 */
class BadInputTest {
  private static final int FACES = 40;

  @TempDir Path folder;

  static List<String> kinds() {
    return DatasetWriter.kinds();
  }

  /** COFW's pictures are within its file; ours beside it are unpacked anew. */
  static Stream<String> kindsWithPictures() {
    return kinds().stream().filter(kind -> !kind.equals("cofw"));
  }

  /** Pictures beside their points name themselves; AFLW's names are binary, see its own tests. */
  static Stream<String> kindsWithTextLists() {
    return kindsWithPictures()
        .filter(kind -> !kind.startsWith("aflw") && !List.of("300w", "merl-rav").contains(kind));
  }

  @Test
  void kinds_areAllThere() {
    assertEquals(11, kinds().size());
    assertEquals(6, kindsWithTextLists().count());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void emptyList_isAnErrorNamingIt_andNothingIsWritten(String kind) throws IOException {
    Path data = written(kind);
    for (Path list : lists(data)) {
      byte[] whole = Files.readAllBytes(list);
      Files.write(list, new byte[0]);
      List<Path> before = files(data);
      List<String> failures = failures(kind, data);
      assertTrue(
          failures.stream().anyMatch(message -> message.startsWith(list.toString())),
          list + " without a byte: " + failures);
      assertEquals(before, files(data));
      Files.write(list, whole);
    }
  }

  @ParameterizedTest
  @MethodSource("kindsWithPictures")
  void pictureLinkedFromOutside_isRefused(String kind) throws IOException {
    Path data = written(kind);
    Path picture = DatasetReader.of(kind).read(data, "train").get(0).image();
    Path elsewhere = Files.move(picture, folder.resolve("elsewhere.jpg"));
    Files.createSymbolicLink(picture, elsewhere);
    String message = failure(kind, data);
    assertTrue(message.contains(picture.getFileName().toString()), message);
    assertTrue(message.contains("leads out of the data folder"), message);
  }

  @ParameterizedTest
  @MethodSource("kindsWithTextLists")
  void pictureNamedOutside_isRefused(String kind) throws IOException {
    Path data = written(kind);
    Path picture = DatasetReader.of(kind).read(data, "train").get(0).image();
    replace(data, picture.getFileName().toString(), "../../../../etc/passwd");
    String message = failure(kind, data);
    assertTrue(message.startsWith(data.toString()), message);
    assertTrue(message.contains("etc/passwd', which is not a path inside"), message);
  }

  @ParameterizedTest
  @MethodSource("kindsWithTextLists")
  void notANumber_isAnErrorNamingTheList(String kind) throws IOException {
    Path data = written(kind);
    replace(data, "\\b\\d+\\.\\d+", "NaN");
    String message = failure(kind, data);
    assertTrue(message.startsWith(data.toString()), message);
    assertTrue(message.contains("NaN"), message);
  }

  private Path written(String kind) {
    Path data = folder.resolve("data");
    DatasetWriter.of(kind).write(data, new SketchedFaces(), FACES);
    assertEquals(List.of(), failures(kind, data));
    return data;
  }

  private static String failure(String kind, Path data) {
    DatasetReader reader = DatasetReader.of(kind);
    return assertThrows(InvalidDataException.class, () -> reader.read(data, "train")).getMessage();
  }

  /** What goes wrong when every split is read. */
  private static List<String> failures(String kind, Path data) {
    DatasetReader reader = DatasetReader.of(kind);
    return reader.splits().stream()
        .flatMap(
            split -> {
              try {
                assertFalse(reader.read(data, split).isEmpty(), split);
                return Stream.empty();
              } catch (InvalidDataException e) {
                return Stream.of(e.getMessage());
              }
            })
        .toList();
  }

  /** Replaces every match in every list. */
  private static void replace(Path data, String pattern, String by) throws IOException {
    int changed = 0;
    for (Path list : lists(data)) {
      String text = Files.readString(list, StandardCharsets.UTF_8);
      String other = text.replaceAll(pattern, by);
      changed += other.equals(text) ? 0 : 1;
      Files.writeString(list, other);
    }
    assertTrue(changed > 0, "no list holds " + pattern);
  }

  /** All files but the pictures and WFLW's plain lists, which the rich ones stand in for. */
  private static List<Path> lists(Path data) throws IOException {
    return files(data).stream()
        .filter(file -> !file.toString().matches(".*(\\.jpg|\\.png|\\.pictures.*)"))
        .filter(file -> !file.toString().contains(".pictures/"))
        .filter(file -> !file.toString().contains("list_98pt_test"))
        .toList();
  }

  private static List<Path> files(Path data) throws IOException {
    try (Stream<Path> files = Files.walk(data)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
