package org.wingloss.cli.shard;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wingloss.data.io.TextHash;

/**
 * One of several shares of a work. Which items belong to it is decided by their names alone, so
 * that neither the order of a list nor the machine changes it.
 *
 * @param index which one, counted from 1
 * @param count how many there are
 */
public record Shard(int index, int count) {
  /** The most shards of one work. */
  public static final int MOST = 100_000;

  private static final Pattern TEXT = Pattern.compile("(\\d{1,6})/(\\d{1,6})");
  private static final String ENDING = ".part";

  /** Checks the numbers. */
  public Shard {
    if (count < 1 || count > MOST || index < 1 || index > count) {
      throw new IllegalArgumentException(
          "expected I/N with 1 <= I <= N <= %d, such as 2/8, but found %d/%d"
              .formatted(MOST, index, count));
    }
  }

  /**
   * Reads {@code 2/8}, the second of eight.
   *
   * @throws IllegalArgumentException if the text is none
   */
  public static Shard parse(String text) {
    Matcher numbers = TEXT.matcher(text);
    if (!numbers.matches()) {
      throw new IllegalArgumentException(
          "expected I/N, such as 2/8 for the second of eight, but found '%s'".formatted(text));
    }
    return new Shard(Integer.parseInt(numbers.group(1)), Integer.parseInt(numbers.group(2)));
  }

  /** Whether the item of that name belongs to this shard: its hash modulo the count decides. */
  public boolean owns(String name) {
    return Long.remainderUnsigned(TextHash.of(name), count) == index - 1;
  }

  /** Where the parts of a result lie unless they are brought from elsewhere. */
  public static Path folder(Path out) {
    Path whole = out.toAbsolutePath().normalize();
    Path name = whole.getFileName();
    if (name == null) {
      throw new IllegalArgumentException(out + " has no name beside which parts could lie");
    }
    return out.resolveSibling(name + ".shards");
  }

  /** The part that this shard leaves of a result. */
  public Path part(Path out) {
    return folder(out).resolve("%d-of-%d%s".formatted(index, count, ENDING));
  }

  /** Whether a file or folder is called as parts are. */
  static boolean isPart(Path path) {
    return path.getFileName().toString().endsWith(ENDING);
  }

  @Override
  public String toString() {
    return index + "/" + count;
  }
}
