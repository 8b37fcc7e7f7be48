package org.wingloss.data.scheme;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.face.Visibility;
import org.wingloss.data.geometry.AffineMap;

class FlipMapTest {
  /** A face of seven: eyes 4 and 1, brows 0 and 6, nose 2, mouth corners 5 and 3. */
  private static final double[][] FACE = {
    {-45, -50}, {30, -30}, {0, 0}, {25, 40}, {-30, -30}, {-25, 40}, {45, -50}
  };

  private static final int[] FLIP = {6, 4, 2, 5, 1, 3, 0};

  @Test
  void flip_turnedScaledAndNoisyFaces_isFoundAndProved() {
    FlipMap mirror = FlipMap.from(faces(60, 0), 0.05);
    assertArrayEquals(FLIP, mirror.flip());
    assertEquals(List.of(List.of(0, 6), List.of(1, 4), List.of(3, 5)), mirror.pairs());
    assertTrue(mirror.worst() < 0.02, "worst " + mirror.worst());
    assertEquals(List.of(), mirror.doubtful());
    assertArrayEquals(FLIP, mirror.scheme("seven").flipMap());
  }

  @Test
  void flip_facesWithMissingLandmarks_isTheSame() {
    assertArrayEquals(FLIP, FlipMap.from(faces(200, 0.3), 0.05).flip());
  }

  @Test
  void landmarkWithoutTwin_isRefused() {
    List<Landmarks> faces =
        faces(60, 0).stream().map(face -> face.reorder(0, 1, 2, 3, 4, 6)).toList();
    String message =
        assertThrows(InvalidDataException.class, () -> FlipMap.from(faces, 0.05)).getMessage();
    assertTrue(message.startsWith("no flip map: "), message);
  }

  @Test
  void twoLandmarksOnALevel_areRefused() {
    List<Landmarks> faces = List.of(Landmarks.of(10, 50, 7, 7), Landmarks.of(30, 90, 8, 8));
    String message =
        assertThrows(InvalidDataException.class, () -> FlipMap.from(faces, 0.05)).getMessage();
    assertTrue(message.startsWith("no flip map: a box "), message);
  }

  @Test
  void smallTolerance_isRefusedNamingTheLandmark() {
    List<Landmarks> faces = faces(10, 0);
    String message =
        assertThrows(InvalidDataException.class, () -> FlipMap.from(faces, 1e-6)).getMessage();
    assertTrue(message.contains("more than the tolerance"), message);
    String pairs = FlipMap.from(faces, 0.05).pairs().toString();
    assertTrue(message.endsWith("the pairs would be " + pairs), message);
  }

  @Test
  void landmarkMissingEverywhere_isRefused() {
    Visibility[] states = new Visibility[7];
    java.util.Arrays.fill(states, Visibility.VISIBLE);
    states[3] = Visibility.MISSING;
    Landmarks face = Landmarks.of(Landmarks.ofPoints(FACE).vector(), states);
    assertEquals(
        "no flip map: landmark 3 is present in none of the shapes",
        assertThrows(InvalidDataException.class, () -> FlipMap.from(List.of(face), 0.05))
            .getMessage());
  }

  private static List<Landmarks> faces(int count, double missing) {
    SplittableRandom random = new SplittableRandom(42);
    List<Landmarks> faces = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      double[] vector = Landmarks.ofPoints(FACE).vector();
      Visibility[] states = new Visibility[FACE.length];
      for (int i = 0; i < FACE.length; i++) {
        vector[i] += random.nextDouble(-4, 4);
        vector[FACE.length + i] += random.nextDouble(-4, 4);
        states[i] = random.nextDouble() < missing ? Visibility.MISSING : Visibility.VISIBLE;
      }
      double scale = random.nextDouble(0.5, 4);
      AffineMap map =
          AffineMap.translation(random.nextDouble(500), random.nextDouble(500))
              .after(AffineMap.rotation(random.nextDouble(-0.5, 0.5), 0, 0))
              .after(AffineMap.scaling(scale, scale));
      faces.add(Landmarks.of(vector, states).map(map));
    }
    return faces;
  }
}
