package org.wingloss.cli.shard;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.wingloss.data.InvalidDataException;

/** Reads many parts side by side, with few of them open at a time. */
final class PartCursors implements AutoCloseable {
  private static final int MOST_OPEN = 64;

  private final List<PartFile> files;
  private final long[] positions;
  private final Map<Integer, PartLines> open = new LinkedHashMap<>(MOST_OPEN, 0.75f, true);

  PartCursors(List<PartFile> files) {
    this.files = files;
    this.positions = LongStream.generate(() -> -1).limit(files.size()).toArray();
  }

  /** The value of the next item of a part, which must be the one expected. */
  <T> T next(int part, int item, Class<T> type) {
    PartFile file = files.get(part);
    PartLine line =
        PartLine.read(lines(part).next())
            .filter(found -> found.item() == item)
            .orElseThrow(
                () -> InvalidDataException.in(file.file(), "was changed while it was read"));
    return line.value("%s, item %d".formatted(file.file(), item), type);
  }

  private PartLines lines(int part) {
    PartLines known = open.get(part);
    if (known != null) {
      return known;
    }
    if (open.size() == MOST_OPEN) {
      Iterator<Map.Entry<Integer, PartLines>> oldest = open.entrySet().iterator();
      Map.Entry<Integer, PartLines> entry = oldest.next();
      positions[entry.getKey()] = entry.getValue().position();
      entry.getValue().close();
      oldest.remove();
    }
    PartFile file = files.get(part);
    PartLines lines =
        positions[part] < 0 ? file.lines() : new PartLines(file.file(), positions[part]);
    open.put(part, lines);
    return lines;
  }

  @Override
  public void close() {
    open.values().forEach(PartLines::close);
  }
}
