package org.wingloss.cli.shard;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.format.StrictJson;
import org.wingloss.data.io.Sha256;

/**
 * A part on disk, read once from end to end and found whole. It is a file, or a folder with the
 * file {@value #IN_FOLDER} and what belongs to it.
 */
public final class PartFile {
  private static final String IN_FOLDER = "part.jsonl";

  private final Path file;
  private final PartHeader header;
  private final String sha256;
  private final long firstItem;
  private final int[] items;

  private PartFile(Path file, PartHeader header, String sha256, long firstItem, int[] items) {
    this.file = file;
    this.header = header;
    this.sha256 = sha256;
    this.firstItem = firstItem;
    this.items = items;
  }

  /** The file of a part that is a folder. */
  public static Path inFolder(Path folder) {
    return folder.resolve(IN_FOLDER);
  }

  /** Whether a folder is a part. */
  static boolean isFolder(Path path) {
    return Files.isRegularFile(inFolder(path));
  }

  /**
   * Reads a part.
   *
   * @throws InvalidDataException if it is none, or not whole
   */
  static PartFile open(Path path) {
    Path file = isFolder(path) ? inFolder(path) : path;
    Sha256 sha256 = new Sha256();
    int[] items = new int[16];
    int count = 0;
    try (PartLines lines = new PartLines(file, 0)) {
      PartHeader header = header(file, added(sha256, lines.next()));
      long firstItem = lines.position();
      while (count < header.owned()) {
        byte[] line = added(sha256, lines.next());
        int item =
            PartLine.read(line)
                .orElseThrow(() -> InvalidDataException.in(file, "holds a line that is no item"))
                .item();
        if (item >= header.items() || (count > 0 && item <= items[count - 1])) {
          throw InvalidDataException.in(
              file, "item %d is out of order or not among the %d".formatted(item, header.items()));
        }
        items = count == items.length ? Arrays.copyOf(items, 2 * count) : items;
        items[count++] = item;
      }
      String hex = sha256.hex();
      if (!PartLine.isEnd(lines.next(), count, hex) || !lines.isAtEnd()) {
        throw InvalidDataException.in(
            file,
            "was damaged: its last line does not fit what stands before; run the shard again");
      }
      return new PartFile(file, header, hex, firstItem, Arrays.copyOf(items, count));
    }
  }

  private static byte[] added(Sha256 sha256, byte[] line) {
    sha256.add(ByteBuffer.wrap(line)).add(ByteBuffer.wrap(new byte[] {'\n'}));
    return line;
  }

  /** Says plainly what is no part, and what is one of another version. */
  private static PartHeader header(Path file, byte[] line) {
    JsonNode tree = StrictJson.read(line, file.toString(), JsonNode.class);
    if (!PartHeader.FORMAT.equals(tree.path("format").asText())) {
      throw InvalidDataException.in(file, "is no part of a work that was run with --shard");
    }
    if (!tree.path("version").isInt() || tree.path("version").intValue() != PartHeader.VERSION) {
      throw InvalidDataException.in(
          file,
          "has version %s but this program reads version %d"
              .formatted(tree.path("version"), PartHeader.VERSION));
    }
    return StrictJson.read(line, file.toString(), PartHeader.class);
  }

  /** The file, for messages. */
  public Path file() {
    return file;
  }

  /** The folder of a part that is one: where further files of the part lie. */
  public Path folder() {
    return file.toAbsolutePath().getParent();
  }

  PartHeader header() {
    return header;
  }

  /** Which share it is. */
  public Shard shard() {
    return new Shard(header.shard(), header.of());
  }

  boolean hasSameBytes(PartFile other) {
    return sha256.equals(other.sha256);
  }

  int[] items() {
    return items;
  }

  /** The lines from the first item on. */
  PartLines lines() {
    return new PartLines(file, firstItem);
  }
}
