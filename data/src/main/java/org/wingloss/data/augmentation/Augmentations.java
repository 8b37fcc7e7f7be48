package org.wingloss.data.augmentation;

import java.util.List;
import java.util.random.RandomGenerator;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.line.SettingLine;

/**
 * The augmentations of a recipe, in its order: first all that move, composed into one map for
 * pixels and landmarks, then all that change pixels.
 *
 * @param list possibly empty
 */
public record Augmentations(List<Augmentation> list) {
  /** No change at all: the paper's testing, and the baseline of any comparison. */
  public static final Augmentations NONE = new Augmentations(List.of());

  /** Copies the list; a flip stands in it once at most. */
  public Augmentations {
    list = List.copyOf(list);
    if (list.stream().filter(Flip.class::isInstance).count() > 1) {
      throw new IllegalArgumentException("flip stands twice; one of them is enough");
    }
  }

  /**
   * The paper's recipe for CNN-6 (A; the blur R, U1 90 %): flip 50 %, rotation ±30°, both box
   * corners ±5 %, Gaussian blur σ = 1 with 50 %.
   */
  public static Augmentations paper() {
    return paper(30);
  }

  /** The paper's recipe with another angle; CNN-7 is trained at ±10° (A). */
  public static Augmentations paper(double degrees) {
    return new Augmentations(
        List.of(
            new Flip(0.5, 0),
            new Rotation(degrees),
            new BoxPerturbation(0.05),
            new GaussianBlur(1, 0.5)));
  }

  /**
   * Reads one line each, see {@link Augmentation#parse}; lines may be parted, see {@link
   * SettingLine#together}.
   *
   * @throws IllegalArgumentException if a line is not understood
   */
  public static Augmentations parse(List<String> lines) {
    return new Augmentations(
        SettingLine.together(lines).stream().map(Augmentation::parse).toList());
  }

  /** The complete lines that {@link #parse} reads as these augmentations. */
  public List<String> lines() {
    return list.stream().map(Augmentation::line).toList();
  }

  /** The side of the square that a draw may look at, about the crop's centre, in units of S. */
  public double context() {
    double context = 1;
    for (Augmentation augmentation : list) {
      context *= augmentation.context();
    }
    return context;
  }

  /** Draws the map of the network input onto itself; its determinant is negative if it flips. */
  public AffineMap map(int size, RandomGenerator random) {
    AffineMap map = AffineMap.IDENTITY;
    for (Augmentation augmentation : list) {
      map = augmentation.map(size, random).after(map);
    }
    return map;
  }

  /** {@link Flip#offset}, 0 where nothing flips. */
  public double flipOffset() {
    for (Augmentation augmentation : list) {
      if (augmentation instanceof Flip flip) {
        return flip.offset();
      }
    }
    return 0;
  }

  /** Changes the pixels of a crop in place, see {@link Augmentation#apply}. */
  public void apply(float[] pixels, int size, RandomGenerator random, float[] scratch) {
    for (Augmentation augmentation : list) {
      augmentation.apply(pixels, size, random, scratch);
    }
  }
}
