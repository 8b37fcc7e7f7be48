package org.wingloss.evaluation.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class CompactIdsTest {
  @Test
  void get_idsOfAnyLength_givesThemBack() {
    Random random = new Random(1);
    List<String> expected = new ArrayList<>();
    CompactIds ids = new CompactIds();
    for (int i = 0; i < 5_000; i++) {
      String id = i % 7 == 0 ? "" : "gesichter/ä" + "x".repeat(random.nextInt(200)) + i;
      expected.add(id);
      ids.add(id);
    }
    assertEquals(expected, ids);
    CompactIds twice = new CompactIds();
    twice.addAll(ids);
    twice.addAll(expected);
    assertEquals(10_000, twice.size());
    assertEquals(expected, twice.subList(5_000, 10_000));
    assertEquals(List.of(expected.get(4_999), expected.get(0)), ids.ordered(new int[] {4_999, 0}));
  }

  @Test
  void get_outside_isRefused() {
    CompactIds ids = new CompactIds();
    ids.add("a");
    assertThrows(IndexOutOfBoundsException.class, () -> ids.get(1));
    assertThrows(UnsupportedOperationException.class, () -> ids.ordered(new int[] {0}).add("b"));
  }
}
