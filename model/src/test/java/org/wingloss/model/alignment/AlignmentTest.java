package org.wingloss.model.alignment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.format.StrictJson;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.scheme.LandmarkScheme;

class AlignmentTest {
  /** Five points with inner eye corners 0 and 1 and the chin 4. */
  private static final LandmarkScheme FIVE =
      new LandmarkScheme(
          "five",
          5,
          "test",
          List.of(List.of(0, 1), List.of(2, 3)),
          List.of(0),
          List.of(1),
          List.of(),
          List.of(0, 1),
          List.of(4),
          java.util.Map.of(),
          List.of());

  private static final Landmarks MEAN = Landmarks.of(-1, 1, -1, 1, 0, -1, -1, 0.5, 0.5, 2);

  private static Alignment alignment(Alignment.Kind kind) {
    return new Alignment(kind, MEAN, 0.25);
  }

  @ParameterizedTest
  @EnumSource(Alignment.Kind.class)
  void align_turnedAndGrownFace_isUprightInTheMiddle(Alignment.Kind kind) {
    Landmarks face =
        MEAN.map(
            AffineMap.translation(200, 100)
                .after(AffineMap.rotation(0.7, 0, 0))
                .after(AffineMap.scaling(40, 40)));
    TransformChain chain = alignment(kind).align(FIVE, face, 90);
    Landmarks seen = face.map(chain.map());
    // The shape is 2 wide and 3 high: its square has side 3, with margins 4.5, on 90 pixels.
    for (int i = 0; i < 5; i++) {
      assertEquals(MEAN.x(i) * 20 + 44.5, seen.x(i), 1e-9);
      assertEquals((MEAN.y(i) - 0.5) * 20 + 44.5, seen.y(i), 1e-9);
    }
  }

  @Test
  void align_procrustes_isTheLeastSquaresSimilarity() {
    SplittableRandom random = new SplittableRandom(4);
    double[] noisy = MEAN.vector();
    for (int i = 0; i < noisy.length; i++) {
      noisy[i] = 30 * noisy[i] + 5 * random.nextGaussian();
    }
    Landmarks face = Landmarks.of(noisy);
    AffineMap best =
        alignment(Alignment.Kind.PROCRUSTES).align(FIVE, face, 64).steps().get(0).map();
    double least = distance(face, best);
    for (int i = 0; i < 200; i++) {
      double angle = 1e-3 * random.nextGaussian();
      double scale = 1 + 1e-3 * random.nextGaussian();
      AffineMap other =
          AffineMap.translation(1e-3 * random.nextGaussian(), 1e-3 * random.nextGaussian())
              .after(AffineMap.scaling(scale, scale))
              .after(AffineMap.rotation(angle, 0, 0))
              .after(best);
      assertTrue(distance(face, other) >= least);
    }
    assertEquals(best.xx(), best.yy());
    assertEquals(best.xy(), -best.yx());
  }

  private static double distance(Landmarks face, AffineMap map) {
    Landmarks moved = face.map(map);
    double sum = 0;
    for (int i = 0; i < 5; i++) {
      sum += Math.pow(moved.x(i) - MEAN.x(i), 2) + Math.pow(moved.y(i) - MEAN.y(i), 2);
    }
    return sum;
  }

  @ParameterizedTest
  @EnumSource(Alignment.Kind.class)
  void chain_thereAndBack_isWithinAMillionthOfAPixel(Alignment.Kind kind) {
    SplittableRandom random = new SplittableRandom(5);
    for (int turn = 0; turn < 100; turn++) {
      Landmarks face =
          MEAN.map(
              AffineMap.translation(random.nextDouble(4000), random.nextDouble(4000))
                  .after(AffineMap.rotation(random.nextDouble(6), 0, 0))
                  .after(AffineMap.scaling(5 + random.nextDouble(500), 300)));
      TransformChain chain = alignment(kind).align(FIVE, face, 128);
      Landmarks back = face.map(chain.map()).map(chain.map().inverse());
      for (int i = 0; i < 5; i++) {
        assertEquals(face.x(i), back.x(i), 1e-6);
        assertEquals(face.y(i), back.y(i), 1e-6);
      }
    }
  }

  @Test
  void chain_printed_namesEveryStep() {
    Landmarks face = MEAN.map(AffineMap.rotation(Math.PI / 6, 0, 0));
    String text = alignment(Alignment.Kind.PROCRUSTES).align(FIVE, face, 64).toString();
    assertEquals(
        """
        shape from image: scale 1.00000, rotation -30.000 deg, shift (0.0000, 0.0000)
        network from shape: scale 14.2222, rotation 0.000 deg, shift (31.5000, 24.3889)""",
        text.replace("-0.0000", "0.0000"));
  }

  @ParameterizedTest
  @EnumSource(Alignment.Kind.class)
  void problem_degenerateShapes_areNamed(Alignment.Kind kind) {
    Alignment alignment = alignment(kind);
    Box crop = new Box(0, 0, 100, 100);
    Landmarks good = MEAN.map(AffineMap.translation(50, 50).after(AffineMap.scaling(20, 20)));
    assertTrue(alignment.problem(FIVE, good, crop).isEmpty());
    Landmarks point = Landmarks.of(50, 50, 50, 50, 50, 50, 50, 50, 50, 50);
    assertTrue(alignment.problem(FIVE, point, crop).orElse("").contains("collapsed"));
    Landmarks away = good.map(AffineMap.translation(500, 0));
    assertTrue(alignment.problem(FIVE, away, crop).orElse("").contains("outside"));
    Landmarks tiny = MEAN.map(AffineMap.translation(50, 50).after(AffineMap.scaling(2, 2)));
    assertTrue(alignment.problem(FIVE, tiny, crop).orElse("").contains("times the first's"));
  }

  @Test
  void json_meanShapeWithoutALandmark_isRefused() {
    Alignment alignment = alignment(Alignment.Kind.PROCRUSTES);
    String whole = new String(StrictJson.line(alignment), StandardCharsets.UTF_8);
    assertEquals(alignment, read(whole));
    String partial = whole.replace("[0.0,2.0]", "null");
    assertTrue(partial.contains("null"), partial);
    assertThrows(InvalidDataException.class, () -> read(partial));
  }

  private static Alignment read(String json) {
    return StrictJson.read(json.getBytes(StandardCharsets.UTF_8), "alignment", Alignment.class);
  }

  @Test
  void requireFits_schemeWithoutAChin_isRefusedForChinEyes() {
    LandmarkScheme five = LandmarkScheme.of("mtfl-5");
    alignment(Alignment.Kind.PROCRUSTES).requireFits(five);
    var thrown =
        assertThrows(
            IllegalArgumentException.class,
            () -> alignment(Alignment.Kind.CHIN_EYES).requireFits(five));
    assertTrue(thrown.getMessage().contains("lacks"), thrown.getMessage());
  }
}
