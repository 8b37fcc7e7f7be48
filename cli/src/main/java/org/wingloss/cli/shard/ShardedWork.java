package org.wingloss.cli.shard;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.wingloss.data.io.Sha256;

/**
 * What all shards of one command have in common. Two shards are of the same work if verb, options
 * and names are equal.
 *
 * @param verb that was typed
 * @param arguments its words without those that do not change the result, for {@code merge}
 * @param options option → value of everything that decides the result; of a file its hash
 * @param names of all items, in the order of the result
 */
public record ShardedWork(
    String verb, List<String> arguments, Map<String, String> options, List<String> names) {
  /** Copies. */
  public ShardedWork {
    arguments = List.copyOf(arguments);
    options = new TreeMap<>(options);
    names = List.copyOf(names);
  }

  /** The places of the items of a shard, ascending. */
  public List<Integer> places(Shard shard) {
    return places(shard, UnaryOperator.identity());
  }

  /**
   * As {@link #places(Shard)}, where items that belong together share a key.
   *
   * @param key name → what decides the shard
   */
  public List<Integer> places(Shard shard, UnaryOperator<String> key) {
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      if (shard.owns(key.apply(names.get(i)))) {
        places.add(i);
      }
    }
    return places;
  }

  /** Tells lists of names apart. */
  String namesSha256() {
    return sha256(names);
  }

  /** A hash of texts, each with its length, so that their joints count. */
  static String sha256(List<String> texts) {
    Sha256 sha256 = new Sha256();
    for (String text : texts) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      sha256.add(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
      sha256.add(ByteBuffer.wrap(bytes));
    }
    return sha256.hex();
  }
}
