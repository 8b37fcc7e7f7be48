package org.wingloss.data.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.data.face.Landmarks;

class WebmorphTest {
  private static final double CENTRE = 200;

  @Test
  void read_listOfTemplates_gives68LandmarksAndPictures(@TempDir Path folder) {
    Fixture data = data(folder).picture("a/1.jpg");
    data.file("points189.jsonl", line("a/1.jpg", template(CENTRE)));
    assertEquals(List.of("a/1.jpg"), data.ids("train"));
    assertEquals(68, data.read("train").get(0).landmarks().count());
  }

  @Test
  void landmarks_cornersAndChin_areTheTemplatesOwnPoints() {
    double[][] template = template(CENTRE);
    Landmarks found = WebmorphTemplate.landmarks(template);
    int[][] same = {{36, 18}, {39, 22}, {42, 23}, {45, 27}, {48, 87}, {54, 93}, {51, 90}, {8, 129}};
    for (int[] pair : same) {
      assertEquals(template[pair[1]][0], found.x(pair[0]), 1e-9, "landmark " + pair[0]);
      assertEquals(template[pair[1]][1], found.y(pair[0]), 1e-9, "landmark " + pair[0]);
    }
  }

  @Test
  void landmarks_jaw_beginsAtTheHeightOfTheEyesAndEndsThere() {
    Landmarks found = WebmorphTemplate.landmarks(template(CENTRE));
    assertEquals(100, found.y(0), 0.01);
    assertEquals(100, found.y(16), 0.01);
    for (int i = 1; i < 17; i++) {
      assertTrue(found.x(i) > found.x(i - 1), "landmark " + i);
    }
  }

  @Test
  void landmarks_lids_areDividedInThirds() {
    Landmarks found = WebmorphTemplate.landmarks(template(CENTRE));
    double[] lengths = new double[3];
    for (int i = 0; i < 3; i++) {
      lengths[i] = Math.hypot(found.x(37 + i) - found.x(36 + i), found.y(37 + i) - found.y(36 + i));
    }
    assertEquals(lengths[0], lengths[2], 0.6);
    assertEquals(lengths[0], lengths[1], 0.6);
  }

  @Test
  void landmarks_symmetricTemplate_areSymmetric() {
    Landmarks found = WebmorphTemplate.landmarks(template(CENTRE));
    int[] flip = DatasetReader.of("webmorph").scheme().flipMap();
    for (int i = 0; i < 68; i++) {
      assertEquals(2 * CENTRE - found.x(flip[i]), found.x(i), 1e-9, "landmark " + i);
      assertEquals(found.y(flip[i]), found.y(i), 1e-9, "landmark " + i);
    }
  }

  @Test
  void read_tooFewPoints_namesFileAndLine(@TempDir Path folder) {
    Fixture data = data(folder).picture("1.jpg");
    data.file("points189.jsonl", line("1.jpg", Arrays.copyOf(template(CENTRE), 188)));
    data.fails(
        "train", "DATA/points189.jsonl, line 1: a webmorph template has 189 points but got 188");
  }

  @Test
  void read_pointOfOneNumberOrAFaceUpsideDown_isRefusedNamingTheLine(@TempDir Path folder) {
    Fixture data = data(folder).picture("a/1.jpg");
    double[][] torn = template(CENTRE);
    torn[109] = new double[] {5};
    double[][] turned = template(CENTRE);
    for (double[] point : turned) {
      point[1] = -Math.abs(point[1]);
    }
    data.file("points189.jsonl", line("a/1.jpg", torn));
    data.fails("train", "DATA/points189.jsonl, line 1: a point must be [x, y] but has 1 numbers");
    data.file("points189.jsonl", line("a/1.jpg", turned));
    data.fails("train", "DATA/points189.jsonl, line 1: the chin lies above the eyes");
  }

  private static Fixture data(Path folder) {
    return new Fixture(DatasetReader.of("webmorph"), folder);
  }

  private static String line(String image, double[][] points) {
    String list =
        Arrays.stream(points).map(Arrays::toString).collect(Collectors.joining(",", "[", "]"));
    return "{\"id\":\"x\",\"image\":\"%s\",\"points189\":%s}%n".formatted(image, list);
  }

  /** A symmetric face, its outer eye corners 90 apart at the height 100. */
  private static double[][] template(double centre) {
    double[][] points = new double[WebmorphTemplate.COUNT][];
    Arrays.fill(points, new double[] {centre, 0});
    place(points, centre, 18, 27, 45, 100);
    place(points, centre, 19, 26, 40, 95);
    place(points, centre, 20, 25, 32, 93);
    place(points, centre, 21, 24, 24, 95);
    place(points, centre, 22, 23, 18, 101);
    place(points, centre, 28, 33, 38, 104);
    place(points, centre, 29, 32, 31, 105);
    place(points, centre, 30, 31, 24, 104);
    place(points, centre, 51, 57, 7, 99);
    place(points, centre, 52, 58, 7, 109);
    place(points, centre, 53, 59, 8, 119);
    place(points, centre, 54, 60, 9, 130);
    place(points, centre, 63, 68, 17, 139);
    place(points, centre, 64, 69, 12, 142);
    place(points, centre, 170, 172, 6, 144);
    place(points, centre, 71, 82, 58, 87);
    place(points, centre, 72, 81, 50, 77);
    place(points, centre, 73, 80, 40, 73);
    place(points, centre, 74, 79, 30, 75);
    place(points, centre, 75, 78, 22, 77);
    place(points, centre, 76, 77, 15, 83);
    place(points, centre, 83, 86, 46, 80);
    place(points, centre, 84, 85, 30, 82);
    place(points, centre, 87, 93, 24, 164);
    place(points, centre, 88, 92, 15, 160);
    place(points, centre, 89, 91, 7, 157);
    place(points, centre, 94, 98, 15, 164);
    place(points, centre, 95, 97, 7, 163);
    place(points, centre, 99, 103, 15, 164);
    place(points, centre, 100, 102, 7, 164);
    place(points, centre, 104, 108, 17, 171);
    place(points, centre, 105, 107, 10, 175);
    place(points, centre, 109, 112, 74, 95);
    place(points, centre, 110, 113, 73, 115);
    place(points, centre, 111, 114, 71, 137);
    place(points, centre, 125, 133, 66, 157);
    place(points, centre, 126, 132, 50, 184);
    place(points, centre, 127, 131, 37, 197);
    place(points, centre, 128, 130, 20, 207);
    points[55] = new double[] {centre, 142};
    points[90] = new double[] {centre, 158.5};
    points[96] = new double[] {centre, 164};
    points[101] = new double[] {centre, 164.5};
    points[106] = new double[] {centre, 177};
    points[129] = new double[] {centre, 210};
    return points;
  }

  private static void place(
      double[][] points, double centre, int left, int right, double side, double y) {
    points[left] = new double[] {centre - side, y};
    points[right] = new double[] {centre + side, y};
  }
}
