package org.wingloss.evaluation.report.content;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class StatisticTextTest {
  @Test
  void seeds_anyCount_areNamedAsThatMany() {
    assertEquals("", StatisticText.seeds(List.of()));
    assertEquals("; seed +0.50", StatisticText.seeds(List.of(0.005)));
    assertEquals("; seeds \u22120.45, 0.00", StatisticText.seeds(List.of(-0.0045, 0.0)));
  }
}
