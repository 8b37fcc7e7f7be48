package org.wingloss.cli.shard;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wingloss.data.format.StrictJson;

/**
 * The text of a part: a header, a line for each item in ascending order, a last line with their
 * number and the SHA-256 of all bytes before it.
 *
 * <pre>
 * {"format":"wingloss-part", …}
 * {"item":3,"value":{…}}
 * {"end":1,"sha256":"…"}
 * </pre>
 */
final class PartLine {
  /** The bytes in which an item's line must begin, and their most. */
  private static final Pattern ITEM = Pattern.compile("\\{\"item\":(\\d{1,9}),\"value\":");

  private static final int LONGEST_BEGINNING = 32;
  private static final Pattern END =
      Pattern.compile("\\{\"end\":(\\d{1,9}),\"sha256\":\"([0-9a-f]{64})\"}");

  private final int item;
  private final byte[] value;

  private PartLine(int item, byte[] value) {
    this.item = item;
    this.value = value;
  }

  /** The place among all items, counted from 0. */
  int item() {
    return item;
  }

  /** Reads the item's value. */
  <T> T value(String label, Class<T> type) {
    return StrictJson.read(value, label, type);
  }

  /** The line of an item, or none if it is another. */
  static Optional<PartLine> read(byte[] line) {
    int known = Math.min(line.length, LONGEST_BEGINNING);
    String beginning = new String(line, 0, known, StandardCharsets.ISO_8859_1);
    Matcher item = ITEM.matcher(beginning);
    if (!item.lookingAt() || line[line.length - 1] != '}') {
      return Optional.empty();
    }
    return Optional.of(
        new PartLine(
            Integer.parseInt(item.group(1)),
            Arrays.copyOfRange(line, item.end(), line.length - 1)));
  }

  /** Whether a line is the last one, as it must be after what was read before. */
  static boolean isEnd(byte[] line, int items, String sha256) {
    Matcher end = END.matcher(new String(line, StandardCharsets.ISO_8859_1));
    return end.matches() && Integer.parseInt(end.group(1)) == items && end.group(2).equals(sha256);
  }

  static byte[] header(PartHeader header) {
    return bytes(json(header));
  }

  static byte[] item(int item, Object value) {
    return bytes("{\"item\":%d,\"value\":%s}".formatted(item, json(value)));
  }

  static byte[] end(int items, String sha256) {
    return bytes("{\"end\":%d,\"sha256\":\"%s\"}".formatted(items, sha256));
  }

  private static String json(Object value) {
    return new String(StrictJson.line(value), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String line) {
    return (line + "\n").getBytes(StandardCharsets.UTF_8);
  }
}
