package org.wingloss.data.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.data.InvalidDataException;

class AtomicFolderTest {
  private static final AtomicFolder.Content<Integer> TWO_FILES =
      folder -> {
        Files.writeString(folder.resolve("x"), "new x");
        Files.createDirectory(folder.resolve("below"));
        Files.writeString(folder.resolve("below/y"), "new y");
        return 2;
      };

  private static final AtomicFolder.Content<Integer> FAILS_AFTER_ONE =
      folder -> {
        Files.writeString(folder.resolve("x"), "new x");
        throw new IOException("the cable was pulled");
      };

  @TempDir Path root;

  @Test
  void create_absentOrEmpty_isWholeAndHandsOnTheResult() throws IOException {
    Files.createDirectory(root.resolve("empty"));
    for (String name : List.of("absent", "above/absent", "empty")) {
      Path folder = root.resolve(name);
      assertEquals(2, AtomicFolder.create(folder, TWO_FILES));
      assertEquals(List.of("below", "below/y", "x"), below(folder));
    }
    assertEquals(List.of("above", "absent", "empty"), names());
  }

  @Test
  void create_notEmpty_isRefused() throws IOException {
    Path folder = old();
    InvalidDataException e =
        assertThrows(InvalidDataException.class, () -> AtomicFolder.create(folder, TWO_FILES));
    assertEquals(folder + ": is not empty; nothing was written", e.getMessage());
    assertEquals(List.of("z"), below(folder));
  }

  @Test
  void create_filledMeanwhile_isRefusedAndKeepsWhatCameThere() throws IOException {
    Path folder = root.resolve("new");
    InvalidDataException e =
        assertThrows(
            InvalidDataException.class,
            () ->
                AtomicFolder.create(
                    folder,
                    unfinished -> {
                      Files.createDirectory(folder);
                      Files.writeString(unfinished.resolve("x"), "new x");
                      return Files.writeString(folder.resolve("z"), "a user's");
                    }));
    assertEquals(folder + ": is not empty; nothing was written", e.getMessage());
    assertEquals("a user's", Files.readString(folder.resolve("z")));
    assertEquals(List.of("new"), names());
  }

  @Test
  void create_fileComesMeanwhile_isRefusedAndKeepsIt() throws IOException {
    Path file = root.resolve("new");
    InvalidDataException e =
        assertThrows(
            InvalidDataException.class,
            () -> AtomicFolder.create(file, unfinished -> Files.writeString(file, "a user's")));
    assertTrue(e.getMessage().startsWith(file + ": cannot be written: "), e.getMessage());
    assertEquals("a user's", Files.readString(file));
    assertEquals(List.of("new"), names());
  }

  /** The system goes to what the link leads to, and back from there. */
  @Test
  void createAndReplace_throughALinkAndBack_touchOnlyWhatTheSystemFinds() throws IOException {
    Path kept = old();
    Files.createDirectories(root.resolve("other/deep"));
    Path link = Files.createSymbolicLink(root.resolve("link"), root.resolve("other/deep"));
    AtomicFolder.create(link.resolve("../old"), TWO_FILES);
    assertEquals(List.of("below", "below/y", "x"), below(root.resolve("other/old")));
    AtomicFolder.replace(link.resolve("../old"), folder -> Files.createFile(folder.resolve("r")));
    assertEquals(List.of("r"), below(root.resolve("other/old")));
    assertEquals(List.of("z"), below(kept));
  }

  @Test
  void create_linkToAnEmptyFolder_fillsThatFolder() throws IOException {
    Path empty = Files.createDirectory(root.resolve("empty"));
    Path link = Files.createSymbolicLink(root.resolve("link"), empty);
    AtomicFolder.create(link, TWO_FILES);
    assertTrue(Files.isSymbolicLink(link));
    assertEquals(List.of("below", "below/y", "x"), below(empty));
  }

  @Test
  void create_fails_leavesNothing() throws IOException {
    InvalidDataException e =
        assertThrows(
            InvalidDataException.class,
            () -> AtomicFolder.create(root.resolve("new"), FAILS_AFTER_ONE));
    assertTrue(e.getMessage().endsWith("the cable was pulled"), e.getMessage());
    assertEquals(List.of(), names());
  }

  @Test
  void replace_olderFolder_isGoneWithItsContent() throws IOException {
    Path folder = old();
    AtomicFolder.replace(folder, TWO_FILES);
    assertEquals(List.of("below", "below/y", "x"), below(folder));
    assertEquals(List.of("old"), names());
  }

