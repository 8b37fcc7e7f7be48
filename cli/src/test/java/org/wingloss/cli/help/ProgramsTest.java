package org.wingloss.cli.help;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ProgramsTest {
  @Test
  void saves_wordThatIsAVerbsName_countsOnlyAsTheVerb() {
    assertTrue(Programs.saves("--verbose", "train", "--recipe", "evaluate"));
    assertFalse(Programs.saves("evaluate", "--split", "train"));
    assertFalse(Programs.saves("predict", "train", "--out", "f.jsonl"));
    assertFalse(Programs.saves());
  }
}
