package org.wingloss.data.shape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.format.StrictJson;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.synthetic.SyntheticFaces;

class PlausibleShapesTest {
  private static final SyntheticFaces FACES = new SyntheticFaces(31);
  private static final List<Landmarks> SHAPES = shapes(0, 200);
  private static final PlausibleShapes PLAUSIBLE = PlausibleShapes.of(SHAPES);

  private static List<Landmarks> shapes(int first, int count) {
    return IntStream.range(first, first + count)
        .mapToObj(i -> FACES.face(i, 128).landmarks("300w-68"))
        .toList();
  }

  private static long held(List<Landmarks> shapes) {
    return shapes.stream().filter(PLAUSIBLE::holds).count();
  }

  @Test
  void holds_facesThatTookNoPart_nearlyAllAnywhereAndOfAnySize() {
    List<Landmarks> others = shapes(1000, 100);
    assertTrue(held(others) >= 97, held(others) + " of 100");
    AffineMap map =
        AffineMap.translation(500, -90).after(AffineMap.scaling(7, 7)).after(rotation(0.5));
    assertEquals(held(others), held(others.stream().map(shape -> shape.map(map)).toList()));
  }

  private static AffineMap rotation(double angle) {
    double c = Math.cos(angle);
    double s = Math.sin(angle);
    return new AffineMap(c, -s, 0, s, c, 0);
  }

  @Test
  void holds_facesReflectedOrStretchedOrScattered_none() {
    List<Landmarks> others = shapes(1000, 30);
    Random random = new Random(5);
    assertEquals(0, held(others.stream().map(s -> s.map(AffineMap.scaling(-1, 1))).toList()));
    assertEquals(0, held(others.stream().map(s -> s.map(AffineMap.scaling(1, 2.5))).toList()));
    List<Landmarks> scattered =
        IntStream.range(0, 30)
            .mapToObj(i -> Landmarks.of(random.doubles(136, 0, 100).toArray()))
            .toList();
    assertEquals(0, held(scattered));
  }

  @Test
  void holds_allLandmarksOnOnePoint_isFalse() {
    assertFalse(PLAUSIBLE.holds(Landmarks.of(new double[136])));
  }

  @Test
  void of_aFewWrongShapes_isNoWider() {
    List<Landmarks> spoilt = new ArrayList<>(SHAPES);
    for (int i = 0; i < spoilt.size(); i += 50) {
      spoilt.set(i, spoilt.get(i).map(AffineMap.scaling(-1, 1)));
    }
    PlausibleShapes robust = PlausibleShapes.of(spoilt);
    assertEquals(PLAUSIBLE.limit(), robust.limit(), 0.2 * PLAUSIBLE.limit());
    assertFalse(robust.holds(spoilt.get(0)));
  }

  /** A training on one shape would mark all predictions else. */
  @Test
  void of_shapesThatAreAllAlike_leavesRoomForPredictions() {
    List<Landmarks> same = Collections.nCopies(40, SHAPES.get(0));
    double[] vector = SHAPES.get(0).vector();
    Random random = new Random(2);
    for (int i = 0; i < vector.length; i++) {
      vector[i] += 0.3 * random.nextGaussian();
    }
    assertTrue(PlausibleShapes.of(same).holds(Landmarks.of(vector)));
  }

  @Test
  void of_twentyShapes_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> PlausibleShapes.of(SHAPES.subList(0, 20)));
  }

  @Test
  void json_readBack_isTheSame() {
    byte[] json = StrictJson.write(PLAUSIBLE).getBytes(StandardCharsets.UTF_8);
    assertEquals(PLAUSIBLE, StrictJson.read(json, "test", PlausibleShapes.class));
  }

  @Test
  void constructor_numbersThatDoNotFitTogether_areRefused() {
    List<Double> mean = List.of(0.0, 1.0, 2.0, 0.0, 3.0, 1.0);
    List<Double> mode = List.of(1.0, 0.0, 0.0, 0.0, 0.0, 0.0);
    new PlausibleShapes(mean, List.of(mode), List.of(0.5), 0.1);
    refused("at least 3 landmarks", mean.subList(0, 4), List.of(mode), List.of(0.5), 0.1);
    refused("found 0 and 0", mean, List.of(), List.of(), 0.1);
    refused("found 1 and 2", mean, List.of(mode), List.of(0.5, 0.4), 0.1);
    refused("has 2 numbers", mean, List.of(mode.subList(0, 2)), List.of(0.5), 0.1);
    refused("variances must be >= 0", mean, List.of(mode), List.of(-0.5), 0.1);
    refused("the limit > 0", mean, List.of(mode), List.of(0.5), 0);
    refused("no extent", Collections.nCopies(6, 1.0), List.of(mode), List.of(0.5), 0.1);
  }

  private static void refused(
      String reason,
      List<Double> mean,
      List<List<Double>> modes,
      List<Double> variances,
      double limit) {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> new PlausibleShapes(mean, modes, variances, limit));
    assertTrue(e.getMessage().contains(reason), e.getMessage());
  }
}
