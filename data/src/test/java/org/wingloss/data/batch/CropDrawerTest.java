package org.wingloss.data.batch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wingloss.data.augmentation.Augmentations;
import org.wingloss.data.crop.AlignedCrop;
import org.wingloss.data.crop.BoxCrop;
import org.wingloss.data.crop.BoxProtocol;
import org.wingloss.data.crop.CropSize;
import org.wingloss.data.crop.CropStore;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.face.Visibility;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.image.Warp;
import org.wingloss.data.scheme.LandmarkScheme;

class CropDrawerTest {
  private static final int SIZE = 64;
  private static final BoxCrop BOXES =
      new BoxCrop(new BoxProtocol(BoxProtocol.Kind.TRUTH, 1.6, true));

  @TempDir static Path folder;
  private static List<Face> faces;

  @BeforeAll
  static void writePictures() {
    faces = DottedFaces.write(folder, 4, 3.5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "flip(probability=1)",
        "rotation(degrees=30)",
        "rotation(degrees=180)",
        "box-jitter(share=0.05)",
        "scale(least=0.8,most=1.2)",
        "translation(share=0.1)",
        "blur(sigma=1,probability=1)",
        "motion-blur(length=5,probability=1)",
        "down-scale(least=0.5,probability=1)",
        "jpeg(least=0.8,most=1,probability=1)",
        "gamma(least=0.9,most=1.1)",
        "flip; rotation; box-jitter; blur",
        "translation; scale; box-jitter(share=0.1); rotation(degrees=80); flip; motion-blur"
      })
  void draw_anyAugmentation_spotsLieAtTheirTargets(String list) {
    Augmentations augmentations = Augmentations.parse(List.of(list.split("; ", -1)));
    CropDrawer drawer = drawer(augmentations, SIZE);
    for (int sample = 0; sample < faces.size(); sample++) {
      for (int n = 0; n < 40; n++) {
        Drawn drawn = draw(drawer, sample, n);
        assertSpots(drawn, list.contains("jpeg") ? 0.6 : 0.12);
      }
    }
  }

  @Test
  void draw_flip_keepsNamesOnTheirSideAndSwapsTheLights() {
    CropDrawer drawer = drawer(Augmentations.parse(List.of("flip(probability=0.5)")), SIZE);
    int mirrored = 0;
    for (int n = 0; n < 200; n++) {
      Drawn drawn = draw(drawer, n % 4, n);
      assertTrue(drawn.targets[0] < drawn.targets[1], "the left eye stays left");
      double[] red = DottedFaces.spot(drawn.pixels, SIZE, 0, drawn.targets[0], drawn.targets[5], 4);
      mirrored += Double.isNaN(red[0]) ? 1 : 0;
    }
    assertTrue(mirrored > 70 && mirrored < 130, mirrored + " of 200 are mirrored");
  }

  /** An annotator who is always a little to the right is so in the flipped picture too. */
  @Test
  void draw_flipOfAnnotationsThatLieToTheRight_leavesThemToTheRight() {
    Augmentations even = Augmentations.parse(List.of("flip(probability=0.5)"));
    Augmentations right = Augmentations.parse(List.of("flip(probability=0.5,offset=0.05)"));
    int flipped = 0;
    for (int n = 0; n < 40; n++) {
      Drawn without = draw(drawer(even, SIZE), n % 4, n);
      Drawn with = draw(drawer(right, SIZE), n % 4, n);
      assertArrayEquals(without.pixels, with.pixels);
      double moved = with.targets[0] - without.targets[0];
      for (int i = 0; i < 5; i++) {
        assertEquals(moved, with.targets[i] - without.targets[i], 1e-4);
        assertEquals(without.targets[5 + i], with.targets[5 + i]);
      }
      if (moved != 0) {
        flipped++;
        assertEquals(2 * 0.05 * SIZE, moved, 1e-4);
      }
    }
    assertTrue(flipped > 10 && flipped < 30, flipped + " of 40 are flipped");
  }

  @Test
  void draw_none_isTheResampledPictureAndItsMappedLandmarks() {
    CropDrawer drawer = drawer(Augmentations.NONE, SIZE);
    Drawn drawn = draw(drawer, 1, 0);
    AffineMap networkFromImage = BOXES.networkFromImage(1, faces.get(1), SIZE);
    float[] direct = new float[3 * SIZE * SIZE];
    Warp.toFloats(ImageFiles.read(faces.get(1).image()), networkFromImage, SIZE, direct, 0);
    double difference = 0;
    for (int i = 0; i < direct.length; i++) {
      difference = Math.max(difference, Math.abs(direct[i] - drawn.pixels[i]));
    }
    assertTrue(difference < 0.06, "largest difference " + difference);
    double[] expected = faces.get(1).landmarks().map(networkFromImage).vector();
    for (int i = 0; i < 10; i++) {
      assertEquals(expected[i], drawn.targets[i], 1e-4);
    }
    assertArrayEquals(new float[] {1, 1, 1, 1, 1}, drawn.visible);
  }

  @Test
  void draw_alignedPlan_cutsAlongTheGivenMap() {
    AffineMap map =
        AffineMap.boxToSquare(BOXES.protocol().cropBox(faces.get(0)), 32)
            .after(AffineMap.rotation(0.4, 160, 140));
    AlignedCrop plan = new AlignedCrop(List.of(map), 32);
    CropStore store = CropStore.inMemory(faces.subList(0, 1), plan, new CropSize(SIZE, 1), 1);
    Drawn drawn = draw(new CropDrawer(store, Augmentations.NONE, DottedFaces.scheme()), 0, 0);
    assertSpots(drawn, 0.12);
    Landmarks at32 = faces.get(0).landmarks().map(map);
    assertEquals(2 * at32.x(2) + 0.5, drawn.targets[2], 1e-3);
    assertEquals(2 * at32.y(2) + 0.5, drawn.targets[7], 1e-3);
  }

