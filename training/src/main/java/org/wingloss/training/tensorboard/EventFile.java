package org.wingloss.training.tensorboard;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Map;
import java.util.zip.CRC32C;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.image.RgbImage;
import org.wingloss.model.onnx.protobuf.ProtobufMessage;

/**
 * A TensorBoard event file of scalars and pictures: TFRecord frames, each a length, the masked
 * CRC-32C of its bytes, the event, and the event's masked CRC-32C. A run that resumes begins
 * another file in the same folder. The start of a session at the head of each file tells
 * TensorBoard to forget that step and later ones of the files before; the first start of a run
 * tells it nothing.
 */
public final class EventFile implements AutoCloseable {
  private static final int MASK = 0xA282EAD8;

  /** TensorBoard's number of a colour space. */
  private static final int RGB = 3;

  private final Path file;
  private final FileChannel channel;
  private final Clock clock;

  /**
   * Begins a file in a folder.
   *
   * @param firstStep the steps done before the first event
   * @throws InvalidDataException if it cannot be written
   */
  public EventFile(Path folder, long firstStep, Clock clock) {
    this.clock = clock;
    this.file = fresh(folder, clock.millis() / 1000);
    try {
      Files.createDirectories(folder);
      channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw InvalidDataException.in(file, "cannot be written: " + e.getMessage(), e);
    }
    try {
      write(event().text(3, "brain.Event:2"));
      // session_log { status: START }
      write(event().whole(2, firstStep + 1).message(7, new ProtobufMessage().whole(1, 1)));
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  /** The usual name; a number keeps apart two that begin in one second. */
  private static Path fresh(Path folder, long seconds) {
    for (int i = 0; ; i++) {
      Path file = folder.resolve("events.out.tfevents.%d.wingloss.%d".formatted(seconds, i));
      if (!Files.exists(file)) {
        return file;
      }
    }
  }

  private ProtobufMessage event() {
    return new ProtobufMessage().real(1, clock.millis() / 1000.0);
  }

  /** Adds the values of one step, tag → value. */
  public void add(long step, Map<String, Double> values) {
    ProtobufMessage summary = new ProtobufMessage();
    values.forEach(
        (tag, value) ->
            summary.message(1, new ProtobufMessage().text(1, tag).oneOf(2, value.floatValue())));
    write(event().whole(2, step).message(5, summary));
  }

  /** Adds a picture of one step. */
  public void add(long step, String tag, RgbImage picture) {
    ProtobufMessage image =
        new ProtobufMessage()
            .whole(1, picture.height())
            .whole(2, picture.width())
            .whole(3, RGB)
            .bytes(4, ImageFiles.png(picture));
    ProtobufMessage value = new ProtobufMessage().text(1, tag).message(4, image);
    write(event().whole(2, step).message(5, new ProtobufMessage().message(1, value)));
  }

  private void write(ProtobufMessage event) {
    byte[] data = event.toBytes();
    ByteBuffer frame = ByteBuffer.allocate(16 + data.length).order(ByteOrder.LITTLE_ENDIAN);
    frame.putLong(data.length);
    frame.putInt(masked(frame.array(), 0, 8));
    frame.put(data);
    frame.putInt(masked(data, 0, data.length));
    frame.flip();
    try {
      while (frame.hasRemaining()) {
        channel.write(frame);
      }
    } catch (IOException e) {
      throw InvalidDataException.in(file, "cannot be written: " + e.getMessage(), e);
    }
  }

  /** The checksum as TFRecord stores it: rotated and shifted, since it covers checksums itself. */
  static int masked(byte[] bytes, int offset, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, offset, length);
    return Integer.rotateRight((int) crc.getValue(), 15) + MASK;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw InvalidDataException.in(file, "cannot be written: " + e.getMessage(), e);
    }
  }
}
