package org.wingloss.data.format.matlab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wingloss.data.InvalidDataException;

/** MATLAB files made to end the program that reads them. */
class HostileMatlabTest {
  private static final int ROWS = 4;
  private static final int COLUMNS = 6;
  private static final int GZIP = 1;
  private static final int LZ4 = 32004;

  @TempDir Path folder;

  /** The shape of the bytes that follow is right: with gzip the same file is read. */
  @Test
  void matrix_packedWithGzip_isRead() throws IOException {
    Path file = packed(GZIP, deflated(doubles()));
    try (Mat73Variables variables = Mat73Variables.open(file)) {
      double[][] matrix = variables.matrix("phisT", ROWS);
      assertEquals(COLUMNS, matrix.length);
      assertArrayEquals(new double[] {1, 7, 13, 19}, matrix[1]);
    }
  }

  /** The library's dimensions are long; one of 2^40 ended in an ArithmeticException. */
  @Test
  void matrix_dimensionBeyondAnInt_isRefused() throws IOException {
    Path file = packed(GZIP, deflated(doubles()));
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = 0; at + 8 <= bytes.capacity(); at++) {
      if (bytes.getLong(at) == COLUMNS) {
        bytes.putLong(at, 1L << 40);
      }
    }
    Files.write(file, bytes.array());
    refused("integer overflow", () -> Mat73Variables.open(file).matrix("phisT", ROWS));
  }

  /** The unsafe decoder of lz4-java read past its input, CVE-2025-12183. */
  @ParameterizedTest
  @ValueSource(ints = {LZ4, 32008, 32001, 305})
  void matrix_packedWithAnotherFilter_isRefusedByItsNumber(int filter) throws IOException {
    byte[] literals = doubles();
    ByteBuffer block = ByteBuffer.allocate(2 + literals.length);
    block.put((byte) 0xF0).put((byte) (literals.length - 15)).put(literals);
    ByteBuffer chunk = ByteBuffer.allocate(16 + block.capacity());
    chunk.putLong(literals.length).putInt(literals.length).putInt(block.capacity());
    Path file = packed(filter, chunk.put(block.array()).array());
    refused("filter", () -> Mat73Variables.open(file).matrix("phisT", ROWS));
    if (filter == LZ4) {
      refused(
          "'phisT' is packed with the HDF5 filter 32004 (lz4), which is not read; write it with gzip",
          () -> Mat73Variables.open(file).matrix("phisT", ROWS));
    }
  }

  @Test
  void lz4_isNotOnTheClassPath() {
    assertThrows(
        ClassNotFoundException.class, () -> Class.forName("net.jpountz.lz4.LZ4FastDecompressor"));
  }

  @Test
  void matrix_treeOfChunksThatHoldsItself_isRefused() throws IOException {
    Path file = folder.resolve("ring.mat");
    try (HdfWriter writer = new HdfWriter(file)) {
      long before = raw(writer, new byte[8]);
      long last = raw(writer, new byte[8]);
      // Parts of one size lie equally far apart.
      long next = last + (last - before);
      byte[] tree = bytes(tree(1, next, 1));
      long address = raw(writer, tree);
      assertEquals(next, address, "the tree must lie where its child is");
      writer.finish(Map.of("phisT", raw(writer, dataset(address, GZIP))));
    }
    refused("refer to each other in a ring", () -> Mat73Variables.open(file).matrix("phisT", ROWS));
  }

  /** 64 MiB in a chunk that should hold 192 bytes; with 2 GiB it took 5 GiB of memory. */
  @Test
  void matrix_chunkThatInflatesToFarMoreThanItsSize_isRefused() throws IOException {
    Path file = packed(GZIP, deflated(new byte[64 << 20]));
    refused(
        "'phisT' has a chunk that holds more than its 192 bytes",
        () -> Mat73Variables.open(file).matrix("phisT", ROWS));
  }

  /** Every node of the tree has the next one as its child twice: 2^40 chunks. */
  @Test
  void matrix_treeOfChunksWithOneBranchManyTimes_isRefused() throws IOException {
    Path file = folder.resolve("branches.mat");
    try (HdfWriter writer = new HdfWriter(file)) {
      long node = raw(writer, bytes(tree(0, raw(writer, doubles()), 8 * ROWS * COLUMNS)));
      for (int level = 1; level <= 40; level++) {
        node = raw(writer, bytes(twice(level, node)));
      }
      writer.finish(Map.of("phisT", raw(writer, dataset(node, GZIP))));
    }
    soon(() -> refused("far more than once", () -> Mat73Variables.open(file).matrix("phisT", 4)));
  }

  @Test
  void read_cellsNestedDeeply_areRefused() throws IOException {
    Path file = folder.resolve("nested.mat");
    Deque<byte[]> heads = new ArrayDeque<>();
    byte[] inner = matrix(6, "", element(9, new byte[8]));
    long size = inner.length;
    for (int depth = 20_000; depth > 0; depth--) {
      byte[] body = matrixHead(1, depth == 1 ? "nameList" : "");
      heads.push(join(bytes(little(8).putInt(14).putInt((int) (body.length + size))), body));
      size += 8 + body.length;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes("MATLAB 5.0 MAT-file".getBytes(StandardCharsets.US_ASCII));
    while (out.size() < 124) {
      out.write(' ');
    }
    out.writeBytes(new byte[] {0, 1, 'I', 'M'});
    heads.forEach(out::writeBytes);
    out.writeBytes(inner);
    Files.write(file, out.toByteArray());
    refused("nested too deeply", () -> Mat5Variables.read(file, Set.of("nameList")));
  }

  private static void refused(String message, Executable action) {
    var thrown = assertThrows(InvalidDataException.class, action);
    assertTrue(thrown.getMessage().contains(message), thrown.getMessage());
    assertEquals(1, thrown.getMessage().lines().count(), thrown.getMessage());
  }

  private static void soon(Executable action) {
    assertTimeoutPreemptively(Duration.ofSeconds(20), action);
  }

  private static byte[] deflated(byte[] bytes) {
    byte[] chunk = new byte[1000 + bytes.length / 500];
    Deflater deflater = new Deflater();
    deflater.setInput(bytes);
    deflater.finish();
    return Arrays.copyOf(chunk, deflater.deflate(chunk));
  }

  private static byte[] doubles() {
    ByteBuffer values = little(8 * ROWS * COLUMNS);
    for (int i = 0; i < ROWS * COLUMNS; i++) {
      values.putDouble(i);
    }
    return bytes(values);
  }

  /** A matrix of one chunk that went through a filter. */
  private Path packed(int filter, byte[] chunk) throws IOException {
    Path file = folder.resolve("packed.mat");
    try (HdfWriter writer = new HdfWriter(file)) {
      long data = raw(writer, chunk);
      long tree = raw(writer, bytes(tree(0, data, chunk.length)));
      writer.finish(Map.of("phisT", raw(writer, dataset(tree, filter))));
    }
    return file;
  }

  /** Puts bytes into the file as they are; a data set's numbers lie before its header. */
  private static long raw(HdfWriter writer, byte[] bytes) throws IOException {
    return writer.bytes(bytes, bytes.length) - (bytes.length + 7L) / 8 * 8;
  }

  /** A version 1 B-tree node of chunks with one entry (HDF5 File Format 3.0, III.A.1). */
  private static ByteBuffer tree(int level, long child, int size) {
    ByteBuffer node = little(24 + 8 + 3 * 8 + 8 + 8 + 3 * 8);
    node.put("TREE".getBytes(StandardCharsets.US_ASCII)).put((byte) 1).put((byte) level);
    node.putShort((short) 1).putLong(-1).putLong(-1);
    node.putInt(size).putInt(0).putLong(0).putLong(0).putLong(0).putLong(child);
    return node.putInt(0).putInt(0).putLong(ROWS).putLong(COLUMNS).putLong(0);
  }

  /** The same with two entries that have one child. */
  private static ByteBuffer twice(int level, long child) {
    ByteBuffer node = little(24 + 3 * (8 + 3 * 8) + 2 * 8);
    node.put("TREE".getBytes(StandardCharsets.US_ASCII)).put((byte) 1).put((byte) level);
    node.putShort((short) 2).putLong(-1).putLong(-1);
    for (int i = 0; i < 2; i++) {
      node.putInt(1).putInt(0).putLong(0).putLong(0).putLong(0).putLong(child);
    }
    return node.putInt(0).putInt(0).putLong(ROWS).putLong(COLUMNS).putLong(0);
  }

  /** The object header of a chunked and filtered matrix of doubles. */
  private static byte[] dataset(long tree, int filter) {
    ByteBuffer space = little(24).put((byte) 1).put((byte) 2);
    space.position(8);
    space.putLong(ROWS).putLong(COLUMNS);
    ByteBuffer type =
        little(24)
            .put(new byte[] {0x11, 0x20, 0x3F, 0})
            .putInt(8)
            .putShort((short) 0)
            .putShort((short) 64)
            .put(new byte[] {52, 11, 0, 52})
            .putInt(1023);
    ByteBuffer fill = little(8).put(new byte[] {2, 1, 0, 0});
    ByteBuffer layout = little(24).put((byte) 3).put((byte) 2).put((byte) 3).putLong(tree);
    layout.putInt(ROWS).putInt(COLUMNS).putInt(8);
    ByteBuffer filters = little(16).put((byte) 1).put((byte) 1);
    filters.position(8);
    filters.putShort((short) filter).putShort((short) 0).putShort((short) 1).putShort((short) 0);
    byte[] messages =
        join(
            message(0x0001, space),
            message(0x0003, type),
            message(0x0005, fill),
            message(0x0008, layout),
            message(0x000B, filters));
    ByteBuffer head = little(16).put((byte) 1).put((byte) 0).putShort((short) 5).putInt(1);
    return join(bytes(head.putInt(messages.length)), messages);
  }

  private static byte[] message(int type, ByteBuffer content) {
    ByteBuffer head = little(8).putShort((short) type).putShort((short) content.capacity());
    return join(bytes(head), bytes(content));
  }

  private static byte[] matrix(int kind, String name, byte[] content) {
    byte[] body = join(matrixHead(kind, name), content);
    return join(bytes(little(8).putInt(14).putInt(body.length)), body);
  }

  /** Flags, dimensions 1 x 1 and name of a level 5 array. */
  private static byte[] matrixHead(int kind, String name) {
    return join(
        element(6, bytes(little(8).putInt(kind))),
        element(5, bytes(little(8).putInt(1).putInt(1))),
        element(1, name.getBytes(StandardCharsets.US_ASCII)));
  }

  private static byte[] element(int type, byte[] content) {
    int padded = (content.length + 7) / 8 * 8;
    return bytes(little(8 + padded).putInt(type).putInt(content.length).put(content));
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.capacity()];
    buffer.rewind().get(bytes);
    return bytes;
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
