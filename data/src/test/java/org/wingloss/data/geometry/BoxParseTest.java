package org.wingloss.data.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoxParseTest {
  @Test
  void parse_fourNumbers_isTheBox() {
    assertEquals(new Box(-1, 2.5, 30, 40), Box.parse("--box", "-1, 2.5,30,4e1"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1,2,3     | --box needs left,top,right,bottom but was '1,2,3'",
        "1,2,3,4,5 | --box needs left,top,right,bottom but was '1,2,3,4,5'",
        "1,2,3,x   | --box needs four numbers but was '1,2,3,x'",
        "1,2,,4    | --box needs four numbers but was '1,2,,4'",
        "5,2,3,4   | --box: a box needs finite edges with left < right and top < bottom but was"
            + " [5.0, 2.0, 3.0, 4.0]"
      })
  void parse_otherText_isRefusedByASentence(String text, String message) {
    var thrown = assertThrows(IllegalArgumentException.class, () -> Box.parse("--box", text));
    assertEquals(message, thrown.getMessage());
  }
}
