package org.wingloss.data.augmentation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.wingloss.data.geometry.AffineMap;

/** The contract of the family, over every permitted type. */
class AugmentationTest {
  static List<Augmentation> known() {
    return Augmentation.known();
  }

  @Test
  void known_namesEveryPermittedType() {
    Set<Class<?>> permitted = Set.of(Augmentation.class.getPermittedSubclasses());
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
        "flip(probability=0.3,offset=0.004)",
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
    assertEquals(new RandomErasing(3, 0.4, 0.3), Augmentation.parse("patches(count=3)"));
    assertEquals(new Flip(0.5, 0), Augmentation.parse("flip()"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "flop | no augmentation is called 'flop'; known: blur, box-jitter, colour, down-scale,",
        "Flip | expected a line like 'rotation(degrees=30)' but found 'Flip'",
        "flip(0.5) | expected key=value in 'flip(0.5)' but found '0.5'",
        "flip(chance=1) | flip has no parameter 'chance'; it has probability, offset",
        "flip(probability=half) | probability of flip must be a finite decimal number but was 'half'",
        "flip(probability=1.5) | flip: probability must be in 0 to 1 but was 1.5",
        "flip(offset=0.2) | flip: offset must be in -0.1 to 0.1 but was 0.2",
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
      float[] before = TestCrops.noise(seed);
      float[] once = before.clone();
      float[] twice = before.clone();
      float[] dirty = new float[once.length];
      Arrays.fill(dirty, Float.NaN);
      augmentation.apply(once, TestCrops.SIZE, new SplittableRandom(seed), new float[once.length]);
      augmentation.apply(twice, TestCrops.SIZE, new SplittableRandom(seed), dirty);
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
    boolean moves =
        IntStream.range(0, 60)
            .mapToObj(seed -> augmentation.map(TestCrops.SIZE, new SplittableRandom(seed)))
            .anyMatch(map -> !map.equals(AffineMap.IDENTITY));
    assertEquals(moves, augmentation.moves(), augmentation.line());
    assertEquals(!moves, changed, augmentation.line() + " changes pixels or places, not both");
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
      AffineMap back = augmentations.map(TestCrops.SIZE, random).inverse();
      for (double x : new double[] {-0.5, TestCrops.SIZE - 0.5}) {
        for (double y : new double[] {-0.5, TestCrops.SIZE - 0.5}) {
          widest = Math.max(widest, Math.abs(back.x(x, y) - (TestCrops.SIZE - 1) / 2.0));
          widest = Math.max(widest, Math.abs(back.y(x, y) - (TestCrops.SIZE - 1) / 2.0));
        }
      }
    }
    double seen = widest / (TestCrops.SIZE / 2.0);
    assertTrue(seen <= augmentations.context() + 1e-9, seen + " > " + augmentations.context());
    double slack = list.contains(";") || list.contains("least=1.2") ? 0.25 : 0.01;
    assertTrue(seen > augmentations.context() - slack, seen + " of " + augmentations.context());
  }
}
