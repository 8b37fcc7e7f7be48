package org.wingloss.data.crop;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.IntConsumer;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.io.AtomicFile;
import org.wingloss.data.io.Sha256;

/**
 * The patches of a store in one memory-mapped file, which a later process uses again.
 *
 * <p>The file is called after the content key of what it was made from and holds: the eight bytes
 * {@code WLCROPS1}, the key (32 bytes), the patches one after the other, and the CRC-32C of each (4
 * bytes, big-endian). A file that is too short, belongs to another key or has a patch that does not
 * fit its checksum is made anew.
 */
final class CropFile implements CropStore.Patches {
  private static final Logger LOG = LoggerFactory.getLogger(CropFile.class);
  private static final long MAGIC = 0x574C43524F505331L;
  private static final int HEADER = 40;

  /** One mapping holds at most 2 GiB. */
  private static final int LARGEST_MAPPING = 1 << 30;

  private final int patchBytes;
  private final int patchesPerMapping;
  private final List<MappedByteBuffer> mappings;

  private CropFile(int patchBytes, List<MappedByteBuffer> mappings) {
    this.patchBytes = patchBytes;
    this.patchesPerMapping = LARGEST_MAPPING / patchBytes;
    this.mappings = mappings;
  }

  /** The patches from the folder's file for this content, which is made if there is none. */
  static CropFile open(Path folder, CropMaker maker, int threads, IntConsumer progress) {
    byte[] key = key(maker, threads);
    Path file = folder.resolve("crops-" + HexFormat.of().formatHex(key, 0, 8) + ".bin");
    try {
      Files.createDirectories(folder);
      if (isIntact(file, key, maker, threads)) {
        LOG.debug("using the crops of {}", file);
        progress.accept(maker.count());
      } else {
        if (Files.exists(file)) {
          LOG.warn("{} is damaged and is made anew", file);
        }
        make(file, key, maker, threads, progress);
      }
      return map(file, maker);
    } catch (IOException | UncheckedIOException e) {
      throw InvalidDataException.in(file, "cannot keep crops: " + e.getMessage(), e);
    }
  }

  /**
   * The SHA-256 of everything that decides the patches: the bytes of every picture, the maps, the
   * size of the patches. Equal keys mean equal patches, whatever a file's name or date.
   */
  private static byte[] key(CropMaker maker, int threads) {
    List<Callable<byte[]>> tasks = new ArrayList<>();
    for (Path picture : maker.facesOfPicture().keySet()) {
      tasks.add(() -> digest(picture));
    }
    List<byte[]> pictures = CropMaker.runAll(tasks, threads);
    Sha256 key = new Sha256();
    key.add(ByteBuffer.allocate(8).putInt(maker.size().side()).putInt(maker.count()).flip());
    int next = 0;
    for (List<Integer> faces : maker.facesOfPicture().values()) {
      key.add(ByteBuffer.wrap(pictures.get(next++)));
      for (int i : faces) {
        AffineMap map = maker.storeFromImage().get(i);
        ByteBuffer numbers = ByteBuffer.allocate(52).putInt(i);
        numbers.putDouble(map.xx()).putDouble(map.xy()).putDouble(map.x0());
        numbers.putDouble(map.yx()).putDouble(map.yy()).putDouble(map.y0());
        key.add(numbers.flip());
      }
    }
    return key.bytes();
  }

  private static byte[] digest(Path picture) {
    if (!Files.exists(picture)) {
      throw InvalidDataException.in(picture, "no such picture");
    }
    return Sha256.of(picture).bytes();
  }

  @Override
  public RgbImage get(int i, RgbImage scratch) {
    mappings
        .get(i / patchesPerMapping)
        .get((i % patchesPerMapping) * patchBytes, scratch.rgb(), 0, patchBytes);
    return scratch;
  }

