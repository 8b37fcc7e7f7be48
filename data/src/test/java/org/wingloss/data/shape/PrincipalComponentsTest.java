package org.wingloss.data.shape;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.face.Visibility;

class PrincipalComponentsTest {
  private static final int WIDTH = 24;

  /** Sums that follow changes are those of a count from scratch. */
  @Test
  void change_someCoordinates_leavesTheSumsOfTheNewRows() {
    SplittableRandom random = new SplittableRandom(1);
    double[] rows = random.doubles(9L * WIDTH, -1, 1).toArray();
    ScatterMatrix scatter = new ScatterMatrix(rows, WIDTH);
    for (int n = 0; n < 9; n += 2) {
      double[] twice = new double[WIDTH];
      double[] change = new double[WIDTH];
      for (int i = 0; i < WIDTH; i++) {
        change[i] = i % 5 == n % 5 ? random.nextDouble(-1, 1) : 0;
        twice[i] = 2 * rows[n * WIDTH + i] + change[i];
        rows[n * WIDTH + i] += change[i];
      }
      for (int i = 0; i < WIDTH; i++) {
        if (change[i] != 0) {
          scatter.change(i, change[i], twice);
        }
      }
    }
    ScatterMatrix afresh = new ScatterMatrix(rows, WIDTH);
    assertArrayEquals(afresh.mean(), scatter.mean(), 1e-12);
    assertArrayEquals(afresh.covariance(), scatter.covariance(), 1e-12);
  }

  @Test
  void inOwnThread_tooLittleMemory_isThrownAsItIs() {
    OutOfMemoryError error = new OutOfMemoryError("in a test");
    OutOfMemoryError thrown =
        assertThrows(
            OutOfMemoryError.class,
            () ->
                PrincipalComponents.inOwnThread(
                    () -> {
                      throw error;
                    }));
    assertSame(error, thrown);
  }

  @Test
  void inOwnThread_failure_isAnIllegalStateWithItsReason() {
    IllegalStateException e =
        assertThrows(
            IllegalStateException.class,
            () ->
                PrincipalComponents.inOwnThread(
                    () -> {
                      throw new IllegalArgumentException("in a test");
                    }));
    assertEquals("the shape model cannot be computed: in a test", e.getMessage());
  }

  /** Whoever is interrupted goes on without it, and the program ends without it too. */
  @Test
  void inOwnThread_threadOfTheComputation_isDaemon() {
    boolean daemon = PrincipalComponents.inOwnThread(() -> Thread.currentThread().isDaemon());
    assertTrue(daemon);
  }

  /** Shapes of two modes lose a fifth of their landmarks; the modes are found all the same. */
  @Test
  void fit_missingLandmarks_findsTheModesOfTheWholeShapes() {
    List<Landmarks> whole = new ArrayList<>();
    List<Landmarks> holes = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(2);
    double[] mean = random.doubles(WIDTH, 0, 100).toArray();
    double[] first = random.doubles(WIDTH, -1, 1).toArray();
    double[] second = random.doubles(WIDTH, -1, 1).toArray();
    for (int n = 0; n < 300; n++) {
      double a = 9 * random.nextGaussian();
      double b = 3 * random.nextGaussian();
      double[] shape = new double[WIDTH];
      for (int i = 0; i < WIDTH; i++) {
        shape[i] = mean[i] + a * first[i] + b * second[i];
      }
      whole.add(Landmarks.of(shape));
      Visibility[] states = new Visibility[WIDTH / 2];
      for (int i = 0; i < states.length; i++) {
        boolean gone = random.nextDouble() < 0.2;
        states[i] = gone ? Visibility.MISSING : Visibility.VISIBLE;
      }
      holes.add(Landmarks.of(shape, states));
    }
    ShapeModel expected = ShapeModel.fit(whole);
    ShapeModel found = ShapeModel.fit(holes);
    for (int m = 0; m < 2; m++) {
      double cosine = 0;
      for (int i = 0; i < WIDTH; i++) {
        cosine += expected.mode(m)[i] * found.mode(m)[i];
      }
      assertTrue(cosine > 0.999, "mode " + m + ": " + cosine);
      assertEquals(expected.variance(m), found.variance(m), 0.05 * expected.variance(m));
    }
  }
}