  @Test
  void replace_fails_leavesTheOlderFolderAndNothingElse() throws IOException {
    Path folder = old();
    assertThrows(InvalidDataException.class, () -> AtomicFolder.replace(folder, FAILS_AFTER_ONE));
    assertEquals(List.of("z"), below(folder));
    assertEquals(List.of("old"), names());
  }

  /** Whoever finds the folder after a power failure takes it for whole. */
  @Test
  @DisabledOnOs(OS.WINDOWS) // A folder cannot be opened there.
  void createAndReplace_filesAndFolders_areSyncedBeforeTheFolderIsThere() throws IOException {
    Path real = root.toRealPath();
    Path old = old();
    Set<String> synced =
        SyncedPaths.during(
            () -> {
              AtomicFolder.create(root.resolve("new"), TWO_FILES);
              AtomicFolder.replace(old, TWO_FILES);
            });
    List<String> names =
        synced.stream()
            .filter(path -> path.startsWith(real.toString()))
            .map(path -> path.substring(real.toString().length()))
            .map(path -> path.replaceAll("[0-9a-f]{16}", "HEX"))
            .sorted()
            .toList();
    List<String> expected = new ArrayList<>(List.of(""));
    for (String name : List.of("new", "old")) {
      for (String below : List.of("", "/below", "/below/y", "/x")) {
        expected.add("/" + name + ".HEX.unfinished" + below);
      }
    }
    assertEquals(expected, names);
  }

  @Test
  void replace_readOnlyFileAndLinkToNothing_areKeptAsTheyAre() throws IOException {
    Path folder = old();
    AtomicFolder.replace(
        folder,
        unfinished -> {
          Files.createSymbolicLink(unfinished.resolve("link"), Path.of("nowhere"));
          return Files.writeString(unfinished.resolve("x"), "new x").toFile().setReadOnly();
        });
    assertEquals(List.of("link", "x"), below(folder));
  }

  @Test
  void replace_foldersWithLikeNames_areNotTouched() throws IOException {
    Path folder = old();
    for (String name : List.of("old.old", "old.unfinished", "old.part")) {
      Files.createDirectory(root.resolve(name));
    }
    AtomicFolder.replace(folder, TWO_FILES);
    assertEquals(List.of("old", "old.old", "old.part", "old.unfinished"), names());
  }

  @Test
  void replace_fileInTheWay_isRefused() throws IOException {
    Path file = Files.writeString(root.resolve("file"), "kept");
    InvalidDataException e =
        assertThrows(InvalidDataException.class, () -> AtomicFolder.replace(file, TWO_FILES));
    assertEquals(
        file + ": is in the way: expected a folder, found a file; nothing was written",
        e.getMessage());
    assertEquals("kept", Files.readString(file));
  }

  @Test
  void replaceUnless_anotherProcessWasFaster_leavesItsFolder() throws IOException {
    Path folder = root.resolve("shared");
    AtomicFolder.replaceUnless(
        folder,
        unfinished -> {
          Files.createDirectory(folder);
          return Files.writeString(folder.resolve("x"), "of the first");
        },
        there -> Files.exists(there.resolve("x")));
    assertEquals("of the first", Files.readString(folder.resolve("x")));
    assertEquals(List.of("shared"), names());
  }

  @Test
  void replaceUnless_anotherProcessMovesTheOlderFolderAway_writesItsOwn() throws IOException {
    Path folder = old();
    AtomicFolder.replaceUnless(
        folder,
        TWO_FILES,
        there -> {
          try {
            Files.move(folder, root.resolve("moved"));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          return false;
        });
    assertEquals(List.of("below", "below/y", "x"), below(folder));
    assertEquals(List.of("moved", "old"), names());
  }

  @Test
  void replace_failsAndCannotTidyUp_saysWhyItFailed() throws IOException {
    FileSystem medium =
        FileSystems.newFileSystem(root.resolve("medium.zip"), Map.of("create", "true"));
    InvalidDataException e =
        assertThrows(
            InvalidDataException.class,
            () ->
                AtomicFolder.replace(
                    medium.getPath("/new"),
                    folder -> {
                      medium.close();
                      throw new IOException("the cable was pulled");
                    }));
    assertEquals("/new: cannot be written: the cable was pulled", e.getMessage());
  }

  private Path old() throws IOException {
    Path folder = Files.createDirectory(root.resolve("old"));
    Files.writeString(folder.resolve("z"), "old z");
    return folder;
  }

  private List<String> names() throws IOException {
    try (Stream<Path> all = Files.list(root)) {
      return all.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  private static List<String> below(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.skip(1).map(path -> folder.relativize(path).toString()).sorted().toList();
    }
  }
}
