package org.wingloss.data.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wingloss.data.dataset.MerlRav;

class PublishedCountsTest {
  @ParameterizedTest
  @CsvSource({"train, 15449", "test, 3865"})
  void merlRav_posesOfASplit_addUpToIt(String split, int faces) {
    assertEquals(faces, PublishedCounts.expected("merl-rav", split));
    assertEquals(MerlRav.POSES, PublishedCounts.subsets("merl-rav", split));
    assertEquals(
        faces,
        MerlRav.POSES.stream()
            .mapToInt(pose -> PublishedCounts.expected("merl-rav", split + "/" + pose))
            .sum());
  }

  @Test
  void splitOrKindWithoutACount_isMinusOne() {
    assertEquals(-1, PublishedCounts.expected("merl-rav", "validation"));
    assertEquals(-1, PublishedCounts.expected("jsonl", "train"));
  }
}
