package org.wingloss.data.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wingloss.data.dataset.Reading;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.image.ExifOrientation;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.data.synthetic.SyntheticFace;
import org.wingloss.data.synthetic.SyntheticFaces;
import org.wingloss.data.synthetic.SyntheticSettings;

class AnnotationChecksTest {
  private static final int SIZE = 32;
  private static final int FACES = 150;
  private static List<SyntheticFace> usual;

  @BeforeAll
  static void render() {
    usual = synthetic(SyntheticSettings.DEFAULT, FACES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"300w-68", "wflw-98", "aflw-19", "mtfl-5"})
  void sevenPlantedFaults_areEachNamed(String name) {
    LandmarkScheme scheme = LandmarkScheme.of(name);
    int count = scheme.count();
    List<Face> faces = faces(scheme, usual);
    Map<Integer, String> planted = new LinkedHashMap<>();
    plant(faces, 10, points -> points.map(AffineMap.translation(6, -5)));
    planted.put(10, "the landmarks are shifted by 0.");
    plant(faces, 23, points -> points.reorder(scheme.flipMap()));
    planted.put(23, "left and right are swapped");
    plant(faces, 41, points -> points.reorder(order(count, i -> (i + 1) % count)));
    planted.put(41, "the order is off by one, landmark 0 comes last");
    plant(faces, 66, points -> points.map(new AffineMap(0, 1, 0, 1, 0, 0)));
    planted.put(66, "x and y are swapped");
    plant(faces, 77, points -> points.reorder(shuffled(count)));
    // Five shuffled landmarks can be one step away from a face, so any name will do.
    planted.put(77, count > 5 ? "the landmarks make no face, as if shuffled" : "");
    plant(faces, 90, points -> faces.get(91).landmarks());
    planted.put(90, "has the very landmarks of f91, the neighbour's");
    plant(faces, 113, points -> moved(points, 2, 14));
    planted.put(113, "landmark 2 is off by ");
    Map<String, String> found = found(faces, scheme);
    planted.forEach(
        (i, fault) ->
            assertTrue(
                found.containsKey("f" + i) && found.get("f" + i).startsWith(fault),
                "f%d: expected '%s' but found '%s'".formatted(i, fault, found.get("f" + i))));
    planted.keySet().forEach(i -> found.remove("f" + i));
    assertTrue(found.size() <= 1, "false alarms: " + found);
  }

  @ParameterizedTest
  @CsvSource({"13.5, 300w-68", "1000, 300w-68", "13.5, wflw-98", "13.5, aflw-19", "13.5, mtfl-5"})
  void healthyFacesOfAllPoses_giveFalseAlarmsForOneInAHundredAtMost(double yaw, String name) {
    LandmarkScheme scheme = LandmarkScheme.of(name);
    List<SyntheticFace> faces = synthetic(SyntheticSettings.DEFAULT.withYaw(yaw, 90), 400);
    Map<String, String> found = found(faces(scheme, faces), scheme);
    assertTrue(found.size() <= 4, found.size() + " false alarms: " + found);
  }

  @Test
  void twoLandmarksExchanged_areNamed() {
    LandmarkScheme scheme = LandmarkScheme.of("300w-68");
    List<Face> faces = faces(scheme, usual);
    plant(faces, 50, points -> points.reorder(order(68, i -> i == 7 ? 15 : i == 15 ? 7 : i)));
    assertEquals("landmarks 7 and 15 are exchanged", found(faces, scheme).get("f50"));
  }

  @Test
  void landmarksInOneSpotButOne_areNamed_andTheOtherFacesAreChecked() {
    LandmarkScheme scheme = LandmarkScheme.of("300w-68");
    List<Face> faces = faces(scheme, usual);
    double[] vector = new double[2 * scheme.count()];
    vector[5] = 9;
    vector[scheme.count() + 5] = 7;
    plant(faces, 30, points -> Landmarks.of(vector));
    plant(faces, 50, points -> points.reorder(scheme.flipMap()));
    Map<String, String> found = found(faces, scheme);
    assertEquals("left and right are swapped", found.get("f50"));
    String fault = String.valueOf(found.get("f30"));
    assertTrue(fault.startsWith("the landmarks make no face"), fault);
  }