  @Test
  void draw_missingLandmark_hasNoTargetAndIsInvisibleUnderItsMirroredNameToo() {
    Face whole = faces.get(0);
    Visibility[] states = whole.landmarks().states();
    states[0] = Visibility.MISSING;
    states[2] = Visibility.HIDDEN;
    Face partial =
        new Face(
            whole.id(),
            whole.image(),
            Landmarks.of(whole.landmarks().vector(), states),
            whole.box(),
            whole.subsets());
    CropStore store = CropStore.inMemory(List.of(partial), BOXES, new CropSize(SIZE, 1), 1);
    Drawn plain = draw(new CropDrawer(store, Augmentations.NONE, DottedFaces.scheme()), 0, 0);
    assertArrayEquals(new float[] {0, 1, 1, 1, 1}, plain.visible);
    assertEquals(0f, plain.targets[0]);
    assertEquals(0f, plain.targets[5]);
    Augmentations flip = Augmentations.parse(List.of("flip(probability=1)"));
    Drawn mirrored = draw(new CropDrawer(store, flip, DottedFaces.scheme()), 0, 0);
    assertArrayEquals(new float[] {1, 0, 1, 1, 1}, mirrored.visible);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void loader_paperRecipe_sameBitsForAnyThreads(int threads) {
    CropDrawer drawer = drawer(Augmentations.paper(), 32);
    assertEquals(hashes(drawer, 0, 0, 12).subList(5, 12), hashes(drawer, threads, 5, 7));
  }

  @Test
  void draw_storeInAFile_drawsTheSameBits() {
    CropSize size = new CropSize(32, Augmentations.paper().context());
    CropDrawer memory = drawer(Augmentations.paper(), 32);
    for (int open = 0; open < 2; open++) {
      CropStore store =
          CropStore.mapped(faces, BOXES, size, folder.resolve("cache"), new CropStore.Cutting(2));
      CropDrawer mapped = new CropDrawer(store, Augmentations.paper(), DottedFaces.scheme());
      assertEquals(hashes(memory, 1, 0, 6), hashes(mapped, 3, 0, 6));
    }
  }

  @Test
  void constructor_storeWithTooLittleContext_isRefused() {
    CropStore store = CropStore.inMemory(faces, BOXES, new CropSize(SIZE, 1.2), 1);
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> new CropDrawer(store, Augmentations.paper(), DottedFaces.scheme()));
    assertEquals(
        "the augmentations look at 1.503 times the crop but the store keeps 1.200", e.getMessage());
  }

  @Test
  void constructor_schemeOfOtherCount_isRefused() {
    CropStore store = CropStore.inMemory(faces, BOXES, new CropSize(SIZE, 1), 1);
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> new CropDrawer(store, Augmentations.NONE, LandmarkScheme.of("300w-68")));
    assertEquals("the scheme has 68 landmarks but a face has 5", e.getMessage());
  }

  private static CropDrawer drawer(Augmentations augmentations, int size) {
    CropStore store =
        CropStore.inMemory(faces, BOXES, new CropSize(size, augmentations.context()), 2);
    return new CropDrawer(store, augmentations, DottedFaces.scheme());
  }

  /** Every target inside the crop has the light of its landmark, or of the mirrored one. */
  private static void assertSpots(Drawn drawn, double tolerance) {
    int found = 0;
    for (int i = 0; i < 5; i++) {
      double x = drawn.targets[i];
      double y = drawn.targets[5 + i];
      if (Math.min(x, y) < 6 || Math.max(x, y) > SIZE - 7) {
        continue;
      }
      int other = i == 2 ? 2 : DottedFaces.CHANNEL[i] == 0 ? 1 : 0;
      double[] own = DottedFaces.spot(drawn.pixels, SIZE, DottedFaces.CHANNEL[i], x, y, 6);
      double[] spot =
          Double.isNaN(own[0]) ? DottedFaces.spot(drawn.pixels, SIZE, other, x, y, 6) : own;
      assertEquals(x, spot[0], tolerance, "x of landmark " + i);
      assertEquals(y, spot[1], tolerance, "y of landmark " + i);
      found++;
    }
    assertTrue(found >= 1, "at least one landmark lies inside");
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Drawn(float[] pixels, float[] targets, float[] visible) {}

  private static Drawn draw(CropDrawer drawer, int sample, long draw) {
    Batch batch = new Batch(2, drawer.inputSize(), drawer.landmarks());
    drawer.draw(sample, Seeds.random(9, sample, draw), batch.slot(1));
    int values = 3 * drawer.inputSize() * drawer.inputSize();
    float[] pixels = new float[values];
    batch.pixels().get(values, pixels);
    return new Drawn(
        pixels,
        Arrays.copyOfRange(batch.targets(), 10, 20),
        Arrays.copyOfRange(batch.visible(), 5, 10));
  }

  private static List<Integer> hashes(CropDrawer drawer, int threads, long first, int steps) {
    try (BatchLoader loader =
        new BatchLoader(drawer, new int[] {0, 1, 2, 3, 3}, 3, 77, threads, first)) {
      return java.util.stream.IntStream.range(0, steps)
          .mapToObj(
              step -> {
                Batch batch = loader.next();
                float[] pixels = new float[batch.pixels().remaining()];
                batch.pixels().get(0, pixels);
                return 31 * Arrays.hashCode(pixels) + Arrays.hashCode(batch.targets());
              })
          .toList();
    }
  }
}
