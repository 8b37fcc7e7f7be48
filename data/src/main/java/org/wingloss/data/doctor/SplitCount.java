package org.wingloss.data.doctor;

/**
 * How many faces a split holds.
 *
 * @param split its name; a subset of it as {@code test/pose}
 * @param expected what the protocol says, or −1 where it says nothing
 * @param found how many faces were read
 * @param unreadable how many could not be read
 * @param skipped how many the skip list leaves out
 * @param absent why the split is not there at all, or empty
 */
public record SplitCount(
    String split, int expected, int found, int unreadable, int skipped, String absent) {
  /** Whether the split is there with as many faces as expected. */
  boolean asExpected() {
    return absent.isEmpty() && (expected < 0 || expected == found);
  }
}
