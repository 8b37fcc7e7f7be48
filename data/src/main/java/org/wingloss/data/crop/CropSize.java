package org.wingloss.data.crop;

import java.io.Serializable;
import org.wingloss.data.geometry.AffineMap;

/**
 * How much of a picture is kept per face, and how finely: a square patch about the crop's centre
 * that holds everything the augmentation may look at, somewhat finer than the network input so that
 * the second resampling costs little sharpness.
 *
 * @param networkSize S, the side of the network input in pixels
 * @param context side of the patch in units of the crop, at least 1; see {@code
 *     Augmentations.context()}
 * @param oversampling patch pixels per network pixel, at least 1
 */
public record CropSize(int networkSize, double context, double oversampling)
    implements Serializable {
  /** The longest side of a patch in its own pixels. */
  public static final int LONGEST = 4096;

  /** Patch pixels per network pixel unless said otherwise. */
  public static final double OVERSAMPLING = 1.25;

  /** Checks the ranges, and that a patch is of a size that can be. */
  public CropSize {
    if (networkSize < 1) {
      throw new IllegalArgumentException("networkSize must be >= 1 but was " + networkSize);
    }
    if (!(context >= 1 && context <= 100)) {
      throw new IllegalArgumentException("context must be in 1 to 100 but was " + context);
    }
    if (!(oversampling >= 1 && oversampling <= 16)) {
      throw new IllegalArgumentException("oversampling must be in 1 to 16 but was " + oversampling);
    }
    if (networkSize * context * oversampling > LONGEST - 2) {
      throw new IllegalArgumentException(
          "a crop may have at most %d pixels a side but %d times %s times %s are more"
              .formatted(LONGEST, networkSize, context, oversampling));
    }
  }

  /** Room for the given context at the usual resolution. */
  public CropSize(int networkSize, double context) {
    this(networkSize, context, OVERSAMPLING);
  }

  /** The side of a patch in its own pixels, with a pixel on each side for interpolation. */
  public int side() {
    return (int) Math.ceil(networkSize * context * oversampling) + 2;
  }

  /** The bytes of a patch. */
  public int patchBytes() {
    return 3 * side() * side();
  }

  /** From patch pixels to those of the network input; the centres coincide. */
  public AffineMap networkFromStore() {
    double scale = 1 / oversampling;
    double shift = (networkSize - 1) / 2.0 - scale * (side() - 1) / 2.0;
    return new AffineMap(scale, 0, shift, 0, scale, shift);
  }
}
