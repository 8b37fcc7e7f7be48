package org.wingloss.data.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * TIFF: a decoder is shown the first directory's fields about pixels, each checked. Read are grey,
 * palette and RGB pictures of 1 to 16 bits in strips or tiles, plain or packed by LZW, Deflate or
 * PackBits.
 */
final class TiffParts {
  private static final int KIND = 254;
  private static final int PREVIEW = 1;
  private static final int WIDTH = 256;
  private static final int HEIGHT = 257;
  private static final int BITS = 258;
  private static final int COMPRESSION = 259;
  private static final int COLOURS = 262;
  private static final int FILL_ORDER = 266;
  private static final int STRIP_OFFSETS = 273;
  private static final int SAMPLES = 277;
  private static final int STRIP_ROWS = 278;
  private static final int STRIP_BYTES = 279;
  private static final int PLANES = 284;
  private static final int PREDICTOR = 317;
  private static final int PALETTE = 320;
  private static final int TILE_WIDTH = 322;
  private static final int TILE_HEIGHT = 323;
  private static final int TILE_OFFSETS = 324;
  private static final int TILE_BYTES = 325;
  private static final int EXTRA_SAMPLES = 338;
  private static final int SAMPLE_FORMAT = 339;

  /** The fields that a decoder needs, in the order in which they must be written. */
  private static final int[] KEPT = {
    WIDTH,
    HEIGHT,
    BITS,
    COMPRESSION,
    COLOURS,
    FILL_ORDER,
    STRIP_OFFSETS,
    SAMPLES,
    STRIP_ROWS,
    STRIP_BYTES,
    PLANES,
    PREDICTOR,
    PALETTE,
    TILE_WIDTH,
    TILE_HEIGHT,
    TILE_OFFSETS,
    TILE_BYTES,
    EXTRA_SAMPLES,
    SAMPLE_FORMAT
  };

  private static final List<Long> PACKINGS = List.of(1L, 5L, 8L, 32_773L, 32_946L);
  private static final List<Long> DEPTHS = List.of(1L, 2L, 4L, 8L, 16L);
  private static final long MOST_PIECES = 1 << 18;
  private static final int MOST_SAMPLES = 4;

  private final TiffDirectory directory;
  private final int fileLength;

  private TiffParts(TiffDirectory directory, int fileLength) {
    this.directory = directory;
    this.fileLength = fileLength;
  }

  static PictureContent find(byte[] file) throws IOException {
    TiffDirectory directory = TiffDirectory.of(ByteBuffer.wrap(file));
    if ((directory.value(KIND, 0) & PREVIEW) != 0) {
      throw new IOException(
          "it begins with a small preview, as a camera's raw picture does; convert it to JPEG first");
    }
    TiffParts parts = new TiffParts(directory, file.length);
    ImageSize size = new ImageSize(parts.side(WIDTH), parts.side(HEIGHT));
    long samples = parts.within(SAMPLES, 1, 1, MOST_SAMPLES);
    long bits = parts.depth();
    parts.checkColours(samples);
    parts.checkPieces(size, samples);
    ExifOrientation orientation =
        ExifOrientation.ofTag(directory.value(TiffDirectory.ORIENTATION, 1));
    // A strip may be the whole picture, and is unpacked before its samples are taken apart.
    double decoder = 2 * samples * Math.max(1, bits / 8.0);
    return new PictureContent("tiff", parts.written(file), size, decoder).with(orientation);
  }

  private int side(int tag) throws IOException {
    return (int) within(tag, 0, 1, ImageFiles.LARGEST_PICTURE);
  }

  private long within(int tag, long otherwise, long least, long most) throws IOException {
    long value = directory.value(tag, otherwise);
    if (value < least || value > most) {
      throw new IOException(
          "its field %d is %d, %d to %d is read".formatted(tag, value, least, most));
    }
    return value;
  }

  private long depth() throws IOException {
    long[] bits = directory.has(BITS) ? directory.values(BITS, MOST_SAMPLES) : new long[] {1};
    for (long one : bits) {
      if (one != bits[0] || !DEPTHS.contains(one)) {
        throw new IOException(
            "it has %s bits per sample, one of %s is read"
                .formatted(Arrays.toString(bits), DEPTHS));
      }
    }
    if (directory.has(SAMPLE_FORMAT)) {
      for (long format : directory.values(SAMPLE_FORMAT, MOST_SAMPLES)) {
        if (format != 1) {
          throw new IOException("its samples are no whole numbers without a sign");
        }
      }
    }
    return bits[0];
  }

  private void checkColours(long samples) throws IOException {
    within(COLOURS, -1, 0, 3);
    within(PLANES, 1, 1, 2);
    within(PREDICTOR, 1, 1, 2);
    within(FILL_ORDER, 1, 1, 2);
    if (directory.has(PALETTE)) {
      directory.values(PALETTE, 3 << 16);
    }
    if (directory.has(EXTRA_SAMPLES)) {
      directory.values(EXTRA_SAMPLES, samples);
    }
    long packing = directory.value(COMPRESSION, 1);
    if (!PACKINGS.contains(packing)) {
      throw new IOException(
          "its compression is %d, one of %s is read".formatted(packing, PACKINGS));
    }
  }

  /** Strips or tiles: as many as the picture has, all inside the file and hardly overlapping. */
  private void checkPieces(ImageSize size, long samples) throws IOException {
    boolean tiles = directory.has(TILE_WIDTH);
    long width = tiles ? side(TILE_WIDTH) : size.width();
    long height =
        tiles
            ? side(TILE_HEIGHT)
            : Math.min(size.height(), within(STRIP_ROWS, size.height(), 1, 0xFFFFFFFFL));
    long across = (size.width() + width - 1) / width;
    long down = (size.height() + height - 1) / height;
    if (across * width * down * height > 2L * ImageFiles.LARGEST_PICTURE) {
      throw new IOException("its tiles of %d x %d pixels are too large".formatted(width, height));
    }
    long expected = across * down * (directory.value(PLANES, 1) == 2 ? samples : 1);
    long[] offsets = directory.values(tiles ? TILE_OFFSETS : STRIP_OFFSETS, MOST_PIECES);
    long[] lengths = directory.values(tiles ? TILE_BYTES : STRIP_BYTES, MOST_PIECES);
    if (offsets.length != expected || lengths.length != expected) {
      throw new IOException(
          "it has %d offsets and %d lengths of %d strips or tiles"
              .formatted(offsets.length, lengths.length, expected));
    }
    for (int i = 0; i < offsets.length; i++) {
      if (offsets[i] + lengths[i] > fileLength) {
        throw new IOException("the file ends inside strip or tile " + (i + 1));
      }
    }
    if (Arrays.stream(lengths).sum() > fileLength) {
      throw new IOException("its strips or tiles overlap");
    }
  }

  /** The file with a directory behind it that has the fields kept, and no other. */
  private byte[] written(byte[] file) {
    int[] tags = Arrays.stream(KEPT).filter(directory::has).toArray();
    int at = file.length + (file.length & 1);
    ByteBuffer out = ByteBuffer.allocate(at + 2 + 12 * tags.length + 4).order(directory.order());
    out.put(file).putInt(4, at);
    out.position(at).putShort((short) tags.length);
    Arrays.stream(tags).forEach(tag -> out.put(directory.entry(tag)));
    return out.array();
  }
}
