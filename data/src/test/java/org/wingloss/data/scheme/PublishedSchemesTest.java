package org.wingloss.data.scheme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PublishedSchemesTest {
  static List<String> names() {
    return LandmarkScheme.names();
  }

  @Test
  void names_areTheEightOfTheCommandLine() {
    assertEquals(
        Set.of(
            "300w-68", "300w-51", "aflw-19", "aflw-21", "cofw-29", "wflw-98", "mtfl-5", "lapa-106"),
        Set.copyOf(names()));
  }

  /** Landmarks that flip to themselves lie on the middle line of a face: few, and counted here. */
  @ParameterizedTest
  @CsvSource({
    "300w-68, 68, 10",
    "300w-51, 51, 9",
    "aflw-19, 19, 3",
    "aflw-21, 21, 3",
    "cofw-29, 29, 7",
    "wflw-98, 98, 10",
    "mtfl-5, 5, 1",
    "lapa-106, 106, 10"
  })
  void counts_ofLandmarksAndOfTheMiddleLine_fit(String name, int count, int middle) {
    LandmarkScheme scheme = LandmarkScheme.of(name);
    assertEquals(count, scheme.count());
    assertEquals(middle, scheme.count() - 2 * scheme.mirror().size());
  }

  /** The inter-ocular norm of COFW is the distance of 8 and 9, that of WFLW of 60 and 72. */
  @ParameterizedTest
  @CsvSource({
    "300w-68, 36, 45, 39, 42",
    "300w-51, 19, 28, 22, 25",
    "aflw-19, 6, 11, 8, 9",
    "aflw-21, 6, 11, 8, 9",
    "cofw-29, 8, 9, 10, 11",
    "wflw-98, 60, 72, 64, 68",
    "lapa-106, 66, 79, 70, 75"
  })
  void eyeCorners_areThoseOfThePublishedNumbering(
      String name, int outerLeft, int outerRight, int innerLeft, int innerRight) {
    LandmarkScheme scheme = LandmarkScheme.of(name);
    assertEquals(List.of(outerLeft, outerRight), scheme.outerEyeCorners());
    assertEquals(List.of(innerLeft, innerRight), scheme.innerEyeCorners());
  }

  @ParameterizedTest
  @MethodSource("names")
  void parts_coverEveryLandmarkOnce(String name) {
    LandmarkScheme scheme = LandmarkScheme.of(name);
    assertEquals(name, scheme.name());
    boolean[] seen = new boolean[scheme.count()];
    scheme
        .groups()
        .values()
        .forEach(
            group ->
                group.forEach(
                    i -> {
                      assertTrue(!seen[i], "landmark " + i + " in two groups");
                      seen[i] = true;
                    }));
    for (int i = 0; i < seen.length; i++) {
      assertTrue(seen[i], "landmark " + i + " in no group");
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void mirror_sendsEveryPartOntoItself(String name) {
    LandmarkScheme scheme = LandmarkScheme.of(name);
    int[] flip = scheme.flipMap();
    scheme
        .groups()
        .forEach(
            (part, group) ->
                group.forEach(i -> assertTrue(group.contains(flip[i]), part + " " + i)));
    assertEquals(mirrored(scheme.leftEye(), flip), Set.copyOf(scheme.rightEye()));
    if (!scheme.outerEyeCorners().isEmpty()) {
      assertEquals(scheme.outerEyeCorners().get(1), flip[scheme.outerEyeCorners().get(0)]);
      assertEquals(scheme.innerEyeCorners().get(1), flip[scheme.innerEyeCorners().get(0)]);
    }
    scheme.chin().forEach(i -> assertEquals(i, flip[i]));
  }

  /** A drawing of a mirrored face is the mirrored drawing: edges go to edges. */
  @ParameterizedTest
  @MethodSource("names")
  void mirror_sendsOutlinesToOutlines(String name) {
    LandmarkScheme scheme = LandmarkScheme.of(name);
    int[] flip = scheme.flipMap();
    Set<Set<Integer>> edges = new HashSet<>();
    Set<Set<Integer>> mirrored = new HashSet<>();
    for (LandmarkScheme.Outline outline : scheme.outlines()) {
      List<Integer> points = outline.points();
      for (int i = outline.closed() ? 0 : 1; i < points.size(); i++) {
        int from = points.get(i == 0 ? points.size() - 1 : i - 1);
        edges.add(Set.of(from, points.get(i)));
        mirrored.add(Set.of(flip[from], flip[points.get(i)]));
      }
    }
    assertEquals(edges, mirrored);
    assertTrue(!Collections.disjoint(scheme.groups().keySet(), Set.of("eyes")));
  }

  private static Set<Integer> mirrored(List<Integer> landmarks, int[] flip) {
    Set<Integer> out = new HashSet<>();
    landmarks.forEach(i -> out.add(flip[i]));
    return out;
  }
}
