package org.wingloss.data.detection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.augmentation.Augmentations;
import org.wingloss.data.batch.Batch;
import org.wingloss.data.face.Face;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.synthetic.SyntheticFace;
import org.wingloss.data.synthetic.SyntheticFaces;

class DetectionScenesTest {
  private static final int SIDE = 96;
  private static final DetectionScenes.Settings SETTINGS =
      new DetectionScenes.Settings(SIDE, 20, 0.5, Augmentations.NONE);
  private static final int CORNERS = 2 * DetectionScenes.MOST_FACES;
  private static FaceMaterial material;
  private static DetectionScenes scenes;

  @TempDir Path folder;

  @BeforeAll
  static void prepare() {
    material = FaceMaterial.of(5, 8, List.of());
    scenes = new DetectionScenes(material, SETTINGS, 5);
  }

  private static Batch draw(DetectionScenes from, long seed, int count) {
    return Batch.of(from, IntStream.range(0, count).map(i -> i % 8).toArray(), seed);
  }

  private static float[] pixels(Batch batch) {
    float[] pixels = new float[batch.pixels().capacity()];
    batch.pixels().get(pixels);
    return pixels;
  }

  @Test
  void draw_sameSeed_isTheSameScene() {
    DetectionScenes again = new DetectionScenes(FaceMaterial.of(5, 8, List.of()), SETTINGS, 5);
    Batch one = draw(scenes, 1, 8);
    Batch other = draw(again, 1, 8);
    assertArrayEquals(pixels(one), pixels(other));
    assertArrayEquals(one.targets(), other.targets());
    assertFalse(Arrays.equals(pixels(one), pixels(draw(scenes, 2, 8))));
  }

  @Test
  void draw_manyScenes_haveNoneToSeveralFacesOfAllSizes() {
    int[] scenesWith = new int[DetectionScenes.MOST_FACES + 1];
    double smallest = Double.POSITIVE_INFINITY;
    double largest = 0;
    for (int seed = 0; seed < 40; seed++) {
      Batch batch = draw(scenes, seed, 8);
      for (int n = 0; n < 8; n++) {
        int faces = 0;
        for (int i = 0; i < CORNERS; i += 2) {
          if (batch.visible()[n * CORNERS + i] == 0) {
            continue;
          }
          faces++;
          int x = 2 * n * CORNERS + i;
          double width = batch.targets()[x + 1] - batch.targets()[x];
          double height = batch.targets()[x + CORNERS + 1] - batch.targets()[x + CORNERS];
          assertTrue(width > 0 && height > 0, "a box has sides");
          smallest = Math.min(smallest, Math.sqrt(width * height));
          largest = Math.max(largest, Math.sqrt(width * height));
        }
        scenesWith[faces]++;
      }
    }
    assertTrue(scenesWith[0] > 320 * 0.08, Arrays.toString(scenesWith));
    assertTrue(scenesWith[1] > 320 * 0.3, Arrays.toString(scenesWith));
    assertTrue(scenesWith[2] + scenesWith[3] > 320 * 0.1, Arrays.toString(scenesWith));
    assertTrue(smallest < 15 && largest > 2 * SIDE, smallest + " to " + largest);
  }

  @Test
  void draw_pixels_areLevelsOfAPictureThatIsNotFlat() {
    float[] pixels = pixels(draw(scenes, 3, 8));
    double sum = 0;
    double squares = 0;
    for (float pixel : pixels) {
      assertTrue(pixel >= 0 && pixel <= 1);
      sum += pixel;
      squares += pixel * pixel;
    }
    double mean = sum / pixels.length;
    assertTrue(squares / pixels.length - mean * mean > 0.02);
  }

  @Test
  void of_photographs_areMaterialBesidesTheSyntheticFaces() throws IOException {
    SyntheticFace face = new SyntheticFaces(9).face(1, 64);
    Path picture = folder.resolve("a.png");
    ImageFiles.writePng(face.image(), picture);
    Face photograph =
        new Face(
            "a",
            Optional.of(picture),
            face.landmarks("300w-68"),
            Optional.empty(),
            Set.of(),
            OptionalDouble.empty());
    FaceMaterial more = FaceMaterial.of(5, 2, List.of(photograph));
    assertEquals("2 synthetic, 1 photographed", more.description());
    assertEquals(face.box().width(), more.photographs().get(0).box().width(), 1e-9);
    Files.delete(picture);
    assertThrows(InvalidDataException.class, () -> FaceMaterial.of(5, 2, List.of(photograph)));
  }
}
