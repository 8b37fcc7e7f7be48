package org.wingloss.data.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingFamilyTest {
  private static final Net SMALL = new Net(64, List.of(8, 16), 0.5, true);
  private static final SettingFamily<Net> NETS =
      new SettingFamily<>("net", "small(input=32)", 1, 100, Map.of("small", SMALL));

  record Net(
      @SettingKey("input") int inputSize, List<Integer> widths, double dropOut, boolean bias) {
    Net {
      if (inputSize == 13) {
        throw new IllegalArgumentException("input must not be 13");
      }
    }
  }

  @Test
  void parse_someKeys_hasTheDefaultsOfTheOthers() {
    assertEquals(SMALL, NETS.parse("small"));
    assertEquals(
        new Net(32, List.of(4), 0.25, false),
        NETS.parse("small(bias=false,widths=4,drop-out=0.25,input=32)"));
  }

  @Test
  void print_record_isReadAgain() {
    assertEquals("small(input=64,widths=8-16,drop-out=0.5,bias=true)", NETS.print(SMALL));
    Net other = new Net(32, List.of(8, 16), 0.5, false);
    assertEquals("small(input=32,bias=false)", NETS.printChanged("small", other));
    assertEquals("small", NETS.printChanged("small", SMALL));
    assertEquals(other, NETS.parse(NETS.printChanged("small", other)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "large | no net is called 'large'; known: small",
        "small(input=101) | input of small must be a whole number from 1 to 100 but was '101'",
        "small(inputSize=3) | expected key=value in 'small(inputSize=3)' but found 'inputSize=3'",
        "small(input-size=3) | small has no parameter 'input-size'; it has input, widths, drop-out, bias",
        "small(bias=1) | bias of small must be true or false but was '1'",
        "small(input=13) | small: input must not be 13"
      })
  void parse_badLine_saysWhy(String line, String message) {
    assertEquals(
        message, assertThrows(IllegalArgumentException.class, () -> NETS.parse(line)).getMessage());
  }
}
