package org.wingloss.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract of the family, over every member; a new member without a row here fails. */
class LandmarkLossTest {
  static List<LandmarkLoss> family() {
    return List.of(
        new L1Loss(),
        new L2Loss(),
        new SmoothL1Loss(0.75),
        new WingLoss(10, 2),
        new WingLoss(0.15625, 0.03125),
        new RectifiedWingLoss(0.5, 8, 3),
        new RectifiedWingLoss(0, 10, 2),
        new SoftWingLoss(2, 20, 0.5));
  }

  @Test
  void family_rows_coverEveryMember() {
    Set<Class<?>> rows = family().stream().map(Object::getClass).collect(Collectors.toSet());
    assertEquals(Set.of(LandmarkLoss.class.getPermittedSubclasses()), rows);
    Set<Class<?>> golden =
        Golden.table().keySet().stream()
            .map(line -> LandmarkLoss.parse(line).getClass())
            .collect(Collectors.toSet());
    assertEquals(rows, golden);
  }

  @Test
  void value_goldenErrors_agreesToTwelveDigits() {
    Golden.table()
        .forEach(
            (line, rows) -> {
              LandmarkLoss loss = LandmarkLoss.parse(line);
              for (Golden row : rows) {
                for (int sign : new int[] {1, -1}) {
                  double x = sign * row.error();
                  double slope = sign * row.derivative();
                  String at = line + " at " + x;
                  assertTrue(Golden.relative(row.value(), loss.value(x)) <= 1e-12, at);
                  assertTrue(Golden.relative(slope, loss.derivative(x)) <= 1e-12, at);
                }
              }
            });
  }

  @ParameterizedTest
  @MethodSource("family")
  void derivative_bothSidesOfEveryJoin_equalsCentralDifference(LandmarkLoss loss) {
    double[] joins = loss.joins();
    assertTrue(Arrays.stream(joins).allMatch(j -> j > 0));
    for (double join : joins) {
      // The value is continuous …
      double step = 1e-9 * join;
      assertEquals(loss.value(join), loss.value(join - step), 20 * step, loss + " at " + join);
      // … and at the join itself the outer piece's derivative holds.
      assertEquals(loss.derivative(join + step), loss.derivative(join), 1e-6, loss.toString());
      for (double x : new double[] {0.999 * join, 1.001 * join, -0.999 * join, -1.001 * join}) {
        assertDifference(loss, x, 1e-5 * join);
      }
    }
    SplittableRandom random = new SplittableRandom(11);
    for (int i = 0; i < 200; i++) {
      double x = random.nextDouble(-30, 30);
      boolean nearJoin =
          Arrays.stream(joins).anyMatch(j -> Math.abs(Math.abs(x) - j) < 1e-4)
              || Math.abs(x) < 1e-4;
      if (!nearJoin) {
        assertDifference(loss, x, 1e-6);
      }
    }
  }

  private static void assertDifference(LandmarkLoss loss, double x, double step) {
    double difference = (loss.value(x + step) - loss.value(x - step)) / (2 * step);
    double slope = loss.derivative(x);
    assertEquals(slope, difference, 1e-5 * (1 + Math.abs(slope)), loss + " at " + x);
  }

  @ParameterizedTest
  @MethodSource("family")
  void value_anyError_isEvenAndDoesNotFall(LandmarkLoss loss) {
    assertEquals(0, loss.value(0));
    assertEquals(0, loss.derivative(0));
    assertTrue(Double.isNaN(loss.value(Double.NaN)));
    assertTrue(Double.isNaN(loss.derivative(Double.NaN)));
    double before = 0;
    for (double x = 1e-12; x < 1e30; x *= 1.7) {
      assertEquals(loss.value(x), loss.value(-x));
      assertEquals(loss.derivative(x), 0.0 - loss.derivative(-x));
      assertTrue(loss.value(x) >= before, loss + " falls at " + x);
      assertTrue(loss.derivative(x) >= 0 && loss.derivative(x) < 1e31);
      before = loss.value(x);
    }
  }

