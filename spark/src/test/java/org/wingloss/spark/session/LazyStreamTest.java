package org.wingloss.spark.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class LazyStreamTest {
  private final List<Integer> taken = new ArrayList<>();

  private Iterator<String> over(List<Integer> elements) {
    return LazyStream.of(elements.iterator())
        .flatMap(
            n -> {
              taken.add(n);
              return Collections.nCopies(n, "of " + n).stream();
            })
        .iterator();
  }

  /** A partition of pictures must not be read before its faces are asked for. */
  @Test
  void elements_areTakenOneByOne() {
    Iterator<String> all = over(List.of(2, 1, 3));
    assertEquals(List.of(), taken);
    assertEquals("of 2", all.next());
    assertEquals("of 2", all.next());
    assertEquals(List.of(2), taken);
    assertEquals("of 1", all.next());
    assertEquals(List.of(2, 1), taken);
  }

  @Test
  void elements_thatGiveNothing_arePassedOver() {
    Iterator<String> all = over(List.of(0, 0, 1, 0));
    assertEquals("of 1", all.next());
    assertFalse(all.hasNext());
    assertThrows(NoSuchElementException.class, all::next);
  }
}
