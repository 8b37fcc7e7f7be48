package org.wingloss.cli.shard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.io.AtomicFolder;
import org.wingloss.data.io.FileFailure;
import org.wingloss.data.io.Sha256;

/** Parts with files: folders that are there whole or not at all. */
public final class PartFolder {
  /** Larger than any file that a part may hold. */
  private static final long MOST_BYTES = 1L << 30;

  private PartFolder() {}

  /** Makes the files of an item and tells its value. */
  @FunctionalInterface
  public interface ItemWriter {
    /** Called for one item after the other. */
    Object write(Path folder, int place) throws IOException;
  }

  /**
   * Writes a part, replacing an earlier one.
   *
   * @return how many items it holds
   */
  public static int write(Path out, ShardedWork work, Shard own, ItemWriter items) {
    List<Integer> places = work.places(own);
    return AtomicFolder.replace(
        own.part(out),
        folder -> {
          Path file = PartFile.inFolder(folder);
          try (PartWriter part = new PartWriter(file, work, own, places.size())) {
            for (int place : places) {
              part.write(place, items.write(folder, place));
            }
            part.finish();
          }
          return places.size();
        });
  }

  /**
   * Copies a file of a part.
   *
   * @param sha256 of its bytes, as the part says
   * @throws InvalidDataException if it is not the one that the shard wrote
   */
  static void copy(Path from, Path to, String sha256) {
    try {
      if (!Files.isRegularFile(from, LinkOption.NOFOLLOW_LINKS) || Files.size(from) > MOST_BYTES) {
        throw InvalidDataException.in(from, "there is no such file; run the shard again");
      }
      Files.copy(from, to);
    } catch (IOException e) {
      throw FileFailure.unreadable(from, e);
    }
    if (!Sha256.of(to).hex().equals(sha256)) {
      throw InvalidDataException.in(
          from, "is not the file that the shard wrote; run the shard again");
    }
  }
}
