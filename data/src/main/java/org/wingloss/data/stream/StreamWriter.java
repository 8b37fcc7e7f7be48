package org.wingloss.data.stream;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.wingloss.data.io.AtomicFolder;
import org.wingloss.data.scheme.LandmarkScheme;

/**
 * Writes a whole stream: tars of equally many samples, and their index. Samples are made in blocks
 * by all processors and written in their order, so that memory does not grow with their number and
 * the bytes do not depend on threads.
 *
 * @param source the kind of data set that the faces come from, or {@code synthetic}
 * @param scheme of their landmarks
 * @param crop how they are cut
 * @param facesPerTar how many samples a tar has; the last one of a split may have fewer
 */
public record StreamWriter(
    String source, LandmarkScheme scheme, CropGeometry crop, int facesPerTar) {
  private static final int BLOCK = 64;

  /** Checks the number. */
  public StreamWriter {
    if (facesPerTar < 1) {
      throw new IllegalArgumentException("facesPerTar must be >= 1 but was " + facesPerTar);
    }
  }

  /**
   * The samples of one split.
   *
   * @param split what they are for
   * @param count how many there are
   * @param samples makes sample 0 … count − 1, from any thread
   */
  public record Part(ShardName.Split split, int count, IntFunction<CropSample> samples) {}

  /**
   * Writes the folder, which appears when everything is in it.
   *
   * @param folder must not exist or be empty
   * @param progress told how many samples are made
   * @throws org.wingloss.data.InvalidDataException if a sample cannot be made or a file not be
   *     written
   */
  public ShardIndex write(Path folder, List<Part> parts, IntConsumer progress) {
    int[] written = new int[1];
    return assemble(
        folder,
        parts,
        (unfinished, tar) -> write(unfinished, parts, tar, () -> progress.accept(++written[0])));
  }

  /** Puts a tar into a folder. */
  @FunctionalInterface
  public interface TarSource {
    /** Called for one tar after the other. */
    ShardStatistics store(Path folder, ShardName tar) throws IOException;
  }

  /** As {@link #write}, of tars that are there already, perhaps made by other processes. */
  public ShardIndex assemble(Path folder, List<Part> parts, TarSource tars) {
    return AtomicFolder.create(
        folder,
        unfinished -> {
          List<ShardStatistics> written = new ArrayList<>();
          for (ShardName tar : tars(parts)) {
            written.add(tars.store(unfinished, tar));
          }
          ShardIndex index = ShardIndex.of(source, scheme, crop, written);
          index.write(unfinished);
          return index;
        });
  }

  /** The tars of a stream, in their order. */
  public List<ShardName> tars(List<Part> parts) {
    List<ShardName> tars = new ArrayList<>();
    for (Part part : parts) {
      for (int from = 0; from < part.count(); from += facesPerTar) {
        tars.add(new ShardName(part.split(), from / facesPerTar));
      }
    }
    return tars;
  }

  /**
   * Writes one of {@link #tars}: the same bytes as {@link #write(Path, List, IntConsumer)}.
   *
   * @param afterEach called for each sample that is made
   */
  public ShardStatistics write(Path folder, List<Part> parts, ShardName tar, Runnable afterEach) {
    Part part = part(parts, tar);
    Stream<CropSample> samples = inOrder(part, first(tar), end(part, tar));
    return TarShardWriter.write(folder, tar, samples.peek(made -> afterEach.run()).iterator());
  }

  /** The samples of one of {@link #tars}, made one by one on the thread that asks for them. */
  public Iterator<CropSample> samples(List<Part> parts, ShardName tar) {
    Part part = part(parts, tar);
    return IntStream.range(first(tar), end(part, tar)).mapToObj(part.samples()).iterator();
  }

  private static Part part(List<Part> parts, ShardName tar) {
    return parts.stream().filter(p -> p.split() == tar.split()).findFirst().orElseThrow();
  }

  private int first(ShardName tar) {
    return tar.number() * facesPerTar;
  }

  private int end(Part part, ShardName tar) {
    return Math.min(first(tar) + facesPerTar, part.count());
  }

  private static Stream<CropSample> inOrder(Part part, int from, int to) {
    return IntStream.iterate(from, first -> first < to, first -> first + BLOCK)
        .mapToObj(first -> block(part, first, Math.min(first + BLOCK, to)))
        .flatMap(List::stream);
  }

  private static List<CropSample> block(Part part, int from, int to) {
    return IntStream.range(from, to).parallel().mapToObj(part.samples()).toList();
  }
}
