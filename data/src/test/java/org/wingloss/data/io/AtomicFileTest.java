package org.wingloss.data.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.data.InvalidDataException;

class AtomicFileTest {
  @TempDir Path folder;

  @Test
  void write_bytesTextAndStream_areTheContent() throws IOException {
    AtomicFile.write(folder.resolve("bytes"), new byte[] {1, 2, 3});
    AtomicFile.write(folder.resolve("text"), "å");
    AtomicFile.write(folder.resolve("stream"), out -> out.write(7));
    AtomicFile.writeDurably(folder.resolve("durable"), new byte[] {4});
    assertEquals(ByteBuffer.wrap(new byte[] {1, 2, 3}), content("bytes"));
    assertEquals(UTF_8.encode("å"), content("text"));
    assertEquals(ByteBuffer.wrap(new byte[] {7}), content("stream"));
    assertEquals(ByteBuffer.wrap(new byte[] {4}), content("durable"));
    assertEquals(List.of("bytes", "durable", "stream", "text"), names());
  }

  @Test
  void write_fileIsThere_replacesIt() throws IOException {
    Files.writeString(folder.resolve("a"), "a long old content");
    AtomicFile.write(folder.resolve("a"), "new");
    assertEquals("new", Files.readString(folder.resolve("a")));
  }

  @Test
  void write_missingFolders_areMade() throws IOException {
    AtomicFile.write(folder.resolve("b/c/a"), "new");
    assertEquals("new", Files.readString(folder.resolve("b/c/a")));
  }

  @Test
  void write_failsHalfway_leavesOldContentAndNothingElse() throws IOException {
    Path file = folder.resolve("a");
    Files.writeString(file, "old");
    InvalidDataException e =
        assertThrows(
            InvalidDataException.class,
            () ->
                AtomicFile.write(
                    file,
                    out -> {
                      out.write(new byte[1 << 20]);
                      throw new IOException("the cable was pulled");
                    }));
    assertTrue(e.getMessage().startsWith(file + ": cannot be written: "), e.getMessage());
    assertTrue(e.getMessage().endsWith("the cable was pulled"), e.getMessage());
    assertEquals("old", Files.readString(file));
    assertEquals(List.of("a"), names());
  }

  @Test
  void close_withoutCommit_leavesNothing() throws IOException {
    try (AtomicFile file = AtomicFile.open(folder.resolve("a"))) {
      file.channel().write(UTF_8.encode("half"));
      assertEquals(1, names().size());
      assertTrue(names().get(0).matches("a\\.[0-9a-f]{16}\\.unfinished"), names().get(0));
    }
    assertEquals(List.of(), names());
  }

  @Test
  void open_twoWritersOfOneTarget_lastOneWins() throws IOException {
    Path target = folder.resolve("a");
    try (AtomicFile one = AtomicFile.open(target);
        AtomicFile other = AtomicFile.open(target)) {
      one.channel().write(UTF_8.encode("one"));
      other.channel().write(UTF_8.encode("other"));
      one.commit();
      assertEquals("one", Files.readString(target));
      other.commit();
    }
    assertEquals("other", Files.readString(target));
    assertEquals(List.of("a"), names());
  }

  @Test
  void write_leftoversOfKilledProcesses_areNotInTheWay() throws IOException {
    Files.createDirectory(folder.resolve("a.unfinished"));
    Files.writeString(folder.resolve("a.part"), "half");
    AtomicFile.write(folder.resolve("a"), "new");
    assertEquals("new", Files.readString(folder.resolve("a")));
  }

  @Test
  void write_targetIsFolder_isRefused() throws IOException {
    Path target = Files.createDirectory(folder.resolve("a"));
    InvalidDataException e =
        assertThrows(InvalidDataException.class, () -> AtomicFile.write(target, "new"));
    assertEquals(target + ": cannot be written: expected a file, found a folder", e.getMessage());
    assertEquals(List.of("a"), names());
  }

