package org.wingloss.evaluation.score;

import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.RandomAccess;
import java.util.stream.IntStream;

/**
 * Ids as UTF-8 in large arrays, a third of what as many texts take: of ten million faces they are
 * kept for the few that are named.
 */
final class CompactIds extends AbstractList<String> implements RandomAccess {
  private static final int BLOCK = 1 << 10;

  /** Of each block the ids one after the other; the last one may have room. */
  private final List<byte[]> bytes = new ArrayList<>();

  /** Of each block where its ids end. */
  private final List<int[]> ends = new ArrayList<>();

  private int size;

  @Override
  public boolean add(String id) {
    byte[] text = id.getBytes(StandardCharsets.UTF_8);
    int place = size % BLOCK;
    if (place == 0) {
      trimLast();
      bytes.add(new byte[16 * BLOCK]);
      ends.add(new int[BLOCK]);
    }
    int last = bytes.size() - 1;
    int from = place == 0 ? 0 : ends.get(last)[place - 1];
    int end = Math.addExact(from, text.length);
    if (end > bytes.get(last).length) {
      bytes.set(last, Arrays.copyOf(bytes.get(last), Math.max(end, end + end / 2)));
    }
    System.arraycopy(text, 0, bytes.get(last), from, text.length);
    ends.get(last)[place] = end;
    size++;
    return true;
  }

  private void trimLast() {
    if (!bytes.isEmpty()) {
      int last = bytes.size() - 1;
      bytes.set(last, Arrays.copyOf(bytes.get(last), ends.get(last)[BLOCK - 1]));
    }
  }

  @Override
  public boolean addAll(Collection<? extends String> ids) {
    ids.forEach(this::add);
    return !ids.isEmpty();
  }

  @Override
  public String get(int i) {
    int block = i / BLOCK;
    int place = i % BLOCK;
    if (i < 0 || i >= size) {
      throw new IndexOutOfBoundsException(i);
    }
    int from = place == 0 ? 0 : ends.get(block)[place - 1];
    return new String(
        bytes.get(block), from, ends.get(block)[place] - from, StandardCharsets.UTF_8);
  }

  @Override
  public int size() {
    return size;
  }

  /** The ids at some places, as a list that cannot be changed. */
  List<String> ordered(int[] order) {
    if (IntStream.range(0, order.length).allMatch(i -> order[i] == i)) {
      return Collections.unmodifiableList(this);
    }
    CompactIds ids = new CompactIds();
    for (int place : order) {
      ids.add(get(place));
    }
    return Collections.unmodifiableList(ids);
  }
}
