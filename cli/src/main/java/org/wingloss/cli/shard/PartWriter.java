package org.wingloss.cli.shard;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.file.Path;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.io.AtomicFile;
import org.wingloss.data.io.FileFailure;
import org.wingloss.data.io.Sha256;

/**
 * Writes the part of a shard, item by item in ascending order. It appears under its name with
 * {@link #finish()}, whole, or not at all.
 */
public final class PartWriter implements AutoCloseable {
  private final Path file;
  private final int owned;
  private final AtomicFile whole;
  private final OutputStream out;
  private final Sha256 sha256 = new Sha256();
  private int last = -1;
  private int written;

  /**
   * Begins a part.
   *
   * @param file see {@link Shard#part} and {@link PartFile#inFolder}
   * @param owned how many items will be written
   */
  public PartWriter(Path file, ShardedWork work, Shard shard, int owned) {
    this.file = file;
    this.owned = owned;
    this.whole = AtomicFile.open(file);
    this.out = new BufferedOutputStream(Channels.newOutputStream(whole.channel()), 1 << 16);
    write(PartLine.header(PartHeader.of(work, shard, owned)));
  }

  /**
   * Writes an item.
   *
   * @param item its place among all items of the work, larger than that of the item before
   * @param value a record that {@link org.wingloss.data.format.StrictJson} reads back
   */
  public void write(int item, Object value) {
    if (item <= last) {
      throw new IllegalArgumentException("item %d was written after %d".formatted(item, last));
    }
    byte[] line = PartLine.item(item, value);
    if (line.length > PartLines.LONGEST) {
      throw InvalidDataException.in(
          file,
          "item %d needs %d bytes but a part holds items of at most %d"
              .formatted(item, line.length, PartLines.LONGEST));
    }
    write(line);
    last = item;
    written++;
  }

  /**
   * Completes the part and gives it its name, replacing an earlier one. What a power failure makes
   * of it afterwards is seen by whoever reads it.
   */
  public void finish() {
    if (written != owned) {
      throw new IllegalStateException(
          "%s: %d items were announced but %d written".formatted(file, owned, written));
    }
    byte[] end = PartLine.end(written, sha256.hex());
    try {
      out.write(end);
      out.flush();
    } catch (IOException e) {
      throw FileFailure.unwritable(file, e);
    }
    whole.commit();
  }

  private void write(byte[] line) {
    sha256.add(ByteBuffer.wrap(line));
    try {
      out.write(line);
    } catch (IOException e) {
      throw FileFailure.unwritable(file, e);
    }
  }

  @Override
  public void close() {
    whole.close();
  }
}
