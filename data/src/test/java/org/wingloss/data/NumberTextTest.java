package org.wingloss.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class NumberTextTest {
  @Test
  void plain_number_hasItsDigitsAndNoExponent() {
    assertEquals("8", NumberText.plain(8.0));
    assertEquals("7.5", NumberText.plain(7.5));
    assertEquals("-40", NumberText.plain(-40));
    assertEquals("0", NumberText.plain(-0.0));
    assertEquals("0.00001", NumberText.plain(1e-5));
    assertEquals("10000000", NumberText.plain(1e7));
  }

  @Test
  void number_onAMachineOfAnyLanguage_isWrittenAsInEnglish() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("fa-IR"));
      assertEquals("1,234,567", NumberText.count(1_234_567));
      assertEquals("\u22120.50", NumberText.signed(-0.5, 2));
      assertEquals("0.00", NumberText.signed(-0.001, 2));
      assertEquals("unknown", NumberText.fixed(Double.NaN, 2));
    } finally {
      Locale.setDefault(before);
    }
  }
}
