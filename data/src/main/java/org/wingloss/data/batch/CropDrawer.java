package org.wingloss.data.batch;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.wingloss.data.augmentation.Augmentations;
import org.wingloss.data.crop.CropStore;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.image.Warp;
import org.wingloss.data.scheme.LandmarkScheme;

/**
 * Draws samples from a crop store. Flip, rotation, scale, translation and box perturbation are one
 * affine map, applied once to the pixels and to the landmarks; a map that flips also gives the
 * landmarks their names back by the flip map.
 */
public final class CropDrawer implements SampleDrawer {
  private final CropStore store;
  private final Augmentations augmentations;
  private final int[] flip;
  private final List<double[]> vectors;
  private final ThreadLocal<Scratch> scratch;

  /** What one thread needs to draw; reused from draw to draw. */
  private static final class Scratch {
    private final RgbImage patch;
    private final float[] crop;
    private final float[] spare;

    Scratch(int side, int inputSize) {
      patch = new RgbImage(side, side);
      crop = new float[3 * inputSize * inputSize];
      spare = new float[crop.length];
    }
  }

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
    if (augmentations.context() > store.size().context() + 1e-9) {
      throw new IllegalArgumentException(
          "the augmentations look at %.3f times the crop but the store keeps %.3f"
              .formatted(augmentations.context(), store.size().context()));
    }
    this.store = store;
    this.augmentations = augmentations;
    this.flip = scheme.flipMap();
    this.vectors =
        IntStream.range(0, store.samples()).mapToObj(i -> vector(store.landmarks(i))).toList();
    int side = store.size().side();
    this.scratch = ThreadLocal.withInitial(() -> new Scratch(side, inputSize()));
  }

  private double[] vector(Landmarks landmarks) {
    if (landmarks.count() != flip.length) {
      throw new IllegalArgumentException(
          "the scheme has %d landmarks but a face has %d"
              .formatted(flip.length, landmarks.count()));
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
    return flip.length;
  }

  @Override
  public void draw(int sample, RandomGenerator random, Batch.Slot slot) {
    int size = inputSize();
    Scratch memory = scratch.get();
    AffineMap networkFromStore =
        augmentations.map(size, random).after(store.size().networkFromStore());
    Warp.toFloats(store.patch(sample, memory.patch), networkFromStore, size, memory.crop, 0);
    augmentations.apply(memory.crop, size, random, memory.spare);
    slot.pixels(memory.crop);
    place(vectors.get(sample), networkFromStore, slot);
  }

  private void place(double[] vector, AffineMap map, Batch.Slot slot) {
    int count = flip.length;
    boolean flipped = map.determinant() < 0;
    for (int i = 0; i < count; i++) {
      int from = flipped ? flip[i] : i;
      double x = vector[from];
      double y = vector[count + from];
      boolean present = !Double.isNaN(x);
      slot.landmark(i, present, present ? map.x(x, y) : 0, present ? map.y(x, y) : 0);
    }
  }
}
