package org.wingloss.data.format;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import org.wingloss.data.InvalidDataException;

/** One line of a file, in UTF-8 and without its line end. */
public final class LineBytes {
  private final Path file;
  private final byte[] bytes;
  private final int from;
  private final int to;
  private final LongSupplier number;

  /**
   * A line in an array, which is not copied.
   *
   * @param file for messages
   * @param bytes holds the line at {@code from} to {@code to} (exclusive)
   * @param number the line's number, counted from 1; asked for only when a message needs it
   */
  public LineBytes(Path file, byte[] bytes, int from, int to, LongSupplier number) {
    this.file = file;
    this.bytes = bytes;
    this.from = from;
    this.to = to;
    this.number = number;
  }

  JsonParser json() throws IOException {
    return FaceJson.MAPPER.createParser(bytes, from, to - from);
  }

  TextRow row() {
    return TextRow.commas(text(), file, number);
  }

  /** The text; an error if it is not UTF-8. */
  private String text() {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, from, to - from))
          .toString();
    } catch (CharacterCodingException e) {
      throw wrong("is not text (UTF-8)");
    }
  }

  InvalidDataException wrong(String problem) {
    return InvalidDataException.at(file, number.getAsLong(), problem);
  }
}
