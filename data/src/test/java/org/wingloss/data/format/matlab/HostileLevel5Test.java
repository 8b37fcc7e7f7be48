package org.wingloss.data.format.matlab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wingloss.data.InvalidDataException;

/** MATLAB files of level 5 whose packed variables hold far more than the file. */
class HostileLevel5Test {
  private static final int CELL = 1;
  private static final int SPARSE = 5;
  private static final int DOUBLE = 6;
  private static final int COMPRESSED = 15;
  private static final long MOST_TAKEN = 512L << 20;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "data, 441000, 38",
    "data, 67108864, 1",
    "data, 2147483647, 1",
    "data, 4000000, 1",
    "nameList, 4000000, 1",
  })
  void read_packedZeros_isRefusedWithoutTakingMemory(String name, int rows, int columns)
      throws IOException {
    Path file = folder.resolve("bomb.mat");
    try (OutputStream out = Files.newOutputStream(file)) {
      write(out, name.equals("data") ? DOUBLE : CELL, name, rows, columns, 40_000_000);
    }
    assertTrue(Files.size(file) < 10_000_000, "a small file");
    long taken =
        taken(
            () -> {
              var e =
                  assertThrows(
                      InvalidDataException.class,
                      () -> Mat5Variables.read(file, Set.of("data", "nameList")).vector(name));
              assertTrue(e.getMessage().startsWith(file + ": "), e.getMessage());
              assertEquals(1, e.getMessage().lines().count(), e.getMessage());
            });
    assertTrue(taken < MOST_TAKEN, taken + " bytes");
  }

  /** As ints 113,025,456 and 38 multiply to 32. */
  @ParameterizedTest
  @CsvSource({"113025456, 256", "-1, 0", "0, 0"})
  void read_sidesThatDoNotMultiplyToWhatIsThere_areRefused(int rows, int bytes) throws IOException {
    Path file = folder.resolve("sides.mat");
    try (OutputStream out = Files.newOutputStream(file)) {
      write(out, DOUBLE, "data", rows, 38, bytes);
    }
    refused(file);
  }

  @Test
  void read_sparseMatrix_isRefused() throws IOException {
    Path file = folder.resolve("sparse.mat");
    ByteBuffer matrix = ByteBuffer.allocate(256).order(ByteOrder.LITTLE_ENDIAN);
    matrix.putInt(14).putInt(248);
    matrix.putInt(6).putInt(8).putInt(SPARSE).putInt(1);
    matrix.putInt(5).putInt(8).putInt(-1).putInt(38);
    matrix.putInt(1).putInt(4).put("data".getBytes(StandardCharsets.US_ASCII)).putInt(0);
    matrix.putInt(5).putInt(4).putLong(0);
    matrix.putInt(5).putInt(4 * 39).position(matrix.position() + 160);
    matrix.putInt(9).putInt(8).putDouble(0);
    try (OutputStream out = Files.newOutputStream(file)) {
      head(out);
      out.write(matrix.array());
    }
    refused(file);
  }

  private static void refused(Path file) {
    var e =
        assertThrows(
            InvalidDataException.class,
            () -> Mat5Variables.read(file, Set.of("data")).matrix("data", 38));
    assertEquals(
        file + ": has no variable 'data', or one that is empty, sparse or far too large",
        e.getMessage());
  }

  /** 64 MiB of what nobody asked for, before what is asked for. */
  @Test
  void read_variablesThatAreNotNeeded_arePassedOver() throws IOException {
    Path file = folder.resolve("more.mat");
    try (OutputStream out = Files.newOutputStream(file)) {
      write(out, DOUBLE, "other", 1 << 23, 1, 1 << 26);
    }
    try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.APPEND)) {
      append(out, DOUBLE, "ra", 1, 3, 24);
    }
    long taken =
        taken(() -> assertEquals(3, Mat5Variables.read(file, Set.of("ra")).vector("ra").length));
    assertTrue(taken < MOST_TAKEN, taken + " bytes");
  }

  /** What the calling thread allocates; other threads take nothing here. */
  private static long taken(Runnable reading) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          long before = threads.getCurrentThreadAllocatedBytes();
          reading.run();
          return threads.getCurrentThreadAllocatedBytes() - before;
        });
  }

  private static void write(
      OutputStream out, int kind, String name, int rows, int columns, int zeros)
      throws IOException {
    head(out);
    append(out, kind, name, rows, columns, zeros);
  }

  private static void head(OutputStream out) throws IOException {
    ByteBuffer head = ByteBuffer.allocate(128).order(ByteOrder.LITTLE_ENDIAN);
    head.put("%-124s".formatted("MATLAB 5.0 MAT-file").getBytes(StandardCharsets.US_ASCII));
    out.write(head.put(new byte[] {0, 1, 'I', 'M'}).array());
  }

  /** A packed array of zeros: numbers, or elements of a cell array without a type. */
  private static void append(
      OutputStream out, int kind, String name, int rows, int columns, int zeros)
      throws IOException {
    byte[] label = name.getBytes(StandardCharsets.US_ASCII);
    int padded = (label.length + 7) / 8 * 8;
    ByteBuffer head = ByteBuffer.allocate(8 + 16 + 16 + 8 + padded + 8);
    head.order(ByteOrder.LITTLE_ENDIAN).putInt(14).putInt(head.capacity() - 8 + zeros);
    head.putInt(6).putInt(8).putInt(kind).putInt(0);
    head.putInt(5).putInt(8).putInt(rows).putInt(columns);
    head.putInt(1).putInt(label.length).put(label).position(48 + padded);
    head.putInt(kind == CELL ? 14 : 9).putInt(zeros);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream deflater =
        new DeflaterOutputStream(packed, new Deflater(Deflater.BEST_SPEED))) {
      deflater.write(head.array());
      byte[] some = new byte[1 << 16];
      for (int left = zeros; left > 0; left -= some.length) {
        deflater.write(some, 0, Math.min(left, some.length));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ByteBuffer tag = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    out.write(tag.putInt(COMPRESSED).putInt(packed.size()).array());
    packed.writeTo(out);
  }
}