  @ParameterizedTest
  @MethodSource("family")
  void parse_printedLoss_isTheSameLoss(LandmarkLoss loss) {
    assertEquals(loss, LandmarkLoss.parse(loss.toString()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "wing(w=10,epsilon=2)|wing(w=10,epsilon=2)",
        "wing|wing(w=10,epsilon=2)",
        " wing( epsilon = 3 , w=1.5e1 ) |wing(w=15,epsilon=3)",
        "wing(w=0.15625,epsilon=.03125)|wing(w=0.15625,epsilon=0.03125)",
        "smooth-l1|smooth-l1(threshold=1)",
        "rectified-wing(r=1)|rectified-wing(r=1,w=10,epsilon=2)",
        "soft-wing|soft-wing(omega1=2,omega2=20,epsilon=0.5)",
        "l1|l1",
        "l2|l2"
      })
  void parse_line_printsEveryParameter(String line, String printed) {
    assertEquals(printed, LandmarkLoss.parse(line).toString());
  }

  @Test
  void parse_sharedTableOfLines_acceptsAndRefusesAsEveryReaderOfTheForm() throws IOException {
    List<String> table =
        Files.readAllLines(Path.of("src/test/resources/org/wingloss/loss/setting-lines.txt"));
    int rows = 0;
    for (String row : table) {
      String[] parts = row.split("\\|", -1);
      if (row.startsWith("#") || !List.of("any", "number").contains(parts[0].strip())) {
        continue;
      }
      String line =
          parts[1]
              .replace("NAME", "wing")
              .replace("KEY", "w")
              .replace("VALUE", "15")
              .stripTrailing();
      String verdict = parts[2].strip();
      if (verdict.equals("accepted")) {
        LandmarkLoss meant = new WingLoss(line.contains("w=") || line.contains("w =") ? 15 : 10, 2);
        assertEquals(meant, LandmarkLoss.parse(line), row);
      } else {
        var e = assertThrows(IllegalArgumentException.class, () -> LandmarkLoss.parse(line), row);
        String[] words = verdict.substring("refused: ".length()).split(" or ");
        assertTrue(Stream.of(words).anyMatch(e.getMessage()::contains), row + ": " + e);
      }
      rows++;
    }
    assertEquals(45, rows);
  }

  /** A pattern that tries every place for the point took hours over a million digits. */
  @Test
  void parse_aMillionDigits_areRefusedAtOnceInAShortSentence() {
    String line = "wing(w=" + "1".repeat(1_000_000) + "x)";
    var e =
        assertTimeoutPreemptively(
            Duration.ofSeconds(5),
            () -> assertThrows(IllegalArgumentException.class, () -> LandmarkLoss.parse(line)));
    assertTrue(e.getMessage().length() < 1000, () -> e.getMessage().length() + " characters");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "wing(w=0)|w must be > 0 and finite but was 0.0",
        "wing(w=-1)|w must be > 0 and finite but was -1.0",
        "wing(epsilon=0)|epsilon must be > 0 and finite but was 0.0",
        "wing(w=1e999)|parameter 'w' needs a finite decimal number",
        "wing(w=NaN)|parameter 'w' needs a finite decimal number",
        "wing(w=10f)|parameter 'w' needs a finite decimal number",
        "wing(w=)|parameter 'w' needs a finite decimal number",
        "wing(10,2)|needs a finite decimal number",
        "wing(w=1,w=2)|parameter 'w' is given twice",
        "wing(v=1)|wing has no parameter 'v'; it is written as wing(w=10,epsilon=2)",
        "l1(w=1)|l1 has no parameter 'w'",
        "wings|no loss is called 'wings'; known: l1, l2, smooth-l1, wing",
        "wing(w=10|a loss is written as wing(w=10,epsilon=2) but was 'wing(w=10'",
        "smooth-l1(threshold=0)|threshold must be > 0 and finite but was 0.0",
        "rectified-wing(r=10)|r must be >= 0 and < w, which is 10.0, but was 10.0",
        "rectified-wing(r=-0.5)|r must be >= 0 and < w, which is 10.0, but was -0.5",
        "soft-wing(omega1=0)|omega1 must be > 0 and finite but was 0.0",
        "soft-wing(omega2=0)|omega2 must be > 0 and finite but was 0.0",
        "soft-wing(epsilon=0)|epsilon must be > 0 and finite but was 0.0"
      })
  void parse_badLine_namesParameterRuleAndValue(String line, String message) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> LandmarkLoss.parse(line));
    assertTrue(e.getMessage().contains(message), e.getMessage());
  }

  @Test
  void constructor_nan_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> new WingLoss(Double.NaN, 2));
    assertThrows(IllegalArgumentException.class, () -> new WingLoss(10, Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> new SmoothL1Loss(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> new RectifiedWingLoss(Double.NaN, 10, 2));
    assertThrows(IllegalArgumentException.class, () -> new SoftWingLoss(Double.NaN, 2, 1));
  }

  @Test
  void wing_paperParameters_hasThePapersConstant() {
    assertEquals(-7.91759, new WingLoss(10, 2).c(), 1e-5);
    assertEquals(5, new WingLoss(10, 2).derivative(1e-12), 1e-10);
    assertEquals(10.0 / 12, new WingLoss(10, 2).derivative(Math.nextDown(10.0)), 1e-12);
  }

  @Test
  void reduction_names_readAndPrint() {
    for (Reduction reduction : Reduction.values()) {
      assertEquals(reduction, Reduction.parse(reduction.toString()));
    }
    assertEquals("per-face", Reduction.PER_FACE.toString());
    assertThrows(IllegalArgumentException.class, () -> Reduction.parse("PER_FACE"));
  }
}
