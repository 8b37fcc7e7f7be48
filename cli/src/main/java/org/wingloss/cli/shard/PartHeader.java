package org.wingloss.cli.shard;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.wingloss.data.ProgramVersion;

/**
 * The first line of a part: of which work it is which share.
 *
 * @param format {@value #FORMAT}
 * @param version of the format
 * @param verb see {@link ShardedWork}
 * @param shard which one, counted from 1
 * @param of how many there are
 * @param owned items in this part
 * @param items items in all
 * @param program version of the program that wrote it
 * @param work hash of all that must be equal in the parts of one work
 * @param names hash of the items' names in order
 * @param arguments see {@link ShardedWork}
 * @param options see {@link ShardedWork}
 */
public record PartHeader(
    String format,
    int version,
    String verb,
    int shard,
    int of,
    int owned,
    int items,
    String program,
    String work,
    String names,
    List<String> arguments,
    Map<String, String> options) {
  static final String FORMAT = "wingloss-part";
  static final int VERSION = 1;

  /** Checks that the numbers fit each other and that the hash is that of the other values. */
  public PartHeader {
    new Shard(shard, of);
    arguments = List.copyOf(arguments);
    options = new TreeMap<>(options);
    if (owned < 0 || items < owned) {
      throw new IllegalArgumentException(
          "expected 0 <= owned <= items but found %d and %d".formatted(owned, items));
    }
    String expected = work(verb, program, options, names, of, items);
    if (!work.equals(expected)) {
      throw new IllegalArgumentException(
          "the header was changed: expected the hash %s but found %s".formatted(expected, work));
    }
  }

  /** The header of a shard's part. */
  static PartHeader of(ShardedWork work, Shard shard, int owned) {
    String program = ProgramVersion.text();
    String names = work.namesSha256();
    int items = work.names().size();
    return new PartHeader(
        FORMAT,
        VERSION,
        work.verb(),
        shard.index(),
        shard.count(),
        owned,
        items,
        program,
        work(work.verb(), program, work.options(), names, shard.count(), items),
        names,
        work.arguments(),
        work.options());
  }

  private static String work(
      String verb, String program, Map<String, String> options, String names, int of, int items) {
    List<String> all = new ArrayList<>(List.of(verb, program, names));
    all.addAll(List.of(Integer.toString(of), Integer.toString(items)));
    options.forEach((option, value) -> all.addAll(List.of(option, value)));
    return ShardedWork.sha256(all);
  }

  /** What makes this another work than that of another part; empty if it is the same. */
  Optional<String> difference(PartHeader other) {
    if (work.equals(other.work)) {
      return Optional.empty();
    }
    if (!verb.equals(other.verb)) {
      return differ("the verb", verb, other.verb);
    }
    if (of != other.of) {
      return differ("the number of shards", of, other.of);
    }
    if (!program.equals(other.program)) {
      return differ("the program", program, other.program);
    }
    TreeSet<String> known = new TreeSet<>(options.keySet());
    known.addAll(other.options.keySet());
    for (String option : known) {
      String one = options.getOrDefault(option, "absent");
      String another = other.options.getOrDefault(option, "absent");
      if (!one.equals(another)) {
        return differ(option, one, another);
      }
    }
    if (items != other.items) {
      return differ("the number of items", items, other.items);
    }
    return Optional.of(
        "the names of the %d items are not the same, or in another order".formatted(items));
  }

  private static Optional<String> differ(String what, Object one, Object other) {
    return Optional.of("%s is %s in the one and %s in the other".formatted(what, one, other));
  }
}
