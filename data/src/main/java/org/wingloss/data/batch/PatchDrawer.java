package org.wingloss.data.batch;

import java.util.random.RandomGenerator;
import org.wingloss.data.NumberText;
import org.wingloss.data.augmentation.Augmentations;
import org.wingloss.data.crop.CropSize;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.image.Warp;
import org.wingloss.data.scheme.LandmarkScheme;

/**
 * Draws a patch with its landmarks under random augmentation. Flip, rotation, scale, translation
 * and box perturbation are one affine map, applied once to the pixels and to the landmarks; a map
 * that flips also gives the landmarks their names back by the flip map and moves them by twice the
 * flip's offset. Any number of threads may draw at once.
 */
public final class PatchDrawer {
  private final CropSize size;
  private final Augmentations augmentations;
  private final int[] flip;
  private final double offset;
  private final ThreadLocal<Scratch> scratch;

  /** What one thread needs to draw; reused from draw to draw. */
  private static final class Scratch {
    private final float[] crop;
    private final float[] spare;

    Scratch(int inputSize) {
      crop = new float[3 * inputSize * inputSize];
      spare = new float[crop.length];
    }
  }

  /**
   * A drawer.
   *
   * @param size of the patches
   * @param augmentations {@link Augmentations#NONE} for testing
   * @param scheme names the landmarks that change places in a flip
   * @throws IllegalArgumentException if the patches keep too little context for the augmentations
   */
  public PatchDrawer(CropSize size, Augmentations augmentations, LandmarkScheme scheme) {
    if (augmentations.context() > size.context() + 1e-9) {
      throw new IllegalArgumentException(
          NumberText.format(
              "the augmentations look at %.3f times the crop but the store keeps %.3f",
              augmentations.context(), size.context()));
    }
    this.size = size;
    this.augmentations = augmentations;
    this.flip = scheme.flipMap();
    this.offset = augmentations.flipOffset() * size.networkSize() * size.oversampling();
    this.scratch = ThreadLocal.withInitial(() -> new Scratch(size.networkSize()));
  }

  /** How much the patches keep. */
  public CropSize size() {
    return size;
  }

  /** L. */
  public int landmarks() {
    return flip.length;
  }

  /**
   * Draws.
   *
   * @param patch a square of {@link CropSize#side} pixels, not written to
   * @param vector its landmarks {@code [x1..xL, y1..yL]} in patch pixels; NaN where missing
   * @param random the only source of chance
   * @param slot receives the pixels and all L landmarks
   */
  public void draw(RgbImage patch, double[] vector, RandomGenerator random, Batch.Slot slot) {
    int side = size.networkSize();
    Scratch memory = scratch.get();
    AffineMap networkFromStore = augmentations.map(side, random).after(size.networkFromStore());
    Warp.toFloats(patch, networkFromStore, side, memory.crop, 0);
    augmentations.apply(memory.crop, side, random, memory.spare);
    slot.pixels(memory.crop);
    place(vector, networkFromStore, slot);
  }

  private void place(double[] vector, AffineMap map, Batch.Slot slot) {
    int count = flip.length;
    boolean flipped = map.determinant() < 0;
    double right = flipped ? offset : 0;
    for (int i = 0; i < count; i++) {
      int from = flipped ? flip[i] : i;
      double x = vector[from] - 2 * right;
      double y = vector[count + from];
      boolean present = !Double.isNaN(x);
      slot.landmark(i, present, present ? map.x(x, y) : 0, present ? map.y(x, y) : 0);
    }
  }
}
