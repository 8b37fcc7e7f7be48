package org.wingloss.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {
  private static final List<String> NAMES = List.of("train", "track", "--recipe", "--resume");

  @ParameterizedTest
  @CsvSource({"trian,train", "rain,train", "tracks,track", "trqck,track", "--recip,--recipe"})
  void nearest_oneMistake_isTheName(String word, String name) {
    assertEquals(Optional.of(name), Spelling.nearest(word, NAMES));
  }

  @ParameterizedTest
  @CsvSource({"x", "predict", "--out"})
  void nearest_anotherWord_isNone(String word) {
    assertEquals(Optional.empty(), Spelling.nearest(word, NAMES));
  }

  @Test
  void hint_nearAndFar_isASentenceOrNothing() {
    assertEquals("; did you mean 'train'?", Spelling.hint("tarin", NAMES));
    assertEquals("", Spelling.hint("nothing", NAMES));
  }
}
