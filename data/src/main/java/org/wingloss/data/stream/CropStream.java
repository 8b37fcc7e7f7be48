package org.wingloss.data.stream;

import org.wingloss.data.batch.DrawSequence;
import org.wingloss.data.batch.PatchDrawer;
import org.wingloss.data.batch.Seeds;

/**
 * The training samples of a stream, epoch after epoch, each once an epoch. Draw number n depends on
 * the seed, n, the index and the number of tars in a window alone, not on threads, machine or where
 * a run was resumed; the augmentation of position p in epoch e depends on (seed, e, p). At most two
 * windows of tars are in memory; pictures are decoded by whoever draws.
 */
public final class CropStream implements DrawSequence {
  private final ShardFolder folder;
  private final PatchDrawer drawer;
  private final long seed;
  private final WindowOrder order;
  private final int[] firstOfTar;
  private final WindowReader reader;
  private StreamWindow window;
  private int[] tars;
  private int[] permutation;

  /**
   * A stream; nothing is read before the first draw.
   *
   * @param tarsPerWindow W, see {@link ShardIndex#usualWindow}
   * @param drawer of crops of the index's size
   * @param seed decides the order and the augmentation
   * @throws IllegalArgumentException if the drawer wants crops of another size or other landmarks
   */
  public CropStream(ShardFolder folder, int tarsPerWindow, PatchDrawer drawer, long seed) {
    ShardIndex index = folder.index();
    if (!drawer.size().equals(index.crop().size())
        || drawer.landmarks() != index.scheme().count()) {
      throw new IllegalArgumentException(
          "the stream has crops of %s with %d landmarks but the drawer wants %s with %d"
              .formatted(
                  index.crop().size(), index.scheme().count(), drawer.size(), drawer.landmarks()));
    }
    int[] samples = index.train().stream().mapToInt(ShardIndex.Tar::samples).toArray();
    this.folder = folder;
    this.drawer = drawer;
    this.seed = seed;
    this.order = new WindowOrder(samples, tarsPerWindow, seed);
    this.firstOfTar = new int[samples.length];
    for (int t = 1; t < samples.length; t++) {
      firstOfTar[t] = firstOfTar[t - 1] + samples[t - 1];
    }
    this.reader = new WindowReader(folder, order);
  }

  @Override
  public int inputSize() {
    return drawer.size().networkSize();
  }

  @Override
  public int landmarks() {
    return drawer.landmarks();
  }

  @Override
  public Draw draw(long n) {
    WindowOrder.Place place = order.place(n);
    if (window == null || place.window() != window.number()) {
      window = reader.window(place.window());
      tars = order.tars(place.window());
      permutation = order.permutation(place.window());
      window.expect(permutation.length - place.index());
    }
    int at = permutation[place.index()];
    int k = 0;
    while (at >= samples(tars[k])) {
      at -= samples(tars[k++]);
    }
    int tar = k;
    int index = at;
    StreamWindow from = window;
    return new Draw(
        firstOfTar[tars[k]] + at,
        slot -> {
          StoredCrop crop = folder.crop(from.tar(tar), index);
          drawer.draw(
              crop.patch(),
              crop.face().landmarks().vector(),
              Seeds.random(seed, place.epoch(), place.position()),
              slot);
          from.drawn();
        });
  }

  private int samples(int tar) {
    return folder.index().train().get(tar).samples();
  }

  @Override
  public void close() {
    reader.close();
  }
}
