package org.wingloss.data.batch;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.wingloss.data.augmentation.Augmentations;
import org.wingloss.data.crop.CropStore;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.scheme.LandmarkScheme;

/** Draws samples from a crop store, see {@link PatchDrawer}. */
public final class CropDrawer implements SampleDrawer {
  private final CropStore store;
  private final PatchDrawer drawer;
  private final List<double[]> vectors;
  private final ThreadLocal<RgbImage> scratch;

  /**
   * A drawer.
   *
   * @param store the faces
   * @param augmentations {@link Augmentations#NONE} for testing
   * @param scheme names the landmarks that change places in a flip
   * @throws IllegalArgumentException if the scheme and the faces differ in L, or the store keeps
   *     too little context for the augmentations
   */
  public CropDrawer(CropStore store, Augmentations augmentations, LandmarkScheme scheme) {
    this.store = store;
    this.drawer = new PatchDrawer(store.size(), augmentations, scheme);
    this.vectors =
        IntStream.range(0, store.samples()).mapToObj(i -> vector(store.landmarks(i))).toList();
    int side = store.size().side();
    this.scratch = ThreadLocal.withInitial(() -> new RgbImage(side, side));
  }

  private double[] vector(Landmarks landmarks) {
    if (landmarks.count() != drawer.landmarks()) {
      throw new IllegalArgumentException(
          "the scheme has %d landmarks but a face has %d"
              .formatted(drawer.landmarks(), landmarks.count()));
    }
    return landmarks.vector();
  }

  @Override
  public int samples() {
    return store.samples();
  }

  @Override
  public int inputSize() {
    return store.size().networkSize();
  }

  @Override
  public int landmarks() {
    return drawer.landmarks();
  }

  @Override
  public void draw(int sample, RandomGenerator random, Batch.Slot slot) {
    drawer.draw(store.patch(sample, scratch.get()), vectors.get(sample), random, slot);
  }
}