  @Test
  void write_targetIsDevice_isRefused() {
    Path device = Path.of("/dev/null");
    assumeTrue(Files.exists(device));
    InvalidDataException e =
        assertThrows(InvalidDataException.class, () -> AtomicFile.write(device, "new"));
    assertEquals(
        "/dev/null: cannot be written: expected a regular file, found a device or pipe",
        e.getMessage());
  }

  /** As {@code /dev/stdout} does where the shell has sent standard output to a file. */
  @Test
  void write_linkThroughTheSystemsFoldersToARegularFile_isRefused() throws IOException {
    assumeTrue(Files.isRegularFile(Path.of("/proc/self/exe")));
    Path inner = Files.createSymbolicLink(folder.resolve("inner"), Path.of("/proc/self/exe"));
    Path outer = Files.createSymbolicLink(folder.resolve("outer"), Path.of("inner"));
    for (Path link : List.of(inner, outer)) {
      assertThrows(InvalidDataException.class, () -> AtomicFile.write(link, "new"));
      assertTrue(Files.isSymbolicLink(link));
    }
  }

  /** The system goes to what the link leads to, and back from there. */
  @Test
  void write_throughALinkAndBack_isWhereTheSystemFindsIt() throws IOException {
    Files.writeString(folder.resolve("a"), "kept");
    Files.createDirectories(folder.resolve("other/deep"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("other/deep"));
    AtomicFile.write(link.resolve("../a"), "new");
    assertEquals("new", Files.readString(folder.resolve("other/a")));
    assertEquals("kept", Files.readString(folder.resolve("a")));
  }

  @Test
  void write_longestName_isWritten() throws IOException {
    String name = "\u4e2d".repeat(80) + "a".repeat(15);
    assertEquals(255, name.getBytes(UTF_8).length);
    AtomicFile.write(folder.resolve(name), "new");
    assertEquals(List.of(name), names());
  }

  @Test
  void isUnfinished_onlyWhatAKilledProcessLeaves() throws IOException {
    AtomicFile killed = AtomicFile.open(folder.resolve("a"));
    assertEquals(1, names().size());
    assertTrue(AtomicFile.isUnfinished(Path.of(names().get(0))), names().get(0));
    killed.close();
    for (String name : List.of("a", "a.unfinished", "unfinished", "a.0123.unfinished")) {
      assertFalse(AtomicFile.isUnfinished(Path.of(name)), name);
    }
  }

  @Test
  void deleteUnfinished_killedProcessLeftFileAndFolder_keepsAllElse() throws IOException {
    AtomicFile.deleteUnfinished(folder.resolve("absent"));
    Files.writeString(folder.resolve("a.0123456789abcdef.unfinished"), "half");
    Path half = Files.createDirectory(folder.resolve("b.fedcba9876543210.unfinished"));
    Files.writeString(half.resolve("x"), "half");
    Files.writeString(folder.resolve("a.unfinished"), "a user's");
    Files.writeString(folder.resolve("a"), "whole");
    AtomicFile.deleteUnfinished(folder);
    assertEquals(List.of("a", "a.unfinished"), names());
  }

  @Test
  void write_folderAboveIsFile_isRefused() throws IOException {
    Files.writeString(folder.resolve("a"), "old");
    InvalidDataException e =
        assertThrows(
            InvalidDataException.class, () -> AtomicFile.write(folder.resolve("a/b"), "new"));
    assertTrue(e.getMessage().endsWith("a is a file, expected a folder"), e.getMessage());
    assertEquals("old", Files.readString(folder.resolve("a")));
  }

  @Test
  void write_newFile_isReadableAsAnyOther() throws IOException {
    assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
    Path usual = Files.writeString(folder.resolve("usual"), "");
    Path atomic = folder.resolve("atomic");
    AtomicFile.write(atomic, "");
    assertEquals(Files.getPosixFilePermissions(usual), Files.getPosixFilePermissions(atomic));
  }

  private ByteBuffer content(String name) throws IOException {
    return ByteBuffer.wrap(Files.readAllBytes(folder.resolve(name)));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }
}
