package org.wingloss.data.image;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * The first directory of a TIFF structure, which EXIF has too. Its fields are found without looking
 * at what they hold, and no other directory is followed.
 */
final class TiffDirectory {
  /** How the picture is to be rotated. */
  static final int ORIENTATION = 274;

  /** What stands before an EXIF block in JPEG files, and in the WebP files of some programs. */
  static final byte[] EXIF_NAME = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);

  private static final int MOST_FIELDS = 4096;
  private static final long LONG = 0xFFFFFFFFL;
  private static final int[] TYPE_BYTES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4};

  private final ByteBuffer data;
  private final Map<Integer, Field> fields = new TreeMap<>();

  private TiffDirectory(ByteBuffer data) {
    this.data = data;
  }

  /**
   * Finds the fields.
   *
   * @param bytes from the mark of the byte order on
   * @throws IOException if there is no directory; buffer exceptions if it ends too early
   */
  static TiffDirectory of(ByteBuffer bytes) throws IOException {
    ByteBuffer data = bytes.slice();
    int order = data.getShort(0);
    data.order(order == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    if ((order != 0x4949 && order != 0x4D4D) || data.getShort(2) != 42) {
      throw new IOException("there is no TIFF header");
    }
    TiffDirectory directory = new TiffDirectory(data);
    data.position(data.getInt(4));
    int count = Short.toUnsignedInt(data.getShort());
    if (count > MOST_FIELDS) {
      throw new IOException("its directory has " + count + " fields");
    }
    for (int i = 0; i < count; i++) {
      int at = data.position();
      data.position(at + 12);
      Field field =
          new Field(at, Short.toUnsignedInt(data.getShort(at + 2)), data.getInt(at + 4) & LONG);
      directory.fields.putIfAbsent(Short.toUnsignedInt(data.getShort(at)), field);
    }
    return directory;
  }

  /** A field's place, its type and how many values it has. */
  private record Field(int at, int type, long count) {
    int width() {
      return type < TYPE_BYTES.length ? TYPE_BYTES[type] : 0;
    }
  }

  ByteOrder order() {
    return data.order();
  }

  boolean has(int tag) {
    return fields.containsKey(tag);
  }

  /** The twelve bytes of a field as they are. */
  ByteBuffer entry(int tag) {
    return data.slice(fields.get(tag).at, 12);
  }

  /** The one value of a field, 0 to 2³² − 1; the default where there is no such field. */
  long value(int tag, long otherwise) throws IOException {
    if (!has(tag)) {
      return otherwise;
    }
    long[] values = values(tag, 1);
    if (values.length != 1) {
      throw new IOException("its field " + tag + " has " + values.length + " values, not 1");
    }
    return values[0];
  }

  /**
   * The values of a field of bytes or whole numbers without a sign.
   *
   * @param most values it may have
   */
  long[] values(int tag, long most) throws IOException {
    Field field = fields.get(tag);
    if (field == null) {
      throw new IOException("it lacks the field " + tag);
    }
    if ((field.type != 1 && field.type != 3 && field.type != 4) || field.count > most) {
      throw new IOException(
          "its field %d has %d values of type %d".formatted(tag, field.count, field.type));
    }
    int width = field.width();
    int at = field.count * width <= 4 ? field.at + 8 : data.getInt(field.at + 8);
    long[] values = new long[(int) field.count];
    for (int i = 0; i < values.length; i++) {
      int place = at + i * width;
      values[i] =
          switch (width) {
            case 1 -> Byte.toUnsignedLong(data.get(place));
            case 2 -> Short.toUnsignedLong(data.getShort(place));
            default -> data.getInt(place) & LONG;
          };
    }
    return values;
  }

  /**
   * The orientation that an EXIF block states; UPRIGHT where it is unreadable or states none.
   *
   * @param exif with its name or without
   */
  static ExifOrientation orientation(ByteBuffer exif) {
    try {
      boolean named = JpegParts.startsWith(EXIF_NAME, exif);
      ByteBuffer tiff = exif.slice().position(named ? EXIF_NAME.length : 0);
      return ExifOrientation.ofTag(of(tiff).value(ORIENTATION, 1));
    } catch (IOException
        | BufferUnderflowException
        | IndexOutOfBoundsException
        | IllegalArgumentException e) {
      return ExifOrientation.UPRIGHT;
    }
  }
}
