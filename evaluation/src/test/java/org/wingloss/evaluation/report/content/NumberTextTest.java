package org.wingloss.evaluation.report.content;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
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
  void seeds_anyCount_areNamedAsThatMany() {
    assertEquals("", NumberText.seeds(List.of()));
    assertEquals("; seed +0.50", NumberText.seeds(List.of(0.005)));
    assertEquals("; seeds \u22120.45, 0.00", NumberText.seeds(List.of(-0.0045, 0.0)));
  }
}