  private static void make(
      Path file, byte[] key, CropMaker maker, int threads, IntConsumer progress)
      throws IOException {
    long needed = length(maker);
    long free = Files.getFileStore(file.getParent()).getUsableSpace();
    if (free < needed) {
      throw InvalidDataException.in(
          file.getParent(),
          "the disk has %d MiB free but the crops need %d MiB"
              .formatted(free >> 20, (needed >> 20) + 1));
    }
    try (AtomicFile whole = AtomicFile.open(file)) {
      FileChannel channel = whole.channel();
      int patchBytes = maker.size().patchBytes();
      ByteBuffer sums = ByteBuffer.allocate(4 * maker.count());
      maker.make(
          threads,
          progress,
          (i, patch) -> {
            sums.putInt(4 * i, checksum(ByteBuffer.wrap(patch.rgb())));
            write(channel, ByteBuffer.wrap(patch.rgb()), HEADER + (long) i * patchBytes);
          });
      write(channel, sums, HEADER + (long) maker.count() * patchBytes);
      write(channel, ByteBuffer.allocate(HEADER).putLong(MAGIC).put(key).flip(), 0);
      commit(whole, file, key, maker, threads);
    }
  }

  /** Some systems refuse to replace a file that another process, which was faster, has mapped. */
  private static void commit(AtomicFile whole, Path file, byte[] key, CropMaker maker, int threads)
      throws IOException {
    try {
      whole.commitDurably();
    } catch (InvalidDataException e) {
      if (!isIntact(file, key, maker, threads)) {
        throw e;
      }
    }
  }

  private static long length(CropMaker maker) {
    return HEADER + maker.count() * (maker.size().patchBytes() + 4L);
  }

  private static void write(FileChannel channel, ByteBuffer bytes, long position) {
    try {
      while (bytes.hasRemaining()) {
        position += channel.write(bytes, position);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The patches of a file that is intact. */
  private static CropFile map(Path file, CropMaker maker) throws IOException {
    int patchBytes = maker.size().patchBytes();
    int perMapping = LARGEST_MAPPING / patchBytes;
    List<MappedByteBuffer> mappings = new ArrayList<>();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      for (int first = 0; first < maker.count(); first += perMapping) {
        long bytes = (long) Math.min(perMapping, maker.count() - first) * patchBytes;
        long from = HEADER + (long) first * patchBytes;
        mappings.add(channel.map(FileChannel.MapMode.READ_ONLY, from, bytes));
      }
    }
    return new CropFile(patchBytes, mappings);
  }

  /** Nothing is mapped to find out: some systems refuse to replace a file that is. */
  private static boolean isIntact(Path file, byte[] key, CropMaker maker, int threads)
      throws IOException {
    if (!Files.exists(file)) {
      return false;
    }
    int patchBytes = maker.size().patchBytes();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      if (channel.size() != length(maker)
          || !read(channel, 0, HEADER)
              .equals(ByteBuffer.allocate(HEADER).putLong(MAGIC).put(key).flip())) {
        return false;
      }
      ByteBuffer sums =
          read(channel, HEADER + (long) maker.count() * patchBytes, 4 * maker.count());
      List<Callable<Boolean>> tasks = new ArrayList<>();
      for (int part = 0; part < threads; part++) {
        int first = part;
        tasks.add(
            () -> {
              for (int i = first; i < maker.count(); i += threads) {
                ByteBuffer patch = read(channel, HEADER + (long) i * patchBytes, patchBytes);
                if (checksum(patch) != sums.getInt(4 * i)) {
                  return false;
                }
              }
              return true;
            });
      }
      return !CropMaker.runAll(tasks, threads).contains(false);
    }
  }

  private static ByteBuffer read(FileChannel channel, long position, int length) {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    try {
      while (bytes.hasRemaining()) {
        if (channel.read(bytes, position + bytes.position()) < 0) {
          throw new EOFException("the file ends at byte " + (position + bytes.position()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.flip();
  }

  private static int checksum(ByteBuffer bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return (int) crc.getValue();
  }
}
