package org.wingloss.cli.shard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.Plural;
import org.wingloss.data.io.AtomicFile;
import org.wingloss.data.io.FileFailure;

/** The parts of one work, all of them, each whole: what {@code merge} makes a result of. */
public final class Parts {
  /** How many missing shards a message names. */
  private static final int MOST_NAMED = 20;

  private final List<PartFile> files;
  private final int[] owner;

  private Parts(List<PartFile> files, int[] owner) {
    this.files = files;
    this.owner = owner;
  }

  /**
   * Finds and checks the parts of a result.
   *
   * @param out the result
   * @param more further folders of parts, or parts
   * @param say hears of parts that are there twice
   * @throws InvalidDataException if a part is missing, damaged, of another work, or there twice
   *     with different bytes
   */
  public static Parts gather(Path out, List<Path> more, Consumer<String> say) {
    Map<Integer, PartFile> byShard = new TreeMap<>();
    PartFile first = null;
    for (Path path : find(out, more)) {
      PartFile part = PartFile.open(path);
      first = first == null ? part : first;
      requireSame(first, part);
      PartFile twice = byShard.putIfAbsent(part.header().shard(), part);
      if (twice != null) {
        requireEqual(twice, part);
        say.accept(
            "shard %s is there twice with the same bytes: %s and %s"
                .formatted(part.shard(), twice.file(), part.file()));
      }
    }
    requireAll(byShard, first.header().of());
    List<PartFile> files = List.copyOf(byShard.values());
    return new Parts(files, owners(files));
  }

  /**
   * All parts of a result.
   *
   * @param out the result
   * @param more folders of parts, or parts
   * @throws InvalidDataException if there is none, or one that was named is absent
   */
  private static List<Path> find(Path out, List<Path> more) {
    Path beside = Shard.folder(out);
    Set<Path> found = new LinkedHashSet<>();
    if (Files.isDirectory(beside)) {
      found.addAll(below(beside));
    }
    for (Path named : more) {
      if (!Files.exists(named)) {
        throw InvalidDataException.in(named, "no such part or folder of parts");
      }
      found.addAll(Files.isDirectory(named) ? below(named) : List.of(named));
    }
    if (found.isEmpty()) {
      throw InvalidDataException.in(
          beside, "holds no parts; first run the command with --shard 1/N, 2/N … and this --out");
    }
    return List.copyOf(found);
  }

  private static List<Path> below(Path folder) {
    if (PartFile.isFolder(folder)) {
      return List.of(folder);
    }
    try (Stream<Path> inside = Files.list(folder)) {
      List<Path> parts = new ArrayList<>();
      inside
          .filter(Shard::isPart)
          .filter(path -> !AtomicFile.isUnfinished(path))
          .forEach(parts::add);
      parts.sort(null);
      return parts;
    } catch (IOException e) {
      throw FileFailure.unreadable(folder, e);
    }
  }

  private static void requireSame(PartFile first, PartFile other) {
    first
        .header()
        .difference(other.header())
        .ifPresent(
            difference -> {
              throw new InvalidDataException(
                  "%s and %s are not parts of the same work: %s; nothing was written"
                      .formatted(first.file(), other.file(), difference));
            });
  }

  private static void requireEqual(PartFile one, PartFile other) {
    if (!one.hasSameBytes(other)) {
      throw new InvalidDataException(
          "%s and %s are both shard %s but their bytes differ; remove the wrong one"
              .formatted(one.file(), other.file(), one.shard()));
    }
  }

  private static void requireAll(Map<Integer, PartFile> byShard, int count) {
    List<Integer> missing =
        IntStream.rangeClosed(1, count).filter(i -> !byShard.containsKey(i)).boxed().toList();
    if (!missing.isEmpty()) {
      throw new InvalidDataException(missing(missing, count));
    }
  }

  /** {@code 3 and 7 of 8 are missing; run again with --shard 3/8 and --shard 7/8 …}. */
  static String missing(List<Integer> missing, int count) {
    return "%s of %d %s missing; run again with %s, then merge; nothing was written"
        .formatted(
            listed(missing, "", ""),
            count,
            Plural.of(missing.size(), "[is|are]"),
            listed(missing, "--shard ", "/" + count));
  }

  private static String listed(List<Integer> numbers, String before, String after) {
    List<String> words =
        numbers.stream()
            .limit(MOST_NAMED)
            .map(i -> before + i + after)
            .collect(Collectors.toList());
    if (numbers.size() > MOST_NAMED) {
      words.add("%d more".formatted(numbers.size() - MOST_NAMED));
    }
    int last = words.size() - 1;
    return last == 0
        ? words.get(0)
        : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
  }

  /** Which part holds which item; memory is taken only once the numbers of the parts agree. */
  private static int[] owners(List<PartFile> files) {
    int items = files.get(0).header().items();
    long held = files.stream().mapToLong(file -> file.items().length).sum();
    if (held != items) {
      throw new InvalidDataException(
          "the parts beside %s hold %d items but the work has %d"
              .formatted(files.get(0).file(), held, items));
    }
    int[] owner = new int[items];
    Arrays.fill(owner, -1);
    for (int k = 0; k < files.size(); k++) {
      for (int item : files.get(k).items()) {
        if (owner[item] >= 0) {
          throw new InvalidDataException(
              "%s and %s both hold item %d"
                  .formatted(files.get(owner[item]).file(), files.get(k).file(), item));
        }
        owner[item] = k;
      }
    }
    return owner;
  }

  /** The header of the first part: what all parts have in common. */
  public PartHeader header() {
    return files.get(0).header();
  }

  /** The file of the first part, for messages. */
  public Path file() {
    return files.get(0).file();
  }

  /**
   * Refuses parts that are not of as many items as the command has.
   *
   * @throws InvalidDataException if so
   */
  public void requireItems(int expected) {
    if (owner.length != expected) {
      throw InvalidDataException.in(
          file(), "expected a work of %d items but found %d".formatted(expected, owner.length));
    }
  }

  /**
   * Refuses parts of another work than the command makes now: files were changed since.
   *
   * @throws InvalidDataException naming the difference
   */
  public void require(ShardedWork now) {
    header()
        .difference(PartHeader.of(now, new Shard(1, header().of()), 0))
        .ifPresent(
            difference -> {
              throw InvalidDataException.in(
                  file(),
                  "was made of other things than are here now: %s; nothing was written"
                      .formatted(difference));
            });
  }

  /** Takes an item: its place among all, its value, and the part that holds it. */
  @FunctionalInterface
  public interface ItemConsumer<T> {
    /** Called for one item after the other. */
    void accept(int item, T value, PartFile part);
  }

  /**
   * Hands on all items in their order. A few lines are in memory at a time.
   *
   * @param type of the values
   * @throws InvalidDataException if a value does not fit it
   */
  public <T> void forEach(Class<T> type, ItemConsumer<T> consumer) {
    try (PartCursors cursors = new PartCursors(files)) {
      for (int item = 0; item < owner.length; item++) {
        consumer.accept(item, cursors.next(owner[item], item, type), files.get(owner[item]));
      }
    }
  }

  /** All values in their order. */
  public <T> List<T> values(Class<T> type) {
    List<T> values = new ArrayList<>();
    forEach(type, (item, value, part) -> values.add(value));
    return values;
  }
}
