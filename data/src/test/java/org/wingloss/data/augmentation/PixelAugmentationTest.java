package org.wingloss.data.augmentation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.wingloss.data.image.TestPictures;

/** Each change of what is seen. */
class PixelAugmentationTest {
  @Test
  void blur_ofADot_isTheGaussian() {
    float[] pixels = new float[3 * TestCrops.SIZE * TestCrops.SIZE];
    pixels[3 * (16 * TestCrops.SIZE + 16) + 1] = 1;
    new GaussianBlur(1.5, 1)
        .apply(pixels, TestCrops.SIZE, new SplittableRandom(), new float[pixels.length]);
    double total = 0;
    for (int i = 1; i < pixels.length; i += 3) {
      total += pixels[i];
    }
    assertEquals(1, total, 1e-5);
    double centre = pixels[3 * (16 * TestCrops.SIZE + 16) + 1];
    assertEquals(Math.exp(-13 / 4.5), pixels[3 * (18 * TestCrops.SIZE + 13) + 1] / centre, 1e-4);
    assertEquals(Math.exp(-13 / 4.5), pixels[3 * (13 * TestCrops.SIZE + 18) + 1] / centre, 1e-4);
    assertEquals(0, pixels[3 * (16 * TestCrops.SIZE + 16)]);
  }

  @Test
  void blur_constantPicture_staysConstantToTheBorder() {
    float[] pixels = new float[3 * TestCrops.SIZE * TestCrops.SIZE];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = new float[] {0.2f, 0.5f, 0.9f}[i % 3];
    }
    float[] before = pixels.clone();
    new GaussianBlur(3, 1)
        .apply(pixels, TestCrops.SIZE, new SplittableRandom(), new float[pixels.length]);
    new MotionBlur(9, 1)
        .apply(pixels, TestCrops.SIZE, new SplittableRandom(), new float[pixels.length]);
    new LowResolution(0.3, 1)
        .apply(pixels, TestCrops.SIZE, new SplittableRandom(), new float[pixels.length]);
    assertArrayEquals(before, pixels, 1e-5f);
  }

  @Test
  void downScale_toHalf_averagesPairs() {
    float[] weights = LowResolution.coarsening(8, 4);
    // Pixel 3 lies a quarter of a coarse pixel before the border of the second and third.
    assertArrayEquals(
        new float[] {0, 0, 0.375f, 0.375f, 0.125f, 0.125f, 0, 0},
        Arrays.copyOfRange(weights, 24, 32),
        1e-6f);
    assertArrayEquals(new float[] {0.5f, 0.5f, 0, 0, 0, 0, 0, 0}, Arrays.copyOf(weights, 8), 1e-6f);
  }

  @Test
  void grey_colour_becomesLuma() {
    float[] pixels = TestCrops.noise(1);
    float[] before = pixels.clone();
    new Greyscale(1)
        .apply(pixels, TestCrops.SIZE, new SplittableRandom(), new float[pixels.length]);
    double luma = 0.299 * before[30] + 0.587 * before[31] + 0.114 * before[32];
    assertEquals(luma, pixels[30], 1e-6);
    assertEquals(luma, pixels[31], 1e-6);
    assertEquals(luma, pixels[32], 1e-6);
  }

  @Test
  void gamma_fixedPower_isThePower() {
    float[] pixels = TestCrops.noise(1);
    float[] before = pixels.clone();
    new Gamma(2, 2).apply(pixels, TestCrops.SIZE, new SplittableRandom(), new float[pixels.length]);
    for (int i = 0; i < pixels.length; i++) {
      assertEquals(before[i] * before[i], pixels[i], 1e-5);
    }
  }

  @Test
  void colour_oneParameterAtATime_changesWhatItNames() {
    float[] before = TestCrops.noise(4);
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
    assertEquals(Greyscale.luma(before, 9), Greyscale.luma(vivid, 9), 1e-5);
    assertNotEquals(before[9], vivid[9]);
    float[] tinted = coloured(before, "colour(brightness=0,contrast=0,saturation=0,tint=0.2)");
    assertEquals(tinted[9] / before[9], tinted[12] / before[12], 1e-4);
    assertNotEquals(tinted[9] / before[9], tinted[10] / before[10], 1e-3);
  }

  @Test
  void patches_cover_noMoreThanTheyMay() {
    for (int seed = 0; seed < 50; seed++) {
      float[] before = TestCrops.noise(seed);
      float[] pixels = before.clone();
      new RandomErasing(2, 0.25, 1)
          .apply(pixels, TestCrops.SIZE, new SplittableRandom(seed), new float[0]);
      int changed = 0;
      for (int i = 0; i < pixels.length; i += 3) {
        changed += pixels[i] != before[i] ? 1 : 0;
      }
      assertTrue(changed >= 1 && changed <= 2 * 8 * 8, changed + " pixels");
    }
  }

  @Test
  void jpeg_lowQuality_changesMoreThanHighQuality() {
    assertTrue(
        difference(new JpegCompression(0.05, 0.05, 1))
            > 2 * difference(new JpegCompression(1, 1, 1)));
  }

  private static double difference(Augmentation augmentation) {
    float[] before = TestCrops.floats(TestPictures.gradient(TestCrops.SIZE, TestCrops.SIZE));
    float[] after = before.clone();
    augmentation.apply(after, TestCrops.SIZE, new SplittableRandom(2), new float[after.length]);
    double sum = 0;
    for (int i = 0; i < before.length; i++) {
      sum += Math.abs(before[i] - after[i]);
    }
    return sum;
  }

  private static float[] coloured(float[] before, String line) {
    float[] after = before.clone();
    Augmentation.parse(line).apply(after, TestCrops.SIZE, new SplittableRandom(8), new float[0]);
    return after;
  }
}
