package org.wingloss.evaluation.input;

import java.util.Arrays;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.io.TextHash;

/**
 * Finds faces by id: an open-addressing table over 64-bit hashes, so that a million ids take some
 * megabytes. Two ids with one hash, which a billion ids hardly have, would pass for one id.
 */
final class IdIndex {
  private final MatchRule rule;
  private final long[] hashes;
  private final int[] table;

  private IdIndex(MatchRule rule, long[] hashes) {
    this.rule = rule;
    this.hashes = hashes;
    int capacity = Integer.highestOneBit(Math.max(1, hashes.length)) * 4;
    this.table = new int[capacity];
    Arrays.fill(table, -1);
  }

  /**
   * Indexes a source.
   *
   * @throws InvalidDataException if two faces have one id under the rule
   */
  static IdIndex of(FaceSource source, MatchRule rule) {
    long[] hashes = new long[source.size()];
    try (FaceSource.Cursor cursor = source.open()) {
      for (int i = 0; i < hashes.length; i++) {
        hashes[i] =
            rule == MatchRule.EXACT && source instanceof IndexedLines lines
                ? lines.idHash(i)
                : TextHash.of(rule.key(cursor.id(i)));
      }
      IdIndex index = new IdIndex(rule, hashes);
      for (int i = 0; i < hashes.length; i++) {
        int slot = index.slot(hashes[i]);
        if (index.table[slot] >= 0) {
          throw duplicate(cursor, rule, index.table[slot], i);
        }
        index.table[slot] = i;
      }
      return index;
    }
  }

  /** How many ids of another index are here too; both are of one rule. */
  int count(IdIndex other) {
    int found = 0;
    for (long hash : other.hashes) {
      found += table[slot(hash)] >= 0 ? 1 : 0;
    }
    return found;
  }

  private static InvalidDataException duplicate(
      FaceSource.Cursor cursor, MatchRule rule, int first, int second) {
    String id = cursor.id(second);
    String earlier = cursor.id(first);
    return new InvalidDataException(
        rule == MatchRule.EXACT
            ? "%s: the id '%s' occurs a second time, first at %s"
                .formatted(cursor.where(second), id, cursor.where(first))
            : "%s: the ids '%s' and '%s' are the same when %s"
                .formatted(cursor.where(second), earlier, id, rule.description()));
  }

  /** The position of the face of an id, or −1. */
  int find(String id) {
    return table[slot(TextHash.of(rule.key(id)))];
  }

  private int slot(long hash) {
    int mask = table.length - 1;
    int slot = (int) hash & mask;
    while (table[slot] >= 0 && hashes[table[slot]] != hash) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }
}
