package org.wingloss.data.format.matlab;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes MATLAB files of level 7.3 (HDF5 behind a 512-byte header) with the little that COFW needs:
 * arrays of uint8, double and object references, and groups. No library for the JVM writes object
 * references; the bytes follow the HDF5 File Format Specification 3.0: superblock version 0
 * (section II.A), object headers version 1 (IV.A.1.a), compact groups of link messages (IV.A.2.g).
 * Data go out as they come; addresses count from the end of the user block.
 */
public final class HdfWriter implements AutoCloseable {
  private static final int USER_BLOCK = 512;
  private static final int SUPERBLOCK = 96;
  private static final long UNDEFINED = -1;

  private final FileChannel out;
  private long end = SUPERBLOCK;

  public HdfWriter(Path file) throws IOException {
    out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  /** An uint8 array; dimensions slowest first. Returns its address. */
  public long bytes(byte[] data, int... dimensions) throws IOException {
    return dataset(ByteBuffer.wrap(data), unsignedByte(), "uint8", dimensions);
  }

  /** A double array. */
  public long doubles(double[] data, int... dimensions) throws IOException {
    ByteBuffer raw = ByteBuffer.allocate(8 * data.length).order(ByteOrder.LITTLE_ENDIAN);
    raw.asDoubleBuffer().put(data);
    return dataset(raw, ieee64(), "double", dimensions);
  }

  /** A cell array: the addresses of its elements. */
  public long cells(long[] addresses, int... dimensions) throws IOException {
    ByteBuffer raw = ByteBuffer.allocate(8 * addresses.length).order(ByteOrder.LITTLE_ENDIAN);
    raw.asLongBuffer().put(addresses);
    return dataset(raw, reference(), "cell", dimensions);
  }

  /** A group that gives names to addresses. */
  public long group(Map<String, Long> children) throws IOException {
    Messages messages = new Messages();
    messages.add(0x0002, buffer(18).putShort((short) 0).putLong(UNDEFINED).putLong(UNDEFINED));
    messages.add(0x000A, buffer(2));
    for (Map.Entry<String, Long> child : children.entrySet()) {
      byte[] name = child.getKey().getBytes(StandardCharsets.US_ASCII);
      messages.add(
          0x0006,
          buffer(11 + name.length)
              .put((byte) 1)
              .put((byte) 0)
              .put((byte) name.length)
              .put(name)
              .putLong(child.getValue()));
    }
    return append(messages.header());
  }

  /** Writes the root group and the headers that make the file whole. */
  public void finish(Map<String, Long> root) throws IOException {
    long rootAddress = group(new LinkedHashMap<>(root));
    ByteBuffer superblock =
        buffer(SUPERBLOCK)
            .put(new byte[] {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1A, '\n'})
            .put(new byte[] {0, 0, 0, 0, 0, 8, 8, 0})
            .putShort((short) 4)
            .putShort((short) 16)
            .putInt(0)
            .putLong(USER_BLOCK)
            .putLong(UNDEFINED)
            .putLong(USER_BLOCK + end)
            .putLong(UNDEFINED)
            .putLong(0)
            .putLong(rootAddress);
    write(superblock.rewind(), 0);
    byte[] text = "MATLAB 7.3 MAT-file, HDF5 schema 1.00 .".getBytes(StandardCharsets.US_ASCII);
    ByteBuffer header = buffer(USER_BLOCK);
    header.put(text);
    while (header.position() < 116) {
      header.put((byte) ' ');
    }
    header.putLong(0).putShort((short) 0x0200).put((byte) 'I').put((byte) 'M');
    write(header.rewind(), -USER_BLOCK);
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  private long dataset(ByteBuffer data, ByteBuffer type, String matlab, int... dimensions)
      throws IOException {
    int size = data.remaining();
    long address = append(data);
    Messages messages = new Messages();
    ByteBuffer space =
        buffer(8 + 8 * dimensions.length).put((byte) 1).put((byte) dimensions.length);
    space.position(8);
    for (int dimension : dimensions) {
      space.putLong(dimension);
    }
    messages.add(0x0001, space);
    messages.add(0x0003, type);
    messages.add(0x0005, buffer(4).put(new byte[] {2, 1, 0, 0}));
    messages.add(0x0008, buffer(18).put((byte) 3).put((byte) 1).putLong(address).putLong(size));
    messages.add(0x000C, attribute("MATLAB_class", matlab));
    return append(messages.header());
  }

  /** A scalar text attribute; each of its parts is padded to 8 bytes. */
  private static ByteBuffer attribute(String name, String value) {
    byte[] text = value.getBytes(StandardCharsets.US_ASCII);
    return buffer(8 + 16 + 8 + 8 + text.length)
        .put((byte) 1)
        .put((byte) 0)
        .putShort((short) (name.length() + 1))
        .putShort((short) 8)
        .putShort((short) 8)
        .put(java.util.Arrays.copyOf(name.getBytes(StandardCharsets.US_ASCII), 16))
        .put(new byte[] {0x13, 0, 0, 0})
        .putInt(text.length)
        .put(new byte[] {1, 0, 0, 0, 0, 0, 0, 0})
        .put(text);
  }

  private static ByteBuffer unsignedByte() {
    return buffer(12)
        .put(new byte[] {0x10, 0, 0, 0})
        .putInt(1)
        .putShort((short) 0)
        .putShort((short) 8);
  }

  private static ByteBuffer ieee64() {
    return buffer(20)
        .put(new byte[] {0x11, 0x20, 0x3F, 0})
        .putInt(8)
        .putShort((short) 0)
        .putShort((short) 64)
        .put(new byte[] {52, 11, 0, 52})
        .putInt(1023);
  }

  private static ByteBuffer reference() {
    return buffer(8).put(new byte[] {0x17, 0, 0, 0}).putInt(8);
  }

  private long append(ByteBuffer data) throws IOException {
    long address = end;
    int size = data.remaining();
    write(data, address);
    end = address + (size + 7L) / 8 * 8;
    // The file must reach its stated end even when the last part is padding.
    write(buffer((int) (end - address - size)), address + size);
    return address;
  }

  private void write(ByteBuffer data, long address) throws IOException {
    long position = USER_BLOCK + address;
    while (data.hasRemaining()) {
      position += out.write(data, position);
    }
  }

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The messages of one object. */
  private static final class Messages {
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private int count;

    void add(int type, ByteBuffer data) {
      int padded = (data.capacity() + 7) / 8 * 8;
      byte[] message = new byte[8 + padded];
      ByteBuffer.wrap(message)
          .order(ByteOrder.LITTLE_ENDIAN)
          .putShort((short) type)
          .putShort((short) padded)
          .putInt(0)
          .put(data.rewind());
      body.writeBytes(message);
      count++;
    }

    ByteBuffer header() {
      return buffer(16 + body.size())
          .put((byte) 1)
          .put((byte) 0)
          .putShort((short) count)
          .putInt(1)
          .putInt(body.size())
          .putInt(0)
          .put(body.toByteArray())
          .rewind();
    }
  }
}
