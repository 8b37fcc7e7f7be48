package org.wingloss.data.stream;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.io.AtomicFile;
import org.wingloss.data.io.Sha256;

/**
 * Writes one tar of a stream. Its bytes depend on its name and its samples alone. It appears under
 * its name when it is complete; memory does not grow with the number of samples.
 */
public final class TarShardWriter {
  /** The most bytes of a tar (2^30): one is held in memory as a whole when it is read. */
  static final long LARGEST = 1L << 30;

  private final OutputStream out;
  private final Path file;
  private final Sha256 sha256 = new Sha256();
  private long bytes;

  private TarShardWriter(OutputStream out, Path file) {
    this.out = out;
    this.file = file;
  }

  /**
   * Writes a tar, in place of an older one of the same name.
   *
   * @param folder of the stream, made if absent
   * @param name of the tar
   * @param samples at least one, all with the same number of landmarks; taken one by one
   * @return what the index needs to know of the tar
   * @throws InvalidDataException if it cannot be written or grows beyond 2^30 bytes
   */
  public static ShardStatistics write(Path folder, ShardName name, Iterator<CropSample> samples) {
    if (!samples.hasNext()) {
      throw new NoSuchElementException(name.file() + " would have no sample");
    }
    Path file = folder.resolve(name.file());
    ShardStatistics[] statistics = new ShardStatistics[1];
    AtomicFile.write(
        file, out -> statistics[0] = new TarShardWriter(out, file).writeAll(name, samples));
    return statistics[0];
  }

  private ShardStatistics writeAll(ShardName name, Iterator<CropSample> samples)
      throws IOException {
    ShardStatistics.Sums sums = null;
    for (int i = 0; samples.hasNext(); i++) {
      CropSample sample = samples.next();
      if (sums == null) {
        sums = new ShardStatistics.Sums(sample.face().landmarks().count());
      }
      try {
        sums.add(sample.face().landmarks());
      } catch (IllegalArgumentException e) {
        throw new InvalidDataException(sample.face().id() + ": " + e.getMessage(), e);
      }
      entry(name.key(i) + sample.encoding().ending(), sample.picture().array());
      entry(name.key(i) + TarShard.JSON, SampleJson.write(sample));
    }
    put(new byte[2 * UstarHeader.BLOCK]);
    return sums.of(name, bytes, sha256.hex());
  }

  private void entry(String name, byte[] content) throws IOException {
    put(new UstarHeader(name, content.length).write());
    put(content);
    put(new byte[UstarHeader.padding(content.length)]);
  }

  private void put(byte[] part) throws IOException {
    bytes += part.length;
    if (bytes > LARGEST) {
      throw InvalidDataException.in(
          file,
          "would have more than the %d bytes that a tar may have; give each tar fewer faces"
              .formatted(LARGEST));
    }
    sha256.add(ByteBuffer.wrap(part));
    out.write(part);
  }
}
