package org.wingloss.cli.shard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A work that costs nothing: from every name a value.
 *
 * @param names of the items
 * @param options of the command
 */
record FakeWork(List<String> names, Map<String, String> options) {
  /** What comes of an item. */
  record Value(String name, double number) {
    static Value of(String name) {
      return new Value(name, Math.sin(name.hashCode()));
    }
  }

  /** Up to 60 names in an order of their own. */
  static FakeWork random(Random random) {
    List<String> names =
        new ArrayList<>(
            IntStream.range(0, random.nextInt(60)).mapToObj(i -> "face " + i + " é\n").toList());
    Collections.shuffle(names, random);
    return new FakeWork(names, Map.of("--norm", "box-size", "--seed", "1"));
  }

  FakeWork with(String option, String value) {
    return new FakeWork(names, Map.of("--norm", "box-size", option, value));
  }

  /** What one process gives. */
  List<Value> whole() {
    return names.stream().map(Value::of).toList();
  }

  ShardedWork sharded() {
    return new ShardedWork("fake", List.of("--norm=box-size"), options, names);
  }

  /** Does the work of a shard. */
  void run(Shard shard, Path file) {
    List<Integer> places = sharded().places(shard);
    try (PartWriter part = new PartWriter(file, sharded(), shard, places.size())) {
      places.forEach(place -> part.write(place, Value.of(names.get(place))));
      part.finish();
    }
  }

  /** Runs all shards, in an order of their own, each into one of the folders. */
  void runAll(int count, Random random, Path... outs) {
    List<Integer> order = new ArrayList<>(IntStream.rangeClosed(1, count).boxed().toList());
    Collections.shuffle(order, random);
    for (int index : order) {
      Shard shard = new Shard(index, count);
      run(shard, shard.part(outs[random.nextInt(outs.length)]));
    }
  }

  void assertMerged(Parts parts) {
    List<Value> merged = new ArrayList<>();
    parts.forEach(
        Value.class,
        (item, value, part) -> {
          assertEquals(merged.size(), item);
          merged.add(value);
        });
    assertEquals(whole(), merged);
  }
}
