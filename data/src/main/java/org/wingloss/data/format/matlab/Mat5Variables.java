package org.wingloss.data.format.matlab;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.format.TextFile;
import org.wingloss.data.io.FileFailure;
import us.hebi.matlab.mat.format.BufferAllocator;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.format.Mat5Reader;
import us.hebi.matlab.mat.types.Array;
import us.hebi.matlab.mat.types.Cell;
import us.hebi.matlab.mat.types.Char;
import us.hebi.matlab.mat.types.MatFile;
import us.hebi.matlab.mat.types.MatlabType;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Source;
import us.hebi.matlab.mat.types.Sources;

/**
 * Some variables of a MATLAB file of level 5, whose content is not trusted: other variables are not
 * decoded, and what is decoded may take {@value #LARGEST} bytes, whatever its headers claim.
 */
public final class Mat5Variables {
  private static final int LARGEST = 1 << 28;

  /** Of a matrix; AFLW-Full's largest has 926,668. */
  private static final int MOST_NUMBERS = 1 << 22;

  /** Of a cell array, whose elements take far more memory than file; AFLW-Full's has 24,386. */
  private static final int MOST_CELLS = 1 << 18;

  private final Path file;
  private final MatFile variables;

  private Mat5Variables(Path file, MatFile variables) {
    this.file = file;
    this.variables = variables;
  }

  public static Mat5Variables read(Path file, Set<String> names) {
    try {
      TextFile.checkSize(file, LARGEST);
      checkLevel(file);
    } catch (IOException e) {
      throw FileFailure.unreadable(file, e);
    }
    return decoded(
        file,
        () -> {
          try (Source source = Sources.openStreamingFile(file.toFile())) {
            MatFile variables =
                Mat5.newReader(source)
                    .disableSubsystemProcessing()
                    .setMaxInflateBufferSize(1 << 16)
                    .setBufferAllocator(new Bounded())
                    .setEntryFilter(entry -> names.contains(entry.getName()) && isPlain(entry))
                    .readMat();
            return new Mat5Variables(file, variables);
          }
        });
  }

  /** The decoder multiplies the sides as ints, which wrap, and takes negative ones for lengths. */
  private static boolean isPlain(Mat5Reader.EntryHeader entry) {
    int most = entry.getType() == MatlabType.Cell ? MOST_CELLS : MOST_NUMBERS;
    long elements = 1;
    for (int side : entry.getDimensions()) {
      elements *= side;
      if (side < 1 || elements > most) {
        return false;
      }
    }
    return entry.getType() != MatlabType.Sparse;
  }

  private static <T> T decoded(Path file, Callable<T> decoding) {
    try {
      return decoding.call();
    } catch (InvalidDataException e) {
      throw e;
    } catch (Exception e) {
      // The decoder ends in many kinds of exception on a damaged file.
      throw InvalidDataException.in(
          file, "is truncated or no MATLAB file of level 5: " + e.getMessage(), e);
    } catch (StackOverflowError e) {
      throw InvalidDataException.in(file, "is damaged: its cells are nested too deeply", e);
    } catch (OutOfMemoryError e) {
      // Cell arrays are allocated by what their headers claim, past the bounded allocator.
      throw InvalidDataException.in(file, "claims more cells than memory holds", e);
    }
  }

  /**
   * A real matrix, {@code [row][column]}.
   *
   * @param columns how many it must have
   */
  public double[][] matrix(String name, int columns) {
    return decoded(file, () -> decodedMatrix(name, columns));
  }

  private double[][] decodedMatrix(String name, int columns) {
    if (!(array(name) instanceof Matrix matrix)) {
      throw InvalidDataException.in(file, "'" + name + "' is not a matrix");
    }
    if (matrix.getNumDimensions() != 2 || matrix.getNumCols() != columns) {
      throw InvalidDataException.in(
          file,
          "'%s' must have %d columns but has %d".formatted(name, columns, matrix.getNumCols()));
    }
    double[][] values = new double[matrix.getNumRows()][columns];
    for (int row = 0; row < values.length; row++) {
      for (int column = 0; column < columns; column++) {
        values[row][column] = matrix.getDouble(row, column);
      }
    }
    return values;
  }

  /** A row or a column of numbers. */
  public double[] vector(String name) {
    return decoded(file, () -> decodedVector(name));
  }

  private double[] decodedVector(String name) {
    if (!(array(name) instanceof Matrix matrix)) {
      throw InvalidDataException.in(file, "'" + name + "' is not a vector");
    }
    double[] values = new double[matrix.getNumElements()];
    for (int i = 0; i < values.length; i++) {
      values[i] = matrix.getDouble(i);
    }
    return values;
  }

  /** A cell array of texts. */
  public String[] texts(String name) {
    return decoded(file, () -> decodedTexts(name));
  }

  private String[] decodedTexts(String name) {
    if (!(array(name) instanceof Cell cell)) {
      throw InvalidDataException.in(file, "'" + name + "' is not a cell array");
    }
    String[] texts = new String[cell.getNumElements()];
    for (int i = 0; i < texts.length; i++) {
      if (!(cell.get(i) instanceof Char text) || text.getNumRows() != 1) {
        throw InvalidDataException.in(
            file, "'%s{%d}' is not a text of one line".formatted(name, i + 1));
      }
      texts[i] = text.getString();
    }
    return texts;
  }

  private Array array(String name) {
    for (MatFile.Entry entry : variables.getEntries()) {
      if (entry.getName().equals(name)) {
        return entry.getValue();
      }
    }
    throw InvalidDataException.in(
        file,
        "has no variable '%s', or one that is empty, sparse or far too large".formatted(name));
  }

  private static void checkLevel(Path file) throws IOException {
    try (java.io.InputStream in = Files.newInputStream(file)) {
      byte[] start = in.readNBytes(19);
      String text = new String(start, java.nio.charset.StandardCharsets.ISO_8859_1);
      if (text.startsWith("MATLAB 7.3")) {
        throw InvalidDataException.in(
            file, "is a MATLAB file of level 7.3 but one of level 5 is expected");
      }
      if (!text.startsWith("MATLAB 5.0 MAT-file")) {
        throw InvalidDataException.in(file, "does not begin with 'MATLAB 5.0 MAT-file'");
      }
    }
  }

  /** Refuses to hand out more memory than the whole file may take. */
  private static final class Bounded implements BufferAllocator {
    private long given;

    @Override
    public ByteBuffer allocate(int bytes) {
      given += bytes;
      if (bytes < 0 || given > LARGEST) {
        throw new IllegalStateException("needs more than %d bytes".formatted(LARGEST));
      }
      return ByteBuffer.allocate(bytes).order(ByteOrder.nativeOrder());
    }

    @Override
    public void release(ByteBuffer buffer) {
      given -= buffer.capacity();
    }
  }
}
