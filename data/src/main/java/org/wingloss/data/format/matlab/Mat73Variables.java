package org.wingloss.data.format.matlab;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Node;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Supplier;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.format.TextFile;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.io.FileFailure;

/**
 * Variables of a MATLAB file of level 7.3, which is HDF5 with reversed dimensions. The content is
 * not trusted: sizes are checked before anything is decoded.
 */
public final class Mat73Variables implements AutoCloseable {
  private static final long LARGEST = 8L << 30;

  /** Of a matrix; COFW's largest has 117,015. */
  private static final long MOST_NUMBERS = 1 << 22;

  /** Of a picture, colours counted each. */
  private static final long MOST_PIXELS = 1 << 25;

  private final Path file;
  private final MeasuredChannel channel;
  private final HdfFile hdf;
  private final HdfBudget budget;

  private Mat73Variables(Path file, MeasuredChannel channel, HdfFile hdf, long size) {
    this.file = file;
    this.channel = channel;
    this.hdf = hdf;
    this.budget = new HdfBudget(file, size);
  }

  public static Mat73Variables open(Path file) {
    try {
      TextFile.checkSize(file, LARGEST);
      HdfLength.check(file);
      MeasuredChannel channel = new MeasuredChannel(file);
      try {
        HdfFile hdf = followed(file, () -> new HdfFile(channel));
        return new Mat73Variables(file, channel, hdf, channel.size());
      } catch (IOException | RuntimeException | Error e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw FileFailure.unreadable(file, e);
    }
  }

  /**
   * A matrix of {@code columns} columns in MATLAB, as {@code [row][column]}.
   *
   * @param columns how many it must have
   */
  public double[][] matrix(String name, int columns) {
    Dataset dataset = dataset(name, 2);
    int[] dimensions = dimensions(dataset);
    if (dimensions[0] != columns) {
      throw InvalidDataException.in(
          file, "'%s' must have %d columns but has %d".formatted(name, columns, dimensions[0]));
    }
    int rows = dimensions[1];
    double[] flat = numbers(name, dataset);
    double[][] values = new double[rows][columns];
    for (int column = 0; column < columns; column++) {
      for (int row = 0; row < rows; row++) {
        values[row][column] = flat[column * rows + row];
      }
    }
    return values;
  }

  /** The addresses to which a cell array refers. */
  public long[] references(String name) {
    Dataset dataset = dataset(name, 2);
    if (decoded(name, dataset) instanceof long[] addresses) {
      return addresses;
    }
    throw InvalidDataException.in(file, "'" + name + "' is not a cell array");
  }

  /** The picture to which a reference of a cell array leads: grey, or colour in three planes. */
  public RgbImage picture(String name, long address) {
    Node node = followed(file, () -> hdf.getNodeByAddress(address));
    if (!(node instanceof Dataset dataset)) {
      throw InvalidDataException.in(file, "'" + name + "' refers to what is not an array");
    }
    int[] dimensions = dimensions(dataset);
    boolean grey = dimensions.length == 2;
    if (!grey && (dimensions.length != 3 || dimensions[0] != 3)) {
      throw InvalidDataException.in(
          file,
          "'%s' must hold pictures of height x width or height x width x 3 but one is %s"
              .formatted(name, Arrays.toString(dimensions)));
    }
    check(name, dataset, MOST_PIXELS);
    Object data = decoded(name, dataset);
    boolean narrow = dataset.getSizeInBytes() == dataset.getSize();
    if (!narrow || !(data instanceof byte[] || data instanceof int[])) {
      throw InvalidDataException.in(file, "'" + name + "' must hold pictures of type uint8");
    }
    int width = dimensions[grey ? 0 : 1];
    int height = dimensions[grey ? 1 : 2];
    return interleaved(bytes(data), width, height, grey);
  }

  @Override
  public void close() {
    // The library's own close fails on a channel: it wants to name a file.
    try {
      channel.close();
    } catch (IOException e) {
      throw FileFailure.unreadable(file, e);
    }
  }

  /** MATLAB's planes are stored column by column. */
  private static RgbImage interleaved(byte[] planes, int width, int height, boolean grey) {
    byte[] rgb = new byte[3 * width * height];
    for (int channel = 0; channel < 3; channel++) {
      int plane = grey ? 0 : channel * width * height;
      for (int x = 0; x < width; x++) {
        for (int y = 0; y < height; y++) {
          rgb[3 * (y * width + x) + channel] = planes[plane + x * height + y];
        }
      }
    }
    return new RgbImage(width, height, rgb);
  }

  private Dataset dataset(String name, int rank) {
    Node node = followed(file, () -> hdf.getChild(name));
    if (!(node instanceof Dataset dataset)) {
      throw InvalidDataException.in(file, "has no variable '" + name + "'");
    }
    int found = dimensions(dataset).length;
    if (found != rank) {
      throw InvalidDataException.in(
          file, "'%s' must have %d dimensions but has %d".formatted(name, rank, found));
    }
    check(name, dataset, MOST_NUMBERS);
    return dataset;
  }

  /** The library's dimensions are long, and a damaged one need not fit into an int. */
  private int[] dimensions(Dataset dataset) {
    return followed(file, dataset::getDimensions);
  }

  private void check(String name, Dataset dataset, long mostElements) {
    followed(
        file,
        () -> {
          budget.spend(name, dataset, mostElements);
          return dataset;
        });
  }

  private double[] numbers(String name, Dataset dataset) {
    Object data = decoded(name, dataset);
    if (data instanceof double[] doubles) {
      return doubles;
    }
    if (data instanceof float[] floats) {
      double[] out = new double[floats.length];
      Arrays.setAll(out, i -> floats[i]);
      return out;
    }
    if (data instanceof int[] ints) {
      return Arrays.stream(ints).asDoubleStream().toArray();
    }
    throw InvalidDataException.in(file, "'" + name + "' is not a matrix of numbers");
  }

  private Object decoded(String name, Dataset dataset) {
    return followed(file, "'%s' is truncated or damaged".formatted(name), dataset::getDataFlat);
  }

  private static byte[] bytes(Object data) {
    if (data instanceof byte[] bytes) {
      return bytes;
    }
    int[] wide = (int[]) data;
    byte[] out = new byte[wide.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (byte) wide[i];
    }
    return out;
  }

  private static <T> T followed(Path file, Supplier<T> reading) {
    return followed(file, "is truncated or no MATLAB file of level 7.3", reading);
  }

  /** Does what the library may end with many kinds of exception, and with a loop of addresses. */
  private static <T> T followed(Path file, String problem, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (RuntimeException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof InvalidDataException refused) {
          throw refused;
        }
      }
      throw InvalidDataException.in(file, problem + ": " + e.getMessage(), e);
    } catch (StackOverflowError e) {
      throw InvalidDataException.in(file, problem + ": its parts refer to each other in a ring", e);
    } catch (OutOfMemoryError e) {
      throw InvalidDataException.in(file, problem + ": it claims more than memory holds", e);
    }
  }
}
