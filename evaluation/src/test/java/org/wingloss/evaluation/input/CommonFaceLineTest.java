package org.wingloss.evaluation.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.face.Visibility;
import org.wingloss.data.format.FaceLine;
import org.wingloss.data.format.JsonLines;

final class CommonFaceLineTest {
  private static ScoredFace parse(String line, Role role) {
    byte[] bytes = ("xx" + line + "\n").getBytes(StandardCharsets.UTF_8);
    return CommonFaceLine.parse(role, bytes, 2, bytes.length - 1);
  }

  private static double number(String text) {
    ScoredFace face = parse("{\"id\":\"a\",\"landmarks\":[[0," + text + "]]}", Role.TRUTH);
    return face == null ? Double.NaN : face.landmarks().y(0);
  }

  @Test
  void number_randomDecimals_equalsTheRuntimesParser() {
    SplittableRandom random = new SplittableRandom(6);
    for (int i = 0; i < 400_000; i++) {
      String digits = Long.toString(random.nextLong(1, 1_000_000_000_000_000_000L));
      digits = digits.substring(0, random.nextInt(1, digits.length() + 1));
      int point = random.nextInt(0, digits.length() + 1);
      String text =
          point == 0
              ? "0." + digits
              : digits.substring(0, point)
                  + (point < digits.length() ? "." + digits.substring(point) : "");
      text = random.nextInt(4) == 0 ? "-" + text : text;
      assertEquals(Double.parseDouble(text), number(text), text);
    }
  }

  @Test
  void number_nearTies_equalsTheRuntimesParser() {
    // Half-way between two doubles and one unit of the 18th digit to either side.
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 100_000; i++) {
      double value = random.nextDouble(1, 2000);
      BigDecimal tie =
          new BigDecimal(value).add(new BigDecimal(Math.ulp(value)).divide(BigDecimal.valueOf(2)));
      BigDecimal cut =
          tie.setScale(18 - tie.precision() + tie.scale(), java.math.RoundingMode.DOWN);
      for (int step = -1; step <= 1; step++) {
        String text = cut.add(BigDecimal.valueOf(step, cut.scale())).toPlainString();
        assertEquals(Double.parseDouble(text), number(text), text);
      }
    }
  }

  @Test
  void number_printedDoubles_comeBackUnchanged() {
    SplittableRandom random = new SplittableRandom(8);
    for (int i = 0; i < 100_000; i++) {
      double value = random.nextDouble(-50, 4000) / (1 + random.nextInt(1000));
      assertEquals(value, number(Double.toString(value)));
      String three = String.format(Locale.ROOT, "%.3f", value);
      assertEquals(Double.parseDouble(three), number(three));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e2",
        "1.5E-3",
        "-0",
        "0.0",
        "1e+2",
        "123456789012345678901234567890",
        "0.1234567890123456789012345",
        "12345678.12345678",
        "9007199254740993",
        "0.30000000000000004"
      })
  void number_unusualNotation_isRead(String text) {
    assertEquals(Double.parseDouble(text), number(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"01", "1.", ".5", "+1", "1e", "--1", "1f", "0x1", "NaN", "1e999", "", "1 2"})
  void number_notJson_isLeftToTheStrictReader(String text) {
    assertNull(parse("{\"id\":\"a\",\"landmarks\":[[0," + text + "]]}", Role.TRUTH));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\":\"a\",\"landmarks\":[[1,2],[3,4.5]]}",
        " { \"image\" : \"p/q.jpg\" , \"landmarks\" : [ [1 , 2] , null ] , \"hidden\" : [ 0 ] } ",
        "{\"box\":[1,2,30,40.5],\"landmarks\":[[-1.25,2e1]],\"subsets\":[\"b\",\"a\"],\"id\":\"ä\"}",
        "{\"id\":\"a\",\"landmarks\":[[1,2]],\"subsets\":[],\"hidden\":[]}",
      })
  void parse_commonLine_equalsTheStrictReader(String line) {
    ScoredFace fast = parse(line, Role.TRUTH);
    assertNotNull(fast);
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    FaceLine strict = JsonLines.parse(bytes, 0, bytes.length, Path.of("x"), 1);
    assertEquals(strict.id(), fast.id());
    assertEquals(strict.landmarks().orElseThrow(), fast.landmarks());
    assertEquals(strict.box(), fast.box());
    assertEquals(strict.subsets(), fast.subsets());
    assertEquals(strict.image().map(Path::of), fast.image());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\":\"a\\n\",\"landmarks\":[[1,2]]}",
        "{\"id\":\"a\",\"id\":\"b\",\"landmarks\":[[1,2]]}",
        "{\"id\":\"a\",\"landmarks\":[[1,2]],\"landmarks\":[[1,2]]}",
        "{\"id\":\"a\",\"landmarks\":[[1,2]],\"score\":{}}",
        "{\"id\":\"a\",\"landmarks\":[[1,2,3]]}",
        "{\"id\":\"a\",\"landmarks\":[[1]]}",
        "{\"id\":\"a\",\"landmarks\":[]}",
        "{\"id\":\"a\",\"landmarks\":[[1,2]]",
        "{\"id\":\"a\",\"landmarks\":[[1,2]]} x",
        "{\"id\":\"a\",\"landmarks\":[[1,2]],\"hidden\":[1]}",
        "{\"id\":\"a\",\"landmarks\":[[1,2]],\"box\":[5,5,1,1]}",
        "{\"id\":\"a\",\"box\":[1,1,5,5]}",
        "{\"landmarks\":[[1,2]]}",
        "{\"id\":\"\",\"landmarks\":[[1,2]]}",
        "[1]",
        "{",
        "\"",
        "{}",
        "",
      })
  void parse_uncommonLine_isLeftToTheStrictReader(String line) {
    assertNull(parse(line, Role.PREDICTIONS));
  }

  @Test
  void parse_notFiniteCoordinates_areMissingInPredictionsOnly() {
    String line = "{\"id\":\"a\",\"landmarks\":[[NaN,1],[2,-Infinity],[Infinity,NaN],[3,4]]}";
    assertNull(parse(line, Role.TRUTH));
    Landmarks points = parse(line, Role.PREDICTIONS).landmarks();
    for (int i = 0; i < 3; i++) {
      assertEquals(Visibility.MISSING, points.state(i));
    }
    assertEquals(4, points.y(3));
  }

  @Test
  void parse_everyTruncation_isRefusedWithoutAnException() {
    String line =
        "{\"id\":\"a\",\"landmarks\":[[1.5,2],null,[3,4]],\"hidden\":[0],\"box\":[1,2,3,4]}";
    for (int length = 0; length < line.length(); length++) {
      byte[] bytes = line.substring(0, length).getBytes(StandardCharsets.UTF_8);
      assertNull(CommonFaceLine.parse(Role.TRUTH, bytes, 0, length));
    }
    assertTrue(parse(line, Role.TRUTH).landmarks().isPresent(0));
  }

  @Test
  void leadingId_commonLine_isFound() {
    byte[] bytes = "{ \"id\" : \"a/b.jpg\", \"x\"".getBytes(StandardCharsets.UTF_8);
    int[] place = CommonFaceLine.leadingId(bytes, 0, bytes.length);
    assertEquals(
        "a/b.jpg", new String(bytes, place[0], place[1] - place[0], StandardCharsets.UTF_8));
  }
}
