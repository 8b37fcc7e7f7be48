package org.wingloss.data.format.matlab;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.wingloss.data.InvalidDataException;

/**
 * A file, read only, that is not read much more often than once. The objects of an HDF5 file name
 * each other's addresses; in a damaged or hostile one they form rings, or the same branch hangs
 * below a tree a million times, and the library that follows them does not notice.
 */
final class MeasuredChannel extends FileChannel {
  private static final int READS_OF_A_BYTE = 16;
  private static final int BYTES_OF_A_READ = 128;
  private static final long OF_ANY_FILE = 1 << 20;

  private final Path file;
  private final FileChannel channel;
  private final AtomicLong left;

  MeasuredChannel(Path file) throws IOException {
    this.file = file;
    this.left = new AtomicLong(OF_ANY_FILE + READS_OF_A_BYTE * Files.size(file));
    this.channel = FileChannel.open(file);
  }

  @Override
  public int read(ByteBuffer to, long position) throws IOException {
    if (left.addAndGet(-Math.max(BYTES_OF_A_READ, to.remaining())) < 0) {
      throw InvalidDataException.in(
          file, "is damaged: its parts refer to each other in a ring, or far more than once");
    }
    int count = position < 0 ? -1 : channel.read(to, position);
    if (count < 0) {
      throw new EOFException("there is no byte %d".formatted(position));
    }
    return count;
  }

  @Override
  public int read(ByteBuffer to) throws IOException {
    int count = read(to, channel.position());
    channel.position(channel.position() + count);
    return count;
  }

  @Override
  public long position() throws IOException {
    return channel.position();
  }

  @Override
  public FileChannel position(long position) throws IOException {
    channel.position(position);
    return this;
  }

  @Override
  public long size() throws IOException {
    return channel.size();
  }

  @Override
  protected void implCloseChannel() throws IOException {
    channel.close();
  }

  /** Bytes in a map are not counted; the library reads where it cannot map. */
  @Override
  public MappedByteBuffer map(MapMode mode, long position, long size) {
    throw new UnsupportedOperationException("not mapped");
  }

  @Override
  public long read(ByteBuffer[] to, int offset, int length) {
    throw new UnsupportedOperationException("not needed");
  }

  @Override
  public int write(ByteBuffer from) {
    throw new UnsupportedOperationException("read only");
  }

  @Override
  public long write(ByteBuffer[] from, int offset, int length) {
    throw new UnsupportedOperationException("read only");
  }

  @Override
  public int write(ByteBuffer from, long position) {
    throw new UnsupportedOperationException("read only");
  }

  @Override
  public FileChannel truncate(long size) {
    throw new UnsupportedOperationException("read only");
  }

  @Override
  public void force(boolean metaData) {
    throw new UnsupportedOperationException("read only");
  }

  @Override
  public long transferTo(long position, long count, WritableByteChannel target) {
    throw new UnsupportedOperationException("not needed");
  }

  @Override
  public long transferFrom(ReadableByteChannel source, long position, long count) {
    throw new UnsupportedOperationException("read only");
  }

  @Override
  public FileLock lock(long position, long size, boolean shared) {
    throw new UnsupportedOperationException("not needed");
  }

  @Override
  public FileLock tryLock(long position, long size, boolean shared) {
    throw new UnsupportedOperationException("not needed");
  }
}
