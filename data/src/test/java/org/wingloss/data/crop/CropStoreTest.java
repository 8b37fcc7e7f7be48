package org.wingloss.data.crop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.image.TestPictures;

class CropStoreTest {
  private static final CropSize SIZE = new CropSize(24, 1.3);
  private static final CropPlan PLAN =
      new BoxCrop(new BoxProtocol(BoxProtocol.Kind.DATASET, 1, true));

  @TempDir Path folder;
  private Path cache;
  private List<Face> faces;

  @BeforeEach
  void writePictures() {
    cache = folder.resolve("cache");
    faces = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      Path picture = folder.resolve("picture-" + i / 2 + ".png");
      if (i % 2 == 0) {
        ImageFiles.writePng(TestPictures.noise(90, 70, i), picture);
      }
      faces.add(
          new Face(
              "face-" + i,
              picture,
              Landmarks.of(30 + i, 40, 20, 45 + i),
              Optional.of(new Box(20 + i, 10, 60 + i, 50)),
              Set.of()));
    }
  }

  @Test
  void size_paperContext_holdsTheCropAndItsCentre() {
    CropSize size = new CropSize(64, 1.5, 1.25);
    assertEquals(122, size.side());
    assertEquals(3 * 122 * 122, size.patchBytes());
    assertEquals(31.5, size.networkFromStore().x(60.5, 60.5), 1e-12);
    assertEquals(-0.5 - 16, size.networkFromStore().x(60.5 - 60, 0), 1e-12);
  }

  @Test
  void inMemory_boxFarFromItsPicture_isRefusedNamingTheFace() {
    Face far = faces.get(1).withBox(new Box(2000, 10, 2040, 50));
    var e =
        assertThrows(
            InvalidDataException.class,
            () -> CropStore.inMemory(List.of(faces.get(0), far), PLAN, SIZE, 1));
    assertEquals(
        far.image()
            + ": face-1: the crop around the face box reaches more than 10 times the longer side"
            + " of the picture of 90 x 70 pixels beyond it",
        e.getMessage());
  }

  @Test
  void inMemory_landmarkFarFromItsPicture_isRefusedNamingTheFace() {
    Face far = faces.get(1).withLandmarks(Landmarks.of(30, 40, 20, 1e12));
    var e =
        assertThrows(
            InvalidDataException.class, () -> CropStore.inMemory(List.of(far), PLAN, SIZE, 1));
    assertTrue(e.getMessage().contains("face-1: landmark 1 reaches more than 10"), e.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "64, 0.9, 1.25",
    "0, 1.5, 1.25",
    "64, 1.5, 0.5",
    "64, NaN, 1",
    "64, 1.2, 17",
    "1000, 4, 2"
  })
  void size_outOfRange_isRefused(int networkSize, double context, double oversampling) {
    assertThrows(
        IllegalArgumentException.class, () -> new CropSize(networkSize, context, oversampling));
  }

  @Test
  void inMemory_landmarks_followTheirMap() {
    CropStore store = CropStore.inMemory(faces, PLAN, SIZE, 2);
    assertEquals(6, store.samples());
    for (int i = 0; i < 6; i++) {
      Landmarks expected = faces.get(i).landmarks().map(store.storeFromImage(i));
      assertEquals(expected, store.landmarks(i));
      // The box's left edge is the network's −0.5, whatever the context around it.
      double store0 = store.storeFromImage(i).x(20 + i, 10);
      assertEquals(-0.5, SIZE.networkFromStore().x(store0, 0), 1e-9);
    }
  }

  @Test
  void mapped_firstTime_holdsTheSamePatchesAsMemory() {
    AtomicInteger most = new AtomicInteger();
    CropStore mapped =
        CropStore.mapped(
            faces,
            PLAN,
            SIZE,
            cache,
            new CropStore.Cutting(ImageFiles::read, 2, n -> most.accumulateAndGet(n, Math::max)));
    assertSamePatches(CropStore.inMemory(faces, PLAN, SIZE, 1), mapped);
    assertEquals(6, most.get());
  }

  @Test
  void mapped_secondTime_usesTheFileWithoutDecoding() throws IOException {
    CropStore first = mapped();
    Path file = onlyFile();
    var written = Files.getLastModifiedTime(file);
    Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.fromMillis(1_000_000));
    CropStore second = mapped();
    assertEquals(1_000_000, Files.getLastModifiedTime(onlyFile()).toMillis());
    assertNotEquals(written.toMillis(), Files.getLastModifiedTime(file).toMillis());
    assertSamePatches(first, second);
  }

  @Test
  void mapped_pictureChanged_isMadeAnew() throws IOException {
    mapped();
    Path before = onlyFile();
    ImageFiles.writePng(TestPictures.noise(90, 70, 99), faces.get(0).image());
    CropStore store = mapped();
    assertSamePatches(CropStore.inMemory(faces, PLAN, SIZE, 1), store);
    try (var files = Files.list(cache)) {
      assertEquals(2, files.count());
    }
    assertTrue(Files.exists(before));
  }

  @Test
  void mapped_otherBoxOrSizeOrOrder_usesAnotherFile() throws IOException {
    mapped();
    CropStore.mapped(faces, PLAN, new CropSize(24, 1.31), cache, new CropStore.Cutting(1));
    List<Face> moved = new ArrayList<>(faces);
    moved.set(0, faces.get(0).withBox(new Box(20, 10, 61, 50)));
    CropStore.mapped(moved, PLAN, SIZE, cache, new CropStore.Cutting(1));
    List<Face> swapped = new ArrayList<>(faces);
    java.util.Collections.swap(swapped, 0, 1);
    CropStore.mapped(swapped, PLAN, SIZE, cache, new CropStore.Cutting(1));
    try (var files = Files.list(cache)) {
      assertEquals(4, files.count());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"flipped bit", "truncated", "empty", "other key"})
  void mapped_damagedFile_isMadeAnew(String damage) throws IOException {
    CropStore expected = CropStore.inMemory(faces, PLAN, SIZE, 1);
    mapped();
    Path file = onlyFile();
    try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
      switch (damage) {
        case "flipped bit" -> {
          access.seek(access.length() / 2);
          int value = access.read();
          access.seek(access.length() / 2);
          access.write(value ^ 1);
        }
        case "truncated" -> access.setLength(access.length() - 5);
        case "empty" -> access.setLength(0);
        default -> {
          access.seek(12);
          access.write(new byte[8]);
        }
      }
    }
    assertSamePatches(expected, mapped());
    assertSamePatches(expected, mapped());
    assertEquals(file, onlyFile());
  }

  /** As a system refuses it that guards what another process has mapped. */
  @Test
  void mapped_fileThatCannotBeReplacedButIsIntact_isUsed() throws IOException {
    Path root = Path.of("/proc/self/root");
    assumeTrue(Files.isDirectory(root));
    CropStore expected = mapped();
    Path file = onlyFile();
    Path intact = Files.move(file, folder.resolve("intact.bin")).toAbsolutePath();
    CropStore store =
        CropStore.mapped(
            faces,
            PLAN,
            SIZE,
            cache,
            new CropStore.Cutting(
                ImageFiles::read,
                1,
                done -> {
                  if (done == 1) {
                    link(file, root.resolve(Path.of("/").relativize(intact)));
                  }
                }));
    assertTrue(Files.isSymbolicLink(file));
    assertSamePatches(expected, store);
  }

  private static void link(Path link, Path target) {
    try {
      Files.createSymbolicLink(link, target);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void mapped_damagedPicture_isRefusedAndLeavesNoFile() throws IOException {
    byte[] png = Files.readAllBytes(faces.get(2).image());
    Files.write(faces.get(2).image(), Arrays.copyOf(png, png.length / 2));
    InvalidDataException e = assertThrows(InvalidDataException.class, this::mapped);
    assertTrue(e.getMessage().startsWith(faces.get(2).image().toString()), e.getMessage());
    try (var files = Files.list(cache)) {
      assertEquals(0, files.count());
    }
  }

  @Test
  void build_missingPicture_isRefused() throws IOException {
    Files.delete(faces.get(4).image());
    String expected = faces.get(4).image() + ": no such picture";
    InvalidDataException e = assertThrows(InvalidDataException.class, this::mapped);
    assertEquals(expected, e.getMessage());
    e = assertThrows(InvalidDataException.class, () -> CropStore.inMemory(faces, PLAN, SIZE, 2));
    assertEquals(expected, e.getMessage());
  }

  @Test
  void fitting_limit_decidesWhereThePatchesLive() {
    long bytes = 6L * SIZE.patchBytes();
    CropStore.fitting(
        faces, PLAN, SIZE, new CropStore.Room(bytes, cache), new CropStore.Cutting(1));
    assertFalse(Files.exists(cache));
    CropStore.fitting(
        faces, PLAN, SIZE, new CropStore.Room(bytes - 1, cache), new CropStore.Cutting(1));
    assertTrue(Files.exists(cache));
  }

  private CropStore mapped() {
    return CropStore.mapped(faces, PLAN, SIZE, cache, new CropStore.Cutting(2));
  }

  private Path onlyFile() throws IOException {
    try (var files = Files.list(cache)) {
      List<Path> all = files.toList();
      assertEquals(1, all.size(), all.toString());
      return all.get(0);
    }
  }

  private static void assertSamePatches(CropStore expected, CropStore actual) {
    int side = expected.size().side();
    for (int i = 0; i < expected.samples(); i++) {
      assertArrayEquals(
          expected.patch(i, new RgbImage(side, side)).rgb(),
          actual.patch(i, new RgbImage(side, side)).rgb(),
          "patch " + i);
      assertEquals(expected.landmarks(i), actual.landmarks(i));
    }
  }
}
