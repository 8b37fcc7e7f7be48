package org.wingloss.data.augmentation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.image.TestPictures;

/** The contract of the family, over every permitted type. */
class AugmentationTest {
  private static final int SIZE = 32;

  static List<Augmentation> known() {
    return Augmentation.known();
  }

  @Test
  void known_namesEveryPermittedType() {
    Set<Class<?>> permitted = new HashSet<>();
    for (Class<?> branch : Augmentation.class.getPermittedSubclasses()) {
      permitted.addAll(List.of(branch.getPermittedSubclasses()));
    }
    assertEquals(13, permitted.size());
    Set<Class<?>> known = new HashSet<>();
    known().forEach(augmentation -> known.add(augmentation.getClass()));
    assertEquals(permitted, known);
  }

  /** Every parameter at a value that is not its default. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "blur(sigma=2.5,probability=0.25)",
        "box-jitter(share=0.11)",
        "colour(brightness=0.1,contrast=0.3,saturation=0.4,tint=0.05)",
        "down-scale(least=0.45,probability=1)",
        "flip(probability=0.3)",
        "gamma(least=0.8,most=2)",
        "grey(probability=0.7)",
        "jpeg(least=0.4,most=0.6,probability=0.3)",
        "motion-blur(length=3.5,probability=0.9)",
        "patches(count=5,share=0.2,probability=0.6)",
        "rotation(degrees=10)",
        "scale(least=0.5,most=1.5)",
        "translation(share=0.07)"
      })
  void line_everyKind_isReadAndPrintedCompletely(String line) {
    Augmentation augmentation = Augmentation.parse(line);
    assertEquals(line, augmentation.line());
    Augmentation defaults = Augmentation.parse(line.substring(0, line.indexOf('(')));
    assertTrue(known().contains(defaults));
    assertNotEquals(defaults, augmentation);
  }

  @Test
  void parse_spacesAndSomeKeys_takesTheOtherDefaults() {
    assertEquals(new GaussianBlur(1, 0.2), Augmentation.parse(" blur( probability = 0.2 ) "));
    assertEquals(new Patches(3, 0.4, 0.3), Augmentation.parse("patches(count=3)"));
    assertEquals(new Flip(0.5), Augmentation.parse("flip()"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "flop | no augmentation is called 'flop'; known: blur, box-jitter, colour, down-scale,",
        "Flip | expected a line like 'rotation(degrees=30)' but found 'Flip'",
        "flip(0.5) | expected key=value in 'flip(0.5)' but found '0.5'",
        "flip(chance=1) | flip has no parameter 'chance'; it has probability",
        "flip(probability=half) | probability of flip must be a finite decimal number but was 'half'",
        "flip(probability=1.5) | flip: probability must be in 0 to 1 but was 1.5",
        "flip(probability=NaN) | probability of flip must be a finite decimal number but was 'NaN'",
        "blur(sigma=1,sigma=2) | 'sigma' is given twice in 'blur(sigma=1,sigma=2)'",
        "blur(sigma=0) | blur: sigma must be in 0.1 to 10 but was 0",
        "patches(count=1.5) | count of patches must be a whole number",
        "scale(least=1.2) | scale: least must be <= most but was 1.2 > 1.1",
        "rotation(degrees=200) | rotation: degrees must be in 0 to 180 but was 200",
        "flip(probability=1 | expected a line like",
        "flip(probability=1)x | expected a line like",
        "flip(,) | expected key=value"
      })
  void parse_badLine_isRefused(String line, String expected) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Augmentation.parse(line));
    assertTrue(e.getMessage().startsWith(expected), e.getMessage());
  }

  @ParameterizedTest
  @MethodSource("known")
  void apply_anyDraw_staysInRangeAndRepeatsWithTheSeed(Augmentation augmentation) {
    boolean changed = false;
    for (int seed = 0; seed < 60; seed++) {
      float[] before = noise(seed);
      float[] once = before.clone();
      float[] twice = before.clone();
      float[] dirty = new float[once.length];
      Arrays.fill(dirty, Float.NaN);
      augmentation.apply(once, SIZE, new SplittableRandom(seed), new float[once.length]);
      augmentation.apply(twice, SIZE, new SplittableRandom(seed), dirty);
      assertArrayEquals(once, twice, augmentation.line());
      float least = 1;
      float most = 0;
      for (float value : once) {
        least = Math.min(least, value);
        most = Math.max(most, value);
      }
      assertTrue(least >= 0 && most <= 1.00001f, least + " to " + most);
      changed |= !Arrays.equals(before, once);
    }
    assertEquals(augmentation instanceof PixelAugmentation, changed, augmentation.line());
  }

  /** A draw looks at nothing outside the context, and comes close to its edge. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rotation(degrees=30)",
        "rotation(degrees=90)",
        "box-jitter(share=0.05)",
        "scale(least=0.7,most=1.4)",
        "scale(least=1.2,most=1.4)",
        "translation(share=0.2)",
        "flip",
        "rotation(degrees=20); box-jitter(share=0.1)",
        "box-jitter(share=0.1); translation(share=0.1); scale(least=0.8,most=1)"
      })
  void context_manyDraws_boundsWhatIsSeen(String list) {
    Augmentations augmentations = Augmentations.parse(List.of(list.split("; ", -1)));
    double widest = 0;
    SplittableRandom random = new SplittableRandom(5);
    for (int n = 0; n < 20_000; n++) {
      AffineMap back = augmentations.map(SIZE, random).inverse();
      for (double x : new double[] {-0.5, SIZE - 0.5}) {
        for (double y : new double[] {-0.5, SIZE - 0.5}) {
          widest = Math.max(widest, Math.abs(back.x(x, y) - (SIZE - 1) / 2.0));
          widest = Math.max(widest, Math.abs(back.y(x, y) - (SIZE - 1) / 2.0));
        }
      }
    }
    double seen = widest / (SIZE / 2.0);
    assertTrue(seen <= augmentations.context() + 1e-9, seen + " > " + augmentations.context());
    double slack = list.contains(";") || list.contains("least=1.2") ? 0.25 : 0.01;
    assertTrue(seen > augmentations.context() - slack, seen + " of " + augmentations.context());
  }

  @Test
  void flip_probability_isItsFrequency() {
    int mirrored = 0;
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 4000; i++) {
      mirrored += new Flip(0.3).map(SIZE, random).determinant() < 0 ? 1 : 0;
    }
    assertEquals(0.3, mirrored / 4000.0, 0.03);
  }

  @Test
  void rotation_draws_areEvenWithinTheAngleAboutTheCentre() {
    SplittableRandom random = new SplittableRandom(1);
    List<Double> angles = new ArrayList<>();
    for (int i = 0; i < 4000; i++) {
      AffineMap map = new Rotation(30).map(SIZE, random);
      assertEquals(15.5, map.x(15.5, 15.5), 1e-9);
      angles.add(Math.toDegrees(Math.atan2(map.yx(), map.xx())));
    }
    angles.sort(null);
    assertTrue(angles.get(0) >= -30 && angles.get(3999) <= 30);
    assertEquals(-15, angles.get(1000), 1.5);
    assertEquals(15, angles.get(3000), 1.5);
  }

  @Test
  void boxJitter_corners_moveIndependentlyWithinTheShare() {
    SplittableRandom random = new SplittableRandom(1);
    double[] least = {9, 9, 9, 9};
    double[] most = {-9, -9, -9, -9};
    for (int i = 0; i < 4000; i++) {
      AffineMap back = new BoxPerturbation(0.05).map(SIZE, random).inverse();
      assertEquals(0, back.xy(), 1e-12);
      double[] moved = {
        back.x(-0.5, 0) + 0.5,
        back.y(0, -0.5) + 0.5,
        back.x(SIZE - 0.5, 0) - SIZE + 0.5,
        back.y(0, SIZE - 0.5) - SIZE + 0.5
      };
      for (int k = 0; k < 4; k++) {
        least[k] = Math.min(least[k], moved[k]);
        most[k] = Math.max(most[k], moved[k]);
      }
    }
    for (int k = 0; k < 4; k++) {
      assertEquals(-1.6, least[k], 0.01);
      assertEquals(1.6, most[k], 0.01);
    }
  }

  @Test
  void blur_ofADot_isTheGaussian() {
    float[] pixels = new float[3 * SIZE * SIZE];
    pixels[3 * (16 * SIZE + 16) + 1] = 1;
    new GaussianBlur(1.5, 1).apply(pixels, SIZE, new SplittableRandom(), new float[pixels.length]);
    double total = 0;
    for (int i = 1; i < pixels.length; i += 3) {
      total += pixels[i];
    }
    assertEquals(1, total, 1e-5);
    double centre = pixels[3 * (16 * SIZE + 16) + 1];
    assertEquals(Math.exp(-13 / 4.5), pixels[3 * (18 * SIZE + 13) + 1] / centre, 1e-4);
    assertEquals(Math.exp(-13 / 4.5), pixels[3 * (13 * SIZE + 18) + 1] / centre, 1e-4);
    assertEquals(0, pixels[3 * (16 * SIZE + 16)]);
  }

  @Test
  void blur_constantPicture_staysConstantToTheBorder() {
    float[] pixels = new float[3 * SIZE * SIZE];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = new float[] {0.2f, 0.5f, 0.9f}[i % 3];
    }
    float[] before = pixels.clone();
    new GaussianBlur(3, 1).apply(pixels, SIZE, new SplittableRandom(), new float[pixels.length]);
    new MotionBlur(9, 1).apply(pixels, SIZE, new SplittableRandom(), new float[pixels.length]);
    new DownScale(0.3, 1).apply(pixels, SIZE, new SplittableRandom(), new float[pixels.length]);
    assertArrayEquals(before, pixels, 1e-5f);
  }

  @Test
  void downScale_toHalf_averagesPairs() {
    float[] weights = DownScale.coarsening(8, 4);
    // Pixel 3 lies a quarter of a coarse pixel before the border of the second and third.
    assertArrayEquals(
        new float[] {0, 0, 0.375f, 0.375f, 0.125f, 0.125f, 0, 0},
        Arrays.copyOfRange(weights, 24, 32),
        1e-6f);
    assertArrayEquals(new float[] {0.5f, 0.5f, 0, 0, 0, 0, 0, 0}, Arrays.copyOf(weights, 8), 1e-6f);
  }

  @Test
  void grey_colour_becomesLuma() {
    float[] pixels = noise(1);
    float[] before = pixels.clone();
    new Grey(1).apply(pixels, SIZE, new SplittableRandom(), new float[pixels.length]);
    double luma = 0.299 * before[30] + 0.587 * before[31] + 0.114 * before[32];
    assertEquals(luma, pixels[30], 1e-6);
    assertEquals(luma, pixels[31], 1e-6);
    assertEquals(luma, pixels[32], 1e-6);
  }

  @Test
  void gamma_fixedPower_isThePower() {
    float[] pixels = noise(1);
    float[] before = pixels.clone();
    new Gamma(2, 2).apply(pixels, SIZE, new SplittableRandom(), new float[pixels.length]);
    for (int i = 0; i < pixels.length; i++) {
      assertEquals(before[i] * before[i], pixels[i], 1e-5);
    }
  }

  @Test
  void colour_oneParameterAtATime_changesWhatItNames() {
    float[] before = noise(4);
    for (int i = 0; i < before.length; i++) {
      before[i] = 0.4f + 0.2f * before[i];
    }
    float[] brighter = coloured(before, "colour(brightness=0.1,contrast=0,saturation=0,tint=0)");
    double shift = brighter[0] - before[0];
    assertTrue(shift != 0 && Math.abs(shift) <= 0.1);
    assertEquals(shift, brighter[77] - before[77], 1e-5);
    float[] flatter = coloured(before, "colour(brightness=0,contrast=0.5,saturation=0,tint=0)");
    double ratio = (flatter[3] - flatter[8]) / (before[3] - before[8]);
    assertTrue(ratio != 1 && ratio >= 0.5 && ratio <= 1.5, "contrast " + ratio);
    float[] vivid = coloured(before, "colour(brightness=0,contrast=0,saturation=0.5,tint=0)");
    assertEquals(Grey.luma(before, 9), Grey.luma(vivid, 9), 1e-5);
    assertNotEquals(before[9], vivid[9]);
    float[] tinted = coloured(before, "colour(brightness=0,contrast=0,saturation=0,tint=0.2)");
    assertEquals(tinted[9] / before[9], tinted[12] / before[12], 1e-4);
    assertNotEquals(tinted[9] / before[9], tinted[10] / before[10], 1e-3);
  }

  @Test
  void patches_cover_noMoreThanTheyMay() {
    for (int seed = 0; seed < 50; seed++) {
      float[] before = noise(seed);
      float[] pixels = before.clone();
      new Patches(2, 0.25, 1).apply(pixels, SIZE, new SplittableRandom(seed), new float[0]);
      int changed = 0;
      for (int i = 0; i < pixels.length; i += 3) {
        changed += pixels[i] != before[i] ? 1 : 0;
      }
      assertTrue(changed >= 1 && changed <= 2 * 8 * 8, changed + " pixels");
    }
  }

  @Test
  void jpeg_lowQuality_changesMoreThanHighQuality() {
    assertTrue(difference(new Jpeg(0.05, 0.05, 1)) > 2 * difference(new Jpeg(1, 1, 1)));
  }

  private static double difference(Augmentation augmentation) {
    float[] before = floats(TestPictures.gradient(SIZE, SIZE));
    float[] after = before.clone();
    augmentation.apply(after, SIZE, new SplittableRandom(2), new float[after.length]);
    double sum = 0;
    for (int i = 0; i < before.length; i++) {
      sum += Math.abs(before[i] - after[i]);
    }
    return sum;
  }

  private static float[] coloured(float[] before, String line) {
    float[] after = before.clone();
    Augmentation.parse(line).apply(after, SIZE, new SplittableRandom(8), new float[0]);
    return after;
  }

  private static float[] noise(long seed) {
    return floats(TestPictures.noise(SIZE, SIZE, seed));
  }

  private static float[] floats(RgbImage picture) {
    byte[] bytes = picture.rgb();
    float[] out = new float[bytes.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (bytes[i] & 0xFF) / 255f;
    }
    return out;
  }
}
