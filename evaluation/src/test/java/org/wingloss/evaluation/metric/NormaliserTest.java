package org.wingloss.evaluation.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.scheme.LandmarkScheme;

/** The contract of every {@link Normaliser}. */
final class NormaliserTest {
  private static final LandmarkScheme SCHEME = LandmarkScheme.of("300w-68");
  private static final Landmarks FACE = face();
  private static final Box BOX = new Box(10, 20, 110, 180);

  private static Landmarks face() {
    double[] vector = new double[136];
    for (int i = 0; i < 68; i++) {
      vector[i] = 40 + 13 * (i % 9);
      vector[68 + i] = 30 + 7.5 * (i % 13);
    }
    return Landmarks.of(vector);
  }

  static List<Normaliser> members() {
    return Normaliser.all();
  }

  private static Stream<Class<?>> leaves(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(NormaliserTest::leaves)
        : Stream.of(type);
  }

  @Test
  void all_listsEveryPermittedType() {
    assertEquals(
        leaves(Normaliser.class).collect(Collectors.toSet()),
        Normaliser.all().stream().map(Object::getClass).collect(Collectors.toSet()));
    assertEquals(
        List.of(
            "inter-ocular",
            "inter-pupil",
            "box-width",
            "box-size",
            "box-max",
            "box-diagonal",
            "landmark-box"),
        Normaliser.all().stream().map(Normaliser::name).toList());
  }

  @ParameterizedTest
  @MethodSource("members")
  void of_itsName_findsIt(Normaliser norm) {
    assertEquals(norm, Normaliser.of(norm.name()));
    assertFalse(norm.formula().isBlank());
    assertFalse(norm.usualThresholds().isEmpty());
  }

  @ParameterizedTest
  @MethodSource("members")
  void length_pictureScaledAndMoved_scalesWithIt(Normaliser norm) {
    AffineMap map = new AffineMap(3, 0, 17, 0, 3, -5);
    Box moved = new Box(3 * 10 + 17, 3 * 20 - 5, 3 * 110 + 17, 3 * 180 - 5);
    double before = norm.length(SCHEME, FACE, Optional.of(BOX));
    double after = norm.length(SCHEME, FACE.map(map), Optional.of(moved));
    assertTrue(before > 0);
    assertEquals(3 * before, after, 1e-9);
  }

  @ParameterizedTest
  @MethodSource("members")
  void length_onePoint_isNone(Normaliser norm) {
    double[] vector = new double[136];
    Arrays.fill(vector, 5);
    assertTrue(Double.isNaN(norm.length(SCHEME, Landmarks.of(vector), Optional.empty())));
  }

  @ParameterizedTest
  @MethodSource("members")
  void length_withoutBox_isNoneOfTheBoxNormsOnly(Normaliser norm) {
    assertEquals(
        norm instanceof BoxNormaliser,
        Double.isNaN(norm.length(SCHEME, FACE, Optional.empty())),
        norm.name());
  }

  @Test
  void suits_schemeWithoutEyes_refusesTheEyeNormsOnly() {
    LandmarkScheme bare =
        new LandmarkScheme(
            "bare", 2, "", List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
            Map.of(), List.of());
    assertEquals(
        List.of("box-width", "box-size", "box-max", "box-diagonal", "landmark-box"),
        Normaliser.all().stream().filter(n -> n.suits(bare)).map(Normaliser::name).toList());
  }

  @Test
  void of_unknownName_namesTheKnownOnes() {
    InvalidDataException e =
        assertThrows(InvalidDataException.class, () -> Normaliser.of("interocular"));
    assertTrue(e.getMessage().contains("inter-ocular, inter-pupil"), e.getMessage());
  }
}
