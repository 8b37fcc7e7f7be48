package org.wingloss.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PluralTest {
  @ParameterizedTest
  @CsvSource({
    "0, 'no [face has|faces have] [its|their] box: [3.0, 4.0]', 'no faces have their box: [3.0, 4.0]'",
    "1, '[face has|faces have] [its|their] box: [3.0, 4.0]', 'face has its box: [3.0, 4.0]'",
    "2, '[face has|faces have] [its|their] box: [3.0, 4.0]', 'faces have their box: [3.0, 4.0]'",
    "1, 'no [|words ]here', 'no here'",
  })
  void of_countOfOne_takesTheFirstWords(long count, String text, String expected) {
    assertEquals(expected, Plural.of(count, text));
  }
}
