package org.wingloss.data.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.augmentation.Augmentations;
import org.wingloss.data.batch.Batch;
import org.wingloss.data.batch.BatchLoader;
import org.wingloss.data.batch.CropDrawer;
import org.wingloss.data.batch.DottedFaces;
import org.wingloss.data.batch.DrawSequence;
import org.wingloss.data.batch.PatchDrawer;
import org.wingloss.data.crop.BoxCrop;
import org.wingloss.data.crop.CropSize;
import org.wingloss.data.crop.CropStore;
import org.wingloss.data.face.Face;

@Timeout(60)
class CropStreamTest {
  private static final Augmentations AUGMENTATIONS =
      Augmentations.parse(List.of("flip", "rotation(degrees=15)", "blur(sigma=1,probability=0.5)"));
  private static final CropGeometry GEOMETRY = StreamFixture.GEOMETRY;
  private static final int[] TARS = {5, 7, 1, 4, 6};
  private static final int FACES = 23;
  private static final long SEED = 11;

  @TempDir static Path pictures;
  private static List<Face> faces;
  private static List<CropSample> samples;

  @TempDir Path folder;

  @BeforeAll
  static void cut() {
    faces = StreamFixture.faces(pictures, FACES);
    samples = StreamFixture.samples(faces, CropEncoding.PNG);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 100})
  void epoch_anyWindow_isAPermutationOfItsOwn(int window) {
    StreamFixture.write(folder, samples, TARS);
    try (DrawSequence stream = stream(window, SEED);
        DrawSequence other = stream(window, SEED + 1)) {
      Set<List<Integer>> epochs = new HashSet<>();
      for (int epoch = 0; epoch < 4; epoch++) {
        for (DrawSequence each : List.of(stream, other)) {
          List<Integer> drawn = drawn(each, epoch * FACES, FACES);
          assertEquals(
              IntStream.range(0, FACES).boxed().toList(), drawn.stream().sorted().toList());
          epochs.add(drawn);
        }
      }
      assertEquals(8, epochs.size());
    }
  }

  @Test
  void epoch_windowOfTwoTars_drawsTheirSamplesMixedAndThenThoseOfTheNext() {
    StreamFixture.write(folder, samples, TARS);
    Set<Set<Integer>> firstWindows = new HashSet<>();
    boolean mixed = false;
    try (DrawSequence stream = stream(2, SEED)) {
      for (int epoch = 0; epoch < 6; epoch++) {
        List<Integer> tars =
            drawn(stream, epoch * FACES, FACES).stream().map(CropStreamTest::tarOf).toList();
        int from = 0;
        for (int window = 0; window < 3; window++) {
          Set<Integer> own = new HashSet<>();
          int to = from;
          while (to < FACES && (own.size() < 2 || own.contains(tars.get(to)))) {
            own.add(tars.get(to++));
          }
          assertEquals(own.stream().mapToInt(tar -> TARS[tar]).sum(), to - from);
          mixed |= tars.get(from).equals(tars.get(to - 1)) && own.size() > 1;
          if (window == 0) {
            firstWindows.add(own);
          }
          from = to;
        }
        assertEquals(FACES, from);
      }
    }
    assertTrue(mixed);
    assertTrue(firstWindows.size() > 1, "tars change their order: " + firstWindows);
  }

  @ParameterizedTest
  @CsvSource({"1,0", "1,1", "1,3", "2,0", "2,3", "100,0", "100,3"})
  void batch_anyThreadsAndFirstStep_isTheSameToTheBit(int window, int threads) {
    StreamFixture.write(folder, samples, TARS);
    List<String> whole = batches(stream(window, SEED), 1, 0, 16);
    for (int first : new int[] {0, 1, 4, 9}) {
      assertEquals(
          whole.subList(first, 16), batches(stream(window, SEED), threads, first, 16 - first));
    }
    assertNotEquals(whole, batches(stream(window, SEED + 1), 1, 0, 16));
  }

  @Test
  void batch_oneWindow_isThatOfACropStoreHoweverTheSamplesAreDivided() {
    CropStore store = CropStore.inMemory(faces, new BoxCrop(GEOMETRY.box()), GEOMETRY.size(), 1);
    CropDrawer drawer = new CropDrawer(store, AUGMENTATIONS, DottedFaces.scheme());
    List<String> expected = new ArrayList<>();
    int[] order = IntStream.range(0, FACES).toArray();
    try (BatchLoader loader = new BatchLoader(drawer, order, 5, SEED, 1, 0)) {
      IntStream.range(0, 12).forEach(i -> expected.add(described(loader.next())));
    }
    StreamFixture.write(folder, samples, FACES);
    assertEquals(expected, batches(stream(1, SEED), 1, 0, 12));
    StreamFixture.write(folder, samples, TARS);
    assertEquals(expected, batches(stream(5, SEED), 2, 0, 12));
  }

  @Test
  void draw_firstWindow_readsNoTarBehindTheSecond() throws IOException {
    StreamFixture.write(folder, samples, TARS);
    List<Integer> order = new ArrayList<>();
    try (DrawSequence stream = stream(1, SEED)) {
      drawn(stream, 0, FACES).stream().map(CropStreamTest::tarOf).distinct().forEach(order::add);
    }
    Map<Integer, byte[]> away = new HashMap<>();
    for (int tar : order.subList(2, 5)) {
      Path file = folder.resolve("train-0000" + tar + ".tar");
      away.put(tar, Files.readAllBytes(file));
      Files.delete(file);
    }
    int first = TARS[order.get(0)];
    try (BatchLoader loader = new BatchLoader(stream(1, SEED), 1, 0, 0)) {
      for (int n = 0; n < first - 1; n++) {
        loader.recycle(loader.next());
      }
      for (int tar : order.subList(2, 5)) {
        Files.write(folder.resolve("train-0000" + tar + ".tar"), away.get(tar));
      }
      for (int n = first - 1; n < 2 * FACES; n++) {
        loader.recycle(loader.next());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3})
  void next_tarDamagedSinceTheIndex_isRefusedNamingIt(int threads) throws IOException {
    StreamFixture.write(folder, samples, TARS);
    Path file = folder.resolve("train-00001.tar");
    byte[] tar = Files.readAllBytes(file);
    tar[tar.length / 2] ^= 1;
    Files.write(file, tar);
    try (BatchLoader loader = new BatchLoader(stream(1, SEED), 4, threads, 0)) {
      var e =
          assertThrows(
              InvalidDataException.class,
              () -> IntStream.range(0, FACES).forEach(i -> loader.recycle(loader.next())));
      assertTrue(
          e.getMessage().startsWith(file + ": is damaged or not the tar of the index"),
          e.getMessage());
    }
  }

  @Test
  void stream_drawerOfAnotherSize_isRefused() {
    StreamFixture.write(folder, samples, FACES);
    PatchDrawer other =
        new PatchDrawer(new CropSize(32, 1.3), Augmentations.NONE, DottedFaces.scheme());
    assertThrows(
        IllegalArgumentException.class,
        () -> new CropStream(ShardFolder.open(folder), 1, other, SEED));
  }

  @Test
  void shapes_ofAStream_comeFromEveryTar() {
    StreamFixture.write(folder, samples, TARS);
    assertEquals(FACES, ShardFolder.open(folder).someShapes(1000).size());
    assertEquals(5, ShardFolder.open(folder).someShapes(5).size());
    List<double[]> found =
        ShardFolder.open(folder).someShapes(1000).stream().map(s -> s.vector()).toList();
    for (int i = 0; i < FACES; i++) {
      double[] expected = faces.get(i).landmarks().vector();
      for (int k = 0; k < expected.length; k++) {
        assertEquals(expected[k], found.get(i)[k], 1e-9);
      }
    }
  }

  private DrawSequence stream(int window, long seed) {
    PatchDrawer drawer = new PatchDrawer(GEOMETRY.size(), AUGMENTATIONS, DottedFaces.scheme());
    return new CropStream(ShardFolder.open(folder), window, drawer, seed);
  }

  private static List<Integer> drawn(DrawSequence stream, int from, int count) {
    return IntStream.range(from, from + count).map(n -> stream.draw(n).sample()).boxed().toList();
  }

  private static int tarOf(int sample) {
    int tar = 0;
    for (int left = sample; left >= TARS[tar]; tar++) {
      left -= TARS[tar];
    }
    return tar;
  }

  private static List<String> batches(DrawSequence stream, int threads, int first, int count) {
    List<String> batches = new ArrayList<>();
    try (BatchLoader loader = new BatchLoader(stream, 5, threads, first)) {
      for (int i = 0; i < count; i++) {
        Batch batch = loader.next();
        batches.add(described(batch));
        loader.recycle(batch);
      }
    }
    return batches;
  }

  private static String described(Batch batch) {
    float[] pixels = new float[batch.pixels().capacity()];
    batch.pixels().get(0, pixels);
    return "%s %08x %08x"
        .formatted(batch, Arrays.hashCode(pixels), Arrays.hashCode(batch.targets()));
  }
}
