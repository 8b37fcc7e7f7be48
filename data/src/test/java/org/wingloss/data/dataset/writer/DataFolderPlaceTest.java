package org.wingloss.data.dataset.writer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
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
import org.wingloss.data.dataset.SkipList;
import org.wingloss.data.face.Face;

/**
 * A data set is the same wherever its folder lies, however it is named, and whatever systems and
 * editors add to it.
 */
class DataFolderPlaceTest {
  private static final int FACES = 40;

  @TempDir Path folder;

  static List<String> kinds() {
    return DatasetWriter.kinds();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void folder_namedWithDotsOrThroughALink_holdsTheSameFaces(String kind) throws IOException {
    Path data = written(kind);
    List<String> ids = ids(kind, data);
    Files.createDirectories(folder.resolve("other/deep"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("other/deep"));
    Path relative = Path.of("").toAbsolutePath().relativize(data.toAbsolutePath());
    assertTrue(relative.startsWith(".."), "the folder lies beside or above: " + relative);
    for (Path name :
        List.of(
            relative,
            relative.resolve("."),
            data.resolve("../data"),
            link.resolve("../../data"),
            Files.createSymbolicLink(folder.resolve("whole"), data))) {
      assertEquals(ids, ids(kind, name), name.toString());
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void folder_ofLinksToItsParts_holdsTheSameFaces(String kind) throws IOException {
    Path data = written(kind);
    Path links = Files.createDirectory(folder.resolve("links"));
    for (Path part : listed(data)) {
      Files.createSymbolicLink(links.resolve(part.getFileName()), part);
    }
    assertEquals(ids(kind, data), ids(kind, links));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void folder_inWhichSystemsLeftFiles_holdsTheSameFaces(String kind) throws IOException {
    Path data = written(kind);
    List<String> ids = ids(kind, data);
    for (Path inside : folders(data)) {
      for (String name : List.of(".DS_Store", "Thumbs.db", "desktop.ini")) {
        Files.writeString(inside.resolve(name), "x");
      }
      for (Path file : listed(inside)) {
        if (Files.isRegularFile(file) && !file.getFileName().toString().startsWith(".")) {
          Files.writeString(inside.resolve("._" + file.getFileName()), "x");
        }
      }
    }
    assertEquals(ids, ids(kind, data));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void folder_whoseTextsBeginWithAByteOrderMark_holdsTheSameFaces(String kind) throws IOException {
    Path data = written(kind);
    List<String> ids = ids(kind, data);
    for (Path inside : folders(data)) {
      for (Path file : listed(inside)) {
        if (file.toString().matches(".*\\.(pts|txt|xml|json|csv|jsonl)")) {
          Files.writeString(file, "\uFEFF" + Files.readString(file));
        }
      }
    }
    Files.writeString(data.resolve(SkipList.NAME), "\uFEFF" + ids.get(0) + "\n");
    assertEquals(ids.subList(1, ids.size()), ids(kind, data));
  }

  @Test
  void linkInsideAPart_isRefusedWithTheWayOut_andFollowedWhereThatIsWanted() throws IOException {
    Path data = written("300w");
    List<String> ids = ids("300w", data);
    Path trainset = Files.move(data.resolve("helen/trainset"), folder.resolve("trainset"));
    Files.createSymbolicLink(data.resolve("helen/trainset"), trainset);
    String message = assertThrows(InvalidDataException.class, () -> ids("300w", data)).getMessage();
    assertTrue(message.contains("leads out of the data folder"), message);
    assertTrue(message.contains("--follow-links"), message);
    DatasetReader following = DatasetReader.of("300w").followingLinks();
    assertEquals(ids, following.read(data, "train").stream().map(Face::id).toList());
    assertTrue(following.has(data, "train"));
  }

  /** What a link at the top leads to may not lead further. */
  @Test
  void linkInWhatALinkAtTheTopLeadsTo_isRefused() throws IOException {
    Path data = written("300w");
    Path afw = Files.move(data.resolve("afw"), folder.resolve("afw"));
    Files.createSymbolicLink(data.resolve("afw"), afw);
    Path picture = DatasetReader.of("300w").read(data, "train").get(0).image();
    Path secret = Files.move(picture, folder.resolve("secret.jpg"));
    Files.createSymbolicLink(picture, secret);
    String message = assertThrows(InvalidDataException.class, () -> ids("300w", data)).getMessage();
    assertTrue(message.contains(picture + " leads out of the data folder"), message);
  }

  @Test
  void listFile_namedAlone_isRead() throws IOException {
    Path here = Path.of("").toAbsolutePath();
    Path list = Files.createTempFile(here, "list", ".jsonl");
    Path picture = Files.createTempFile(here, "picture", ".jpg");
    try {
      Files.writeString(
          list,
          "{\"image\":\"%s\",\"landmarks\":[[1,2],[3,4],[5,6],[7,8],[9,10]]}"
              .formatted(picture.getFileName()));
      assertEquals(
          List.of(picture.getFileName().toString()), ids("jsonl:mtfl-5", list.getFileName()));
      Path xml = Files.move(list, list.resolveSibling(list.getFileName() + ".xml"));
      Files.writeString(
          xml,
          ("<dataset><images><image file='%s'><box top='1' left='2' width='5' height='6'>"
                  + "<part name='4' x='7' y='8'/></box></image></images></dataset>")
              .formatted(picture.getFileName()));
      list = xml;
      assertEquals(
          List.of(picture.getFileName().toString()), ids("dlib:mtfl-5", xml.getFileName()));
    } finally {
      Files.deleteIfExists(list);
      Files.deleteIfExists(picture);
    }
  }

  private Path written(String kind) {
    Path data = folder.resolve("data");
    DatasetWriter.of(kind).write(data, new SketchedFaces(), FACES);
    return data;
  }

  private static List<String> ids(String kind, Path data) {
    return DatasetReader.of(kind).read(data, "train").stream().map(Face::id).toList();
  }

  private static List<Path> listed(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  private static List<Path> folders(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isDirectory).toList();
    }
  }
}
