package org.wingloss.data.stream;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Landmarks;

/**
 * A stream on disk.
 *
 * @param path the folder
 * @param index what it says of itself
 */
public record ShardFolder(Path path, ShardIndex index) {
  /** So many tars tell what the shapes of all have in common. */
  private static final int TARS_OF_SHAPES = 16;

  /**
   * Opens a stream; its tars are read later.
   *
   * @throws InvalidDataException if there is no index or it does not fit
   */
  public static ShardFolder open(Path path) {
    return new ShardFolder(path, ShardIndex.read(path));
  }

  /**
   * Hands over the samples of some tars, one tar after the other, which are in memory one at a
   * time.
   *
   * @throws InvalidDataException if a tar is absent, damaged or broken
   */
  public void forEach(List<ShardIndex.Tar> tars, Consumer<StoredCrop> samples) {
    for (ShardIndex.Tar entry : tars) {
      TarShard tar = tar(entry);
      for (int i = 0; i < tar.samples(); i++) {
        samples.accept(crop(tar, i));
      }
    }
  }

  /**
   * Shapes of training faces in pixels of their pictures, from all over the stream: equally many of
   * tars at equal distances.
   *
   * @param most how many at the most
   * @throws InvalidDataException as {@link #forEach}
   */
  public List<Landmarks> someShapes(int most) {
    List<ShardIndex.Tar> all = index.train();
    int chosen = Math.min(TARS_OF_SHAPES, all.size());
    List<Landmarks> shapes = new ArrayList<>();
    for (int k = 0; k < chosen; k++) {
      TarShard tar = tar(all.get((int) ((long) k * all.size() / chosen)));
      int wanted = Math.max(1, most / chosen);
      int step = Math.max(1, (tar.samples() + wanted - 1) / wanted);
      for (int i = 0; i < tar.samples() && shapes.size() < most; i += step) {
        shapes.add(crop(tar, i).imageFace().landmarks());
      }
    }
    return shapes;
  }

  /** Reads a tar. */
  TarShard tar(ShardIndex.Tar entry) {
    return TarShard.read(path, entry);
  }

  /** A sample of a tar that was read. */
  StoredCrop crop(TarShard tar, int i) {
    StoredCrop crop = tar.crop(i, index.crop().size().side());
    int found = crop.face().landmarks().count();
    if (found != index.scheme().count()) {
      throw new InvalidDataException(
          "%s: expected the %d landmarks of %s but found %d"
              .formatted(tar.label(i), index.scheme().count(), index.scheme().name(), found));
    }
    return crop;
  }
}
