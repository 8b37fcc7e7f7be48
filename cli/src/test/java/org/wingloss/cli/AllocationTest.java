package org.wingloss.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wingloss.data.batch.Batch;
import org.wingloss.data.batch.BatchLoader;
import org.wingloss.data.batch.CropDrawer;
import org.wingloss.data.crop.BoxCrop;
import org.wingloss.data.crop.CropSize;
import org.wingloss.data.crop.CropStore;
import org.wingloss.data.face.Face;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.data.synthetic.SyntheticFace;
import org.wingloss.data.synthetic.SyntheticFaces;
import org.wingloss.model.detector.FaceDetector;
import org.wingloss.model.inference.Localiser;
import org.wingloss.model.inference.NetworkCrop;
import org.wingloss.training.loop.TrainingState;
import org.wingloss.training.recipe.Recipe;
import org.wingloss.training.recipe.RecipeFile;

/** Figures of speed that no other program disturbs: what is allocated, and so copied, per face. */
class AllocationTest {
  private static final int WARM_UP = 30;
  private static final int TURNS = 20;
  private static final LandmarkScheme SCHEME = LandmarkScheme.of("300w-68");
  private static final SyntheticFace FACE = new SyntheticFaces(5).face(0, 500);
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @TempDir private Path folder;

  /** On the heap by this thread, once the compiler has done its work; the median of some turns. */
  private static long bytes(Runnable work) {
    for (int i = 0; i < WARM_UP; i++) {
      work.run();
    }
    return IntStream.range(0, TURNS)
        .mapToLong(
            i -> {
              long before = THREADS.getCurrentThreadAllocatedBytes();
              work.run();
              return THREADS.getCurrentThreadAllocatedBytes() - before;
            })
        .sorted()
        .skip(TURNS / 2)
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.3})
  void crop_atThePicturesScale_isTheOnlyCopy(double radians) {
    AffineMap map =
        AffineMap.boxToSquare(new Box(100, 100, 228, 228), 128)
            .after(AffineMap.rotation(radians, 164, 164));
    assertWithin(crop(128), 12 << 10, bytes(() -> NetworkCrop.of(FACE.image(), map, 128)));
  }

  /** What is averaged before takes about as much as the crop. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 0.3})
  void crop_thatShrinks_allocatesAboutTwoCrops(double radians) {
    AffineMap map =
        AffineMap.boxToSquare(FACE.box(), 64).after(AffineMap.rotation(radians, 250, 250));
    assertWithin(
        crop(64), crop(64) + (12 << 10), bytes(() -> NetworkCrop.of(FACE.image(), map, 64)));
  }

  /** Of the picture's scale: what is averaged before a crop that shrinks is counted above. */
  @Test
  void localise_oneFace_copiesItsCropOnce() {
    Box face = new Box(200, 200, 300, 300);
    try (Localiser localiser = Localiser.standard()) {
      long crop = crop(localiser.description().network().inputSize());
      assertWithin(crop, 80 << 10, bytes(() -> localiser.localise(FACE.image(), face)));
    }
  }

  @Test
  void detect_onePicture_allocatesLittleMoreThanItsPixels() {
    try (FaceDetector detector = FaceDetector.standard()) {
      long pixels = 3L * FACE.image().width() * FACE.image().height();
      assertWithin(2 * pixels, 320 << 10, bytes(() -> detector.detect(FACE.image())));
    }
  }

  /** What the engine computes with lies outside the heap, used again at every step. */
  @Test
  void step_fourTimesTheFaces_allocatesAsMuch() {
    long two = stepBytes(2);
    long eight = stepBytes(8);
    assertWithin(0, 128 << 10, two);
    long scatter = 12 << 10;
    assertWithin(eight - scatter, 2 * scatter, two);
  }

  private static long crop(int size) {
    return 3L * size * size * Float.BYTES;
  }

  private static void assertWithin(long least, long besides, long bytes) {
    assertTrue(
        bytes >= least && bytes <= least + besides,
        () -> "%,d bytes; expected %,d and at most %,d besides".formatted(bytes, least, besides));
  }

  private long stepBytes(int batchSize) {
    Recipe recipe =
        RecipeFile.read(
            "300w-cnn6-wing",
            List.of("network=cnn6(widths=8-8-8-8-8,hidden=16)", "batch-size=" + batchSize));
    Path file = folder.resolve("face.png");
    ImageFiles.writePng(FACE.image(), file);
    Face face = new Face("face", file, FACE.landmarks(SCHEME), Optional.of(FACE.box()), Set.of());
    CropSize size =
        new CropSize(recipe.stage().network().inputSize(), recipe.stage().augmentation().context());
    CropStore store = CropStore.inMemory(List.of(face), new BoxCrop(recipe.box()), size, 1);
    CropDrawer drawer = new CropDrawer(store, recipe.stage().augmentation(), SCHEME);
    double[] meanShape = new double[2 * SCHEME.count()];
    try (TrainingState state =
            new TrainingState(recipe.stage(), meanShape, 1, List.of(Device.cpu()));
        BatchLoader loader = new BatchLoader(drawer, new int[] {0}, batchSize, 1, 0, 0)) {
      Batch batch = loader.next();
      return bytes(() -> state.step(batch, 1e-4, 1, false));
    }
  }
}