  @Test
  void landmarksInTheBoxOfTheNeighbourInThePicture_areTheNeighbours() {
    LandmarkScheme scheme = LandmarkScheme.of("300w-68");
    List<Face> faces = faces(scheme, usual);
    faces.set(4, moved(faces.get(4).withImage(faces.get(3).image()), 3 * SIZE));
    plant(faces, 3, points -> faces.get(4).landmarks().map(AffineMap.translation(0.5, 0.5)));
    assertEquals(
        "the landmarks lie in the box of f4, the neighbour's", found(faces, scheme).get("f3"));
  }

  @Test
  void landmarksOfAnother_withoutBoxes_nameBoth() {
    LandmarkScheme scheme = LandmarkScheme.of("300w-68");
    List<Face> faces = faces(scheme, usual);
    faces.replaceAll(
        f -> new Face(f.id(), f.image(), f.landmarks(), Optional.empty(), f.subsets()));
    plant(faces, 90, points -> faces.get(91).landmarks());
    Map<String, String> found = found(faces, scheme);
    String both = ": one of them has its neighbour's";
    assertEquals("has the very landmarks of f91" + both, found.get("f90"));
    assertEquals("has the very landmarks of f90" + both, found.get("f91"));
  }

  @Test
  void fewFaces_areNotChecked() {
    LandmarkScheme scheme = LandmarkScheme.of("300w-68");
    Finding finding =
        new AnnotationChecks(patient(faces(scheme, usual.subList(0, 20)), scheme)).finding();
    assertEquals("not checked: fewer than 30 faces", finding.message());
  }

  private static Map<String, String> found(List<Face> faces, LandmarkScheme scheme) {
    Map<String, String> found = new LinkedHashMap<>();
    new AnnotationChecks(patient(faces, scheme))
        .suspicious()
        .forEach(face -> found.put(face.id(), face.fault()));
    return found;
  }

  private static ExaminedDataset patient(List<Face> faces, LandmarkScheme scheme) {
    Map<Path, ExaminedPicture> pictures = new HashMap<>();
    for (int i = 0; i < faces.size(); i++) {
      // Each picture shows something else; what it is does not matter here.
      Thumbnail look = Thumbnail.of(noise(i));
      pictures.putIfAbsent(
          faces.get(i).image(),
          new ExaminedPicture(SIZE, SIZE, ExifOrientation.UPRIGHT, Optional.of(look), ""));
    }
    Map<String, Reading> readings = Map.of("train", new Reading(faces, Map.of(), Set.of()));
    return new ExaminedDataset(
        "jsonl", scheme, readings, Map.of(), Map.of(), Map.of(), pictures, false);
  }

  private static RgbImage noise(int seed) {
    byte[] rgb = new byte[3 * 9 * 9];
    new Random(seed).nextBytes(rgb);
    return new RgbImage(9, 9, rgb);
  }

  private static List<SyntheticFace> synthetic(SyntheticSettings settings, int count) {
    SyntheticFaces faces = new SyntheticFaces(11, settings);
    return IntStream.range(0, count).parallel().mapToObj(i -> faces.face(i, SIZE)).toList();
  }

  private static List<Face> faces(LandmarkScheme scheme, List<SyntheticFace> synthetic) {
    List<Face> faces = new ArrayList<>();
    for (int i = 0; i < synthetic.size(); i++) {
      SyntheticFace face = synthetic.get(i);
      faces.add(
          new Face(
              "f" + i,
              Path.of("f" + i + ".png"),
              face.landmarks(scheme),
              Optional.of(face.box()),
              Set.of()));
    }
    return faces;
  }

  private static void plant(List<Face> faces, int i, UnaryOperator<Landmarks> fault) {
    faces.set(i, faces.get(i).withLandmarks(fault.apply(faces.get(i).landmarks())));
  }

  private static Face moved(Face face, double dx) {
    return face.withLandmarks(face.landmarks().map(AffineMap.translation(dx, 0)))
        .withBox(face.box().orElseThrow().moved(dx, 0));
  }

  private static Landmarks moved(Landmarks points, int i, double dx) {
    double[] vector = points.vector();
    vector[i] += dx;
    return Landmarks.of(vector, points.states());
  }

  private static int[] order(int count, IntUnaryOperator from) {
    return IntStream.range(0, count).map(from).toArray();
  }

  private static int[] shuffled(int count) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, count).boxed().toList());
    Collections.shuffle(order, new Random(5));
    int[] out = new int[count];
    Arrays.setAll(out, order::get);
    return out;
  }
}
