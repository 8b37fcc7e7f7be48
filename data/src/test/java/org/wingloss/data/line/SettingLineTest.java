package org.wingloss.data.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the readers of the form share is tested over all of them at once, in training. */
class SettingLineTest {
  private static final String LINE =
      "net-1(input=128,widths=32-64,rates=5e-4-.5,deep=true,rate=3e-5,at=mean-shape,cap=none)";

  @Test
  void parse_everyKindOfValue_isRead() {
    SettingLine line = SettingLine.parse(LINE, LINE);
    assertEquals("net-1", line.name());
    assertEquals(128, line.whole("input", 64));
    assertEquals(List.of(32, 64), line.wholes("widths", List.of(), 1, 64));
    assertEquals(List.of(5e-4, 0.5), line.numbers("rates"));
    assertTrue(line.flag("deep", false));
    assertEquals(3e-5, line.number("rate"));
    assertEquals("mean-shape", line.text("at", "origin"));
    assertEquals(7, line.wholeOr("cap", "none", 7, 8));
    line.end();
  }

  @Test
  void parse_absentKeys_takeTheOtherwise() {
    SettingLine line = SettingLine.parse("net", LINE);
    assertEquals(64, line.whole("input", 64));
    assertEquals(List.of(1), line.wholes("widths", List.of(1), 1, 64));
    assertEquals(List.of(), line.numbers("rates"));
    assertTrue(line.flag("deep", true));
    assertEquals(2, line.number("rate", 2));
    assertEquals("origin", line.text("at", "origin"));
    assertEquals(8, line.wholeOr("cap", "none", 7, 8));
    line.end();
  }

  @Test
  void number_absentKeyThatMustBeThere_isNamed() {
    SettingLine line = SettingLine.parse("constant", LINE);
    var e = assertThrows(IllegalArgumentException.class, () -> line.number("rate"));
    assertEquals("constant needs 'rate'", e.getMessage());
  }

  @Test
  void whole_outsideItsRange_isRefused() {
    SettingLine line = SettingLine.parse("net(input=65)", LINE);
    var e = assertThrows(IllegalArgumentException.class, () -> line.whole("input", 1, 1, 64));
    assertEquals("input of net must be a whole number from 1 to 64 but was '65'", e.getMessage());
  }

  @Test
  void end_keyNobodyAskedFor_isRefusedNamingThoseThatAreKnown() {
    SettingLine line = SettingLine.parse("net(inptu=65)", LINE);
    line.whole("input", 1);
    line.flag("deep", true);
    var e = assertThrows(IllegalArgumentException.class, line::end);
    assertEquals("net has no parameter 'inptu'; it has input, deep", e.getMessage());
  }

  /** A pattern that tries every place for the point took hours over a million digits. */
  @ParameterizedTest
  @MethodSource("longLines")
  void number_longText_isRefusedAtOnceInAShortSentence(String line) {
    var e =
        assertTimeoutPreemptively(
            Duration.ofSeconds(5),
            () ->
                assertThrows(
                    IllegalArgumentException.class,
                    () -> SettingLine.parse(line, LINE).numbers("rate")));
    assertTrue(e.getMessage().length() < 1000, () -> e.getMessage().length() + " characters");
  }

  static List<String> longLines() {
    int many = 1_000_000;
    return List.of(
        "net(rate=" + "1".repeat(many) + "x)",
        "net(rate=" + "1".repeat(many) + ")",
        "net(rate=1" + " ".repeat(many) + "x)",
        "net(rate=" + "1-".repeat(many / 2) + "x)",
        "net(" + "a".repeat(many) + ")",
        "net" + " ".repeat(many) + "x",
        " ".repeat(many) + "(",
        "net(rate" + " ".repeat(many) + ")");
  }

  @ParameterizedTest
  @CsvSource({
    "10, 10",
    "-3, -3",
    "0.05, 0.05",
    "3e-5, 3e-5",
    "1.5e-7, 1.5e-7",
    "1e7, 1e7",
    "9999999, 9999999"
  })
  void print_number_isShortAndReadAgain(double number, String text) {
    assertEquals(text, SettingLine.print(number));
    assertEquals(number, SettingLine.parse("a(b=" + text + ")", LINE).number("b"));
  }

  /** YAML parts {@code [a, b(c=1,d=2)]} at every comma. */
  @Test
  void together_partedAtTheCommasOfItsBrackets_isTheLine() {
    assertEquals(
        List.of("a", "b(c=1,d=2,e=3)", "f(g=4)", "h(i=5,j"),
        SettingLine.together(List.of("a", "b(c=1", " d=2", "e=3)", "f(g=4)", "h(i=5", "j")));
  }

  @Test
  void print_keysAndValues_isTheLine() {
    assertEquals("a", SettingLine.print("a"));
    assertEquals(
        "a(b=2,c=0.5-1e-9,d=x)", SettingLine.print("a", "b", 2, "c", List.of(0.5, 1e-9), "d", "x"));
  }
}
