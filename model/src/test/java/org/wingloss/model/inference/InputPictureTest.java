package org.wingloss.model.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.data.InvalidDataException;

final class InputPictureTest {
  @TempDir private Path folder;

  private void files(String... names) throws IOException {
    for (String name : names) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "x");
    }
  }

  private List<Path> paths(String... names) {
    return Stream.of(names).map(folder::resolve).toList();
  }

  private List<String> names(List<InputPicture> pictures) {
    return pictures.stream().map(p -> folder.relativize(p.file()).toString()).toList();
  }

  @Test
  void list_folder_isInNaturalOrder() throws IOException {
    files("frame10.png", "frame1.png", "frame2.png", "b/2.png", "b/010.png", "a.png");
    List<InputPicture> pictures = InputPicture.list(List.of(folder));
    assertEquals(
        List.of("a.png", "b/2.png", "b/010.png", "frame1.png", "frame2.png", "frame10.png"),
        names(pictures));
  }

  @Test
  void list_linkToAFolder_listsWhatLiesInIt() throws IOException {
    files("real/a.png", "real/drawn/a.png.png");
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("real"));
    assertEquals(
        List.of("a.png", "drawn/a.png.png"),
        InputPicture.list(List.of(link)).stream().map(InputPicture::id).toList());
    Optional<Path> drawn = Optional.of(folder.resolve("real/drawn"));
    assertEquals(
        List.of(link.resolve("a.png")),
        InputPicture.list(List.of(link), drawn).stream().map(InputPicture::file).toList());
  }

  @Test
  void list_folderThatCannotBeListed_isBadData() throws IOException {
    files("a.png", "private/b.png");
    Path closed = folder.resolve("private");
    Files.setPosixFilePermissions(closed, Set.of());
    assumeFalse(Files.isReadable(closed), "root reads everything");
    try {
      InvalidDataException e =
          assertThrows(InvalidDataException.class, () -> InputPicture.list(List.of(folder)));
      assertTrue(e.getMessage().contains("permission denied for " + closed), e.getMessage());
    } finally {
      Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void list_folder_leavesHiddenFilesOut() throws IOException {
    files("a.png", "._a.png", ".cache/b.png", "__MACOSX/c.png", "d/.e.png");
    assertEquals(List.of("a.png"), names(InputPicture.list(List.of(folder))));
    assertEquals(List.of("._a.png"), names(InputPicture.list(paths("._a.png"))));
  }

  @Test
  void list_folderWithOtherFiles_passesOverThemAndSaysSo() throws IOException {
    files("a.png", "b.webp", "c.HEIC", "d/e.heic", "notes", "._a.png", ".thumbs/a.png");
    assertEquals(List.of("a.png", "b.webp"), names(InputPicture.list(List.of(folder))));
    assertEquals(
        Optional.of(
            "files passed over because their formats are not read: 2 (2 .heic); because they are no pictures: 3 (2 hidden, 1 without an ending)"),
        InputPicture.passedOver(List.of(folder)));
    assertEquals(Optional.empty(), InputPicture.passedOver(paths("a.png", "notes")));
  }

  @Test
  void list_folderWithPicturesOfOtherFormatsAlone_isRefusedAndSaysSo() throws IOException {
    files("IMG_1.HEIC", "IMG_2.HEIC");
    InvalidDataException e =
        assertThrows(InvalidDataException.class, () -> InputPicture.list(List.of(folder)));
    assertTrue(
        e.getMessage().contains("because their formats are not read: 2 (2 .heic)"), e.getMessage());
  }

  @Test
  void drawings_pictureThatIsNamedAsTheDrawingOfAnother_isSaid() throws IOException {
    files("a.jpg", "b.png", "c.png.png", "drawn/a.jpg.png", "drawn/b.png.png");
    assertEquals(
        Optional.of(
            "2 pictures seem to be drawings of others (drawn/a.jpg.png first): what --draw wrote is passed over only where --draw names its folder again"),
        InputPicture.drawings(InputPicture.list(List.of(folder))));
    List<InputPicture> others =
        InputPicture.list(List.of(folder), Optional.of(folder.resolve("drawn")));
    assertEquals(Optional.empty(), InputPicture.drawings(others));
  }

  /** What a shell makes of {@code frame*.png}. */
  @Test
  void list_filesInTheOrderOfTheirCharacters_areInNaturalOrder() throws IOException {
    files("frame1.png", "frame10.png", "frame2.png");
    assertEquals(
        List.of("frame1.png", "frame2.png", "frame10.png"),
        names(InputPicture.list(paths("frame1.png", "frame10.png", "frame2.png"))));
  }

  @Test
  void list_filesInAnotherOrder_keepIt() throws IOException {
    files("frame1.png", "frame10.png", "frame2.png");
    List<String> backwards = List.of("frame2.png", "frame10.png", "frame1.png");
    assertEquals(backwards, names(InputPicture.list(paths(backwards.toArray(String[]::new)))));
  }

  @Test
  void ids_oneFolder_areThePathsBelowIt() throws IOException {
    files("a.png", "b/a.png");
    assertEquals(List.of("a.png", "b/a.png"), ids("."));
  }

  @Test
  void ids_foldersWithoutTheSameNames_areThePathsBelowEach() throws IOException {
    files("one/a.png", "other/b.png");
    assertEquals(List.of("a.png", "b.png"), ids("one", "other"));
  }

  @Test
  void ids_foldersWithTheSameNames_areThePathsBelowTheirCommonFolder() throws IOException {
    files("x/one/a.png", "x/other/a.png", "x/other/b.png");
    assertEquals(List.of("one/a.png", "other/a.png", "other/b.png"), ids("x/one", "x/other"));
    List<Path> found =
        InputPicture.list(paths("x/one", "x/other")).stream().map(InputPicture::file).toList();
    assertEquals(paths("x/one/a.png", "x/other/a.png", "x/other/b.png"), found);
  }

  private List<String> ids(String... named) {
    return InputPicture.list(paths(named)).stream().map(InputPicture::id).toList();
  }

  @Test
  void order_thatIsNotThatOfTheCharacters_isSaid() throws IOException {
    files("frame1.png", "frame2.png", "frame10.png");
    assertEquals(
        Optional.of("pictures are in the order of their numbers: frame2.png before frame10.png"),
        InputPicture.order(InputPicture.list(List.of(folder))));
    Files.delete(folder.resolve("frame10.png"));
    assertEquals(Optional.empty(), InputPicture.order(InputPicture.list(List.of(folder))));
  }

  @Test
  void sortKey_ofNames_ordersThemAsPeopleNumberThings() {
    List<String> names =
        List.of(
            "",
            "0",
            "00",
            "01",
            "1",
            "2",
            "010",
            "10",
            "a",
            "a/",
            "a0",
            "a00",
            "a01",
            "a1",
            "a1b",
            "a2",
            "a10",
            "a10b",
            "a~",
            "b/2.png",
            "b/9",
            "b/010.png",
            "b:9",
            "é1",
            "\ud83d\ude00",
            "\uffee");
    for (int i = 0; i < names.size(); i++) {
      for (int j = 0; j < names.size(); j++) {
        assertEquals(
            Integer.compare(i, j),
            Integer.signum(
                Arrays.compareUnsigned(
                    InputPicture.sortKey(names.get(i)), InputPicture.sortKey(names.get(j)))),
            names.get(i) + " and " + names.get(j));
      }
    }
  }
}
