package org.wingloss.data.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.face.Visibility;

/** Single lines of JSON Lines, as the scorer reads them. */
final class JsonLineTest {
  private static LineBytes bytes(byte[] text) {
    byte[] padded = new byte[text.length + 4];
    java.util.Arrays.fill(padded, (byte) 'x');
    System.arraycopy(text, 0, padded, 2, text.length);
    return new LineBytes(Path.of("f.jsonl"), padded, 2, 2 + text.length, () -> 7);
  }

  private static Face parse(String line, Role role) {
    return JsonLines.of(role).face(bytes(line.getBytes(StandardCharsets.UTF_8)));
  }

  private static String failure(String line, Role role) {
    return assertThrows(InvalidDataException.class, () -> parse(line, role)).getMessage();
  }

  private static double number(String text) {
    return parse("{\"id\":\"a\",\"landmarks\":[[0," + text + "]]}", Role.GROUND_TRUTH)
        .landmarks()
        .y(0);
  }

  @Test
  void number_randomDecimals_equalsTheRuntimesParser() {
    SplittableRandom random = new SplittableRandom(6);
    for (int i = 0; i < 50_000; i++) {
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
    for (int i = 0; i < 5_000; i++) {
      double value = random.nextDouble(1, 2000);
      BigDecimal tie =
          new BigDecimal(value).add(new BigDecimal(Math.ulp(value)).divide(BigDecimal.valueOf(2)));
      BigDecimal cut = tie.setScale(18 - tie.precision() + tie.scale(), RoundingMode.DOWN);
      for (int step = -1; step <= 1; step++) {
        String text = cut.add(BigDecimal.valueOf(step, cut.scale())).toPlainString();
        assertEquals(Double.parseDouble(text), number(text), text);
      }
    }
  }

  @Test
  void number_printedDoubles_comeBackUnchanged() {
    SplittableRandom random = new SplittableRandom(8);
    for (int i = 0; i < 10_000; i++) {
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
        "-0.0",
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
  void number_notJsonOrNotFinite_isRefused(String text) {
    assertTrue(
        failure("{\"id\":\"a\",\"landmarks\":[[0," + text + "]]}", Role.GROUND_TRUTH)
            .startsWith("f.jsonl, line 7: "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\":\"a\",\"id\":\"b\",\"landmarks\":[[1,2]]}",
        "{\"id\":\"a\",\"landmarks\":[[1,2]],\"landmarks\":[[1,2]]}",
        "{\"id\":\"a\",\"landmarks\":[[1,2,3]]}",
        "{\"id\":\"a\",\"landmarks\":[[1]]}",
        "{\"id\":\"a\",\"landmarks\":[]}",
        "{\"id\":\"a\",\"landmarks\":[[1,2]]",
        "{\"id\":\"a\",\"landmarks\":[[1,2]]} x",
        "{\"id\":\"a\",\"landmarks\":[[1,2]],\"hidden\":[1]}",
        "{\"id\":\"a\",\"landmarks\":[[1,2]],\"hidden\":[0.0]}",
        "{\"id\":\"a\",\"landmarks\":[[1,2]],\"box\":[5,5,1,1]}",
        "{\"id\":\"a\",\"landmarks\":[[1,2]],\"box\":[NaN,5,10,10]}",
        "{\"id\":\"a\",\"box\":[1,1,5,5]}",
        "{\"landmarks\":[[1,2]]}",
        "{\"id\":\"\",\"landmarks\":[[1,2]]}",
        "{\"id\":7,\"landmarks\":[[1,2]]}",
        "[1]",
        "{",
        "\"",
        "{}",
        "",
      })
  void face_unfitLine_isRefusedInEveryRole(String line) {
    for (Role role : Role.values()) {
      assertTrue(failure(line, role).startsWith("f.jsonl, line 7: "));
    }
  }

  @Test
  void face_furtherKeys_arePassedOverInPredictionsOnly() {
    String line = "{\"id\":\"a\",\"score\":{\"x\":[NaN,{}]},\"landmarks\":[[1,2]]}";
    assertEquals(Landmarks.of(1, 2), parse(line, Role.PREDICTIONS).landmarks());
    assertTrue(failure(line, Role.GROUND_TRUTH).contains("unknown key 'score'"));
  }

  @Test
  void face_notFiniteCoordinates_areMissingInPredictionsOnly() {
    String line = "{\"id\":\"a\",\"landmarks\":[[NaN,1],[2,-Infinity],[Infinity,NaN],[3,4]]}";
    assertTrue(failure(line, Role.GROUND_TRUTH).contains("'landmarks[0]' must be finite"));
    Landmarks points = parse(line, Role.PREDICTIONS).landmarks();
    for (int i = 0; i < 3; i++) {
      assertEquals(Visibility.MISSING, points.state(i));
    }
    assertEquals(4, points.y(3));
  }

  @Test
  void face_everyTruncation_isRefused() {
    String line =
        "{\"id\":\"a\",\"landmarks\":[[1.5,2],null,[3,4]],\"hidden\":[0],\"box\":[1,2,3,4]}";
    for (int length = 0; length < line.length(); length++) {
      failure(line.substring(0, length), Role.GROUND_TRUTH);
    }
    assertTrue(parse(line, Role.GROUND_TRUTH).landmarks().isPresent(0));
  }

  @Test
  void id_inAnyPlaceAndNotation_isFound() {
    for (String line :
        new String[] {
          "{ \"id\" : \"a/ä.jpg\", \"x\":1}",
          "{\"landmarks\":[[1,2]],\"image\":\"p\",\"id\":\"a/\\u00e4.jpg\"}"
        }) {
      byte[] utf8 = line.getBytes(StandardCharsets.UTF_8);
      assertEquals("a/ä.jpg", JsonLines.of(Role.GROUND_TRUTH).id(bytes(utf8)));
    }
  }

  @Test
  void id_notUtf8_isRefused() {
    for (String id : new String[] {"a\u00e4", "\u00e4a", "\u00ff"}) {
      byte[] latin1 =
          ("{\"id\":\"" + id + "\",\"landmarks\":[[1,2]]}").getBytes(StandardCharsets.ISO_8859_1);
      JsonLines format = JsonLines.of(Role.PREDICTIONS);
      for (org.junit.jupiter.api.function.Executable reading :
          new org.junit.jupiter.api.function.Executable[] {
            () -> format.id(bytes(latin1)), () -> format.face(bytes(latin1))
          }) {
        String message = assertThrows(InvalidDataException.class, reading).getMessage();
        assertTrue(message.startsWith("f.jsonl, line 7: Invalid UTF-8"), message);
      }
    }
    assertTrue(
        failure("{\"id\":\"\\ud800\",\"landmarks\":[[1,2]]}", Role.GROUND_TRUTH)
            .endsWith("the id is not text (UTF-8)"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\":\"a\",\"error\":\"cannot be decoded\"}",
        "{\"error\":\"x\",\"model\":null,\"landmarks\" : null,\"image\":\"a\"}"
      })
  void tellsFailure_errorWithoutLandmarks_onlyInPredictions(String line) {
    LineBytes bytes = bytes(line.getBytes(StandardCharsets.UTF_8));
    assertTrue(JsonLines.of(Role.PREDICTIONS).tellsFailure(bytes));
    assertFalse(JsonLines.of(Role.GROUND_TRUTH).tellsFailure(bytes));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\":\"a\",\"error\":null,\"landmarks\":[[1,2]]}",
        "{\"id\":\"a\",\"error\":\"late\",\"landmarks\": [[1,2]]}",
        "{\"id\":\"a\",\"error\":null}",
        "{\"id\":\"a\",\"box\":[1,2,3,4]}"
      })
  void tellsFailure_faceOrNothingSaid_isNone(String line) {
    LineBytes bytes = bytes(line.getBytes(StandardCharsets.UTF_8));
    assertFalse(JsonLines.of(Role.PREDICTIONS).tellsFailure(bytes));
  }
}
