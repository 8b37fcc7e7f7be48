package org.wingloss.data.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Visibility;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.image.RgbImage;

/** The fixture is made by h5py, compressed as MATLAB does it; see make_fixtures.py beside it. */
class CofwTest {
  private static final String FILE = "COFW_train_color.mat";

  private Fixture data;
  private Path file;
  private String home;

  /** The folder for caches is the test's own too. */
  @BeforeEach
  void home(@TempDir Path folder) {
    home = System.setProperty("user.home", folder.toString());
  }

  @AfterEach
  void homeAgain() {
    System.setProperty("user.home", home);
  }

  @BeforeEach
  void copy(@TempDir Path folder) throws IOException {
    data = new Fixture(DatasetReader.of("cofw"), folder);
    file = folder.resolve(FILE);
    try (InputStream in = CofwTest.class.getResourceAsStream(FILE)) {
      Files.copy(in, file);
    }
  }

  @Test
  void faces_oneBasedReversedArrays_areReadAsWrittenByHand() {
    List<Face> faces = data.read("train");
    assertEquals(
        List.of("COFW_train_color/0001.png", "COFW_train_color/0002.png"), data.ids("train"));
    assertEquals(9, faces.get(0).landmarks().x(0), "the file says 10");
    assertEquals(19, faces.get(0).landmarks().y(0), "the file says 20");
    assertEquals(37, faces.get(0).landmarks().x(28));
    assertEquals(67, faces.get(1).landmarks().y(28));
    assertEquals(Visibility.HIDDEN, faces.get(0).landmarks().state(0));
    assertEquals(Visibility.VISIBLE, faces.get(0).landmarks().state(1));
    assertEquals(Visibility.HIDDEN, faces.get(1).landmarks().state(1));
    assertEquals(Optional.of(new Box(2, 4, 32, 54)), faces.get(0).box(), "3, 5, 30 x 50, 1-based");
    assertEquals(Optional.of(new Box(3, 5, 43, 65)), faces.get(1).box());
  }

  @Test
  void pictures_planesColumnByColumn_becomeRows() {
    RgbImage colour = ImageFiles.read(data.read("train").get(0).image());
    assertEquals(3, colour.width());
    assertEquals(2, colour.height());
    // Plane p, column x, row y holds 80 + 10 (6 p + 2 x + y).
    int[] expected = {
      80, 140, 200, 100, 160, 220, 120, 180, 240, 90, 150, 210, 110, 170, 230, 130, 190, 250
    };
    int[] found = new int[expected.length];
    Arrays.setAll(found, i -> colour.rgb()[i] & 255);
    assertArrayEquals(expected, found);
    RgbImage grey = ImageFiles.read(data.read("train").get(1).image());
    byte last = (byte) 250;
    assertArrayEquals(new byte[] {1, 1, 1, 3, 3, 3, 2, 2, 2, last, last, last}, grey.rgb());
  }

  @Test
  void pictures_areUnpackedOnce_andAnewWhenTheFileChanges() throws IOException {
    Path picture = data.read("train").get(0).image();
    assertEquals(data.data().resolve("COFW_train_color.pictures/0001.png"), picture);
    Files.writeString(picture, "touched");
    data.read("train");
    assertEquals("touched", Files.readString(picture), "the folder is taken as it is");
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));
    data.read("train");
    assertEquals(3, ImageFiles.read(picture).width());
  }

  @Test
  void pictures_folderOfTheUserWithTheCachesName_isNotTouched() throws IOException {
    Path folder = Files.createDirectory(data.data().resolve("COFW_train_color.pictures"));
    Files.writeString(folder.resolve("0001.png"), "my own");
    Files.writeString(folder.resolve("made-from.txt"), "my own notes");
    assertEquals(3, ImageFiles.read(data.read("train").get(0).image()).width());
    assertEquals("my own", Files.readString(folder.resolve("0001.png")));
    assertEquals("my own notes", Files.readString(folder.resolve("made-from.txt")));
  }

  @Test
  void pictures_cacheToWhichTheUserAddedAFile_isNotReplaced() throws IOException {
    Path added = data.read("train").get(0).image().resolveSibling("notes.txt");
    Files.writeString(added, "my own");
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));
    assertEquals(3, ImageFiles.read(data.read("train").get(0).image()).width());
    assertEquals("my own", Files.readString(added));
  }

  @Test
  void pictures_severalReadTheFileFirst_allFindThem() throws Exception {
    ExecutorService readers = Executors.newFixedThreadPool(4);
    try {
      for (int round = 0; round < 20; round++) {
        Path copy = data.data().resolve(round + "/" + FILE);
        Files.copy(file, Files.createDirectories(copy.getParent()).resolve(FILE));
        Fixture one = new Fixture(data.reader(), copy.getParent());
        List<Callable<Integer>> reading =
            Collections.nCopies(
                4,
                () -> {
                  Path picture = one.read("train").get(0).image();
                  int width = 0;
                  for (int look = 0; look < 50; look++) {
                    // Nobody replaces what somebody else reads.
                    width += ImageFiles.read(picture).width();
                  }
                  return width;
                });
        for (Future<Integer> width : readers.invokeAll(reading)) {
          assertEquals(50 * 3, width.get());
        }
      }
    } finally {
      readers.shutdown();
    }
  }

  @Test
  void everyTruncation_isAnErrorNamingTheFile_andLeavesNothing() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length - 1; length += 211) {
      Files.write(file, Arrays.copyOf(whole, length));
      String message =
          assertThrows(InvalidDataException.class, () -> data.read("train")).getMessage();
      assertTrue(message.startsWith(file + ": "), length + ": " + message);
      assertFalse(Files.exists(data.data().resolve("COFW_train_color.pictures")));
      assertFalse(Files.exists(data.data().resolve("COFW_train_color.pictures.part")));
    }
  }

  @Test
  void everyDamagedByte_isReadOrAnError_neverAnotherException() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    for (int at = 512; at < whole.length; at += 7) {
      if (whole[at] != 0) {
        byte[] damaged = whole.clone();
        damaged[at] ^= (byte) 0xFF;
        Files.write(file, damaged);
        try {
          data.read("train");
        } catch (InvalidDataException e) {
          assertTrue(e.getMessage().contains(FILE), e.getMessage());
        }
      }
    }
  }

  @Test
  void textFile_isAnError() throws IOException {
    Files.writeString(file, "not HDF5");
    String message =
        assertThrows(InvalidDataException.class, () -> data.read("train")).getMessage();
    assertTrue(message.startsWith(file + ": is truncated or no MATLAB file of level 7.3"), message);
  }
}
