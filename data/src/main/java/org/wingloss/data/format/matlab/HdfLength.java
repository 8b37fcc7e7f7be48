package org.wingloss.data.format.matlab;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.wingloss.data.InvalidDataException;

/**
 * Compares a file's length with the end that its HDF5 superblock states (HDF5 File Format
 * Specification 3.0, section II): the library that decodes the file does not, so a cut that falls
 * between objects would go unseen.
 */
final class HdfLength {
  private static final long SIGNATURE = 0x0A1A0A0D46444889L;
  private static final long FARTHEST = 1 << 20;

  /** Where the end-of-file address lies behind the signature, by version of the superblock. */
  private static final int[] END_AT = {40, 44, 28, 28};

  private HdfLength() {}

  static void check(Path file) throws IOException {
    try (FileChannel in = FileChannel.open(file)) {
      // A superblock lies at 0, 512, 1024, 2048 … behind whatever the user put before it.
      for (long at = 0; at < FARTHEST && at < in.size(); at = at == 0 ? 512 : 2 * at) {
        ByteBuffer block = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        in.read(block, at);
        block.flip();
        if (block.limit() == block.capacity() && block.getLong(0) == SIGNATURE) {
          int version = block.get(8);
          if (version >= 0
              && version < END_AT.length
              && in.size() < block.getLong(END_AT[version])) {
            throw InvalidDataException.in(
                file,
                "is truncated: it should have %d bytes but has %d"
                    .formatted(block.getLong(END_AT[version]), in.size()));
          }
          return;
        }
      }
      throw InvalidDataException.in(
          file, "is truncated or no MATLAB file of level 7.3: it holds no HDF5 signature");
    }
  }
}
