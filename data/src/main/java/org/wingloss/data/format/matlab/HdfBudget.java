package org.wingloss.data.format.matlab;

import io.jhdf.api.Dataset;
import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.exceptions.HdfException;
import io.jhdf.filter.PipelineFilterWithData;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.wingloss.data.InvalidDataException;

/**
 * How much the arrays of one HDF5 file may unpack to, which depends on the file's size. Every array
 * is checked before the library decodes it, because the library takes memory for whatever comes out
 * of a packed chunk.
 */
final class HdfBudget {
  private static final int GZIP = 1;
  private static final int SHUFFLE = 2;
  private static final int FLETCHER32 = 3;
  private static final int LZF = 32000;

  /**
   * LZ4, alone and behind bit shuffling, is decoded by a library that writes outside its memory on
   * a hostile file (CVE-2025-12183) and is not on the class path.
   */
  private static final Set<Integer> FILTERS = Set.of(GZIP, SHUFFLE, FLETCHER32, LZF);

  /** What any file may unpack to, and how many times its size a large one may. */
  private static final long OF_ANY_FILE = 32L << 20;

  private static final int TIMES = 20;

  /** What an array and a chunk cost however small they are. */
  private static final int OF_A_PART = 1024;

  private final Path file;
  private final long most;
  private long left;

  HdfBudget(Path file, long size) {
    this.file = file;
    this.most = OF_ANY_FILE + TIMES * size;
    this.left = most;
  }

  /**
   * Refuses an array that is too large, is no array of plain numbers, or whose chunks hold more
   * than they should.
   */
  void spend(String name, Dataset dataset, long mostElements) {
    long elements = 1;
    for (int side : dataset.getDimensions()) {
      elements = side < 1 || elements > mostElements ? Long.MAX_VALUE : elements * side;
    }
    if (elements > mostElements) {
      throw InvalidDataException.in(
          file,
          "'%s' has an array of %s elements; 1 to %d are read"
              .formatted(name, Arrays.toString(dataset.getDimensions()), mostElements));
    }
    if (!dataset.getJavaType().isPrimitive()) {
      throw InvalidDataException.in(file, "'" + name + "' is not an array of numbers");
    }
    int width = dataset.getDataType().getSize();
    spend(name, elements * width);
    checkFilters(name, dataset.getFilters());
    if (dataset instanceof ChunkedDataset chunked) {
      checkChunks(name, chunked, width);
    }
  }

  private void spend(String name, long bytes) {
    left -= Math.max(OF_A_PART, bytes);
    if (left < 0) {
      throw InvalidDataException.in(
          file,
          "unpacks to more than %d bytes at '%s', which no honest file of its size does"
              .formatted(most, name));
    }
  }

  private void checkFilters(String name, List<PipelineFilterWithData> filters) {
    boolean packed = false;
    for (PipelineFilterWithData filter : filters) {
      int id = filter.getId();
      if (!FILTERS.contains(id)) {
        throw InvalidDataException.in(
            file,
            "'%s' is packed with the HDF5 filter %d (%s), which is not read; write it with gzip"
                .formatted(name, id, filter.getName()));
      }
      if (packed && id != FLETCHER32) {
        throw InvalidDataException.in(file, "'" + name + "' is packed more than once");
      }
      packed |= id == GZIP || id == LZF;
    }
  }

  /** Looks at every chunk of the grid; there must be no others. */
  private void checkChunks(String name, ChunkedDataset dataset, int width) {
    int[] sides = dataset.getChunkDimensions();
    long bytes = width;
    for (int side : sides) {
      bytes = side < 1 || bytes > most ? Long.MAX_VALUE : bytes * side;
    }
    List<PipelineFilterWithData> filters = dataset.getFilters();
    boolean inflates = filters.stream().anyMatch(filter -> filter.getId() == GZIP);
    filters.stream().filter(f -> f.getId() == LZF).forEach(f -> checkLzf(name, f));
    int[] dimensions = dataset.getDimensions();
    int[] offset = new int[dimensions.length];
    long stored = 0;
    do {
      spend(name, bytes);
      try {
        ByteBuffer chunk = dataset.getRawChunkBuffer(offset);
        stored += chunk.remaining();
        if (inflates) {
          checkInflated(name, chunk, bytes);
        }
      } catch (HdfException e) {
        // A chunk that was never written, or cannot be read, which its decoder will say.
      }
    } while (next(offset, sides, dimensions));
    if (stored != dataset.getStorageInBytes()) {
      throw InvalidDataException.in(file, "'" + name + "' has chunks that lie outside the array");
    }
  }

  private static boolean next(int[] offset, int[] sides, int[] dimensions) {
    for (int axis = offset.length - 1; axis >= 0; axis--) {
      if ((long) offset[axis] + sides[axis] < dimensions[axis]) {
        offset[axis] += sides[axis];
        return true;
      }
      offset[axis] = 0;
    }
    return false;
  }

  /** The decoder of lzf takes as much memory as the filter says. */
  private void checkLzf(String name, PipelineFilterWithData filter) {
    int[] data = filter.getFilterData();
    if (data.length > 2) {
      spend(name, data[2] < 0 ? Long.MAX_VALUE : data[2]);
    }
  }

  private void checkInflated(String name, ByteBuffer chunk, long bytes) {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(chunk);
      byte[] some = new byte[1 << 16];
      long most = bytes + Integer.BYTES; // with a checksum
      int count = 1;
      while (count > 0) {
        count = inflater.inflate(some);
        if (inflater.getBytesWritten() > most) {
          throw InvalidDataException.in(
              file, "'%s' has a chunk that holds more than its %d bytes".formatted(name, bytes));
        }
      }
    } catch (DataFormatException e) {
      // Up to here nothing was too large, and the decoder gets no farther.
    } finally {
      inflater.end();
    }
  }
}
