package org.wingloss.data.balance;

import java.util.Locale;
import org.wingloss.data.shape.ShapeModel;

/**
 * How faces are balanced.
 *
 * @param mode which routine
 * @param bins K, 1 to {@value #MOST_BINS}; the paper has 17 for AFLW and 9 for 300W (U1, 90 %), the
 *     author's published code comments 9 for AFLW (A)
 * @param component the mode of variation that is "pose", counted from 1; {@link #AUTO} chooses by
 *     rule
 * @param cap the most copies of one face, at least 1; {@link #NO_CAP} for no limit. The faithful
 *     mode has none
 */
public record PoseBalancingSettings(Mode mode, int bins, int component, int cap) {
  /** More bins than any data set has poses. */
  public static final int MOST_BINS = 10_000;

  /**
   * The component by rule. In the faithful mode it is the author's: the second for 19 landmarks
   * (AFLW), else the first (A). In the others it is the first that a flip of the face reverses,
   * which is what yaw does and pitch does not (ours); the author's rule where there is none.
   */
  public static final int AUTO = 0;

  /** No limit to the copies of a face. */
  public static final int NO_CAP = Integer.MAX_VALUE;

  /** The cap of the default mode: that of a re-implementer who met ratios in the hundreds (R). */
  public static final int USUAL_CAP = 20;

  /** The routines. */
  public enum Mode {
    /**
     * The author's routine to the index. Its blemishes stay: the largest count is taken from a
     * histogram over [min, max] and compared with bins over [0, max]; a face on an inner edge is in
     * two bins; nothing limits the ratio of a nearly empty bin.
     */
    FAITHFUL,
    /** One binning over [0, max], every face in one bin, copies limited by the cap. */
    DEFAULT,
    /**
     * As DEFAULT, but the number of copies follows a line between the middles of the bins, so that
     * two nearly equal poses are not repeated 1 and 7 times because an edge lies between them.
     */
    INTERPOLATED;

    /** The name as users write it: {@code faithful}, {@code default}, {@code interpolated}. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Checks the ranges. */
  public PoseBalancingSettings {
    if (bins < 1) {
      throw new IllegalArgumentException("bins must be >= 1 but was " + bins);
    }
    if (bins > MOST_BINS) {
      throw new IllegalArgumentException(
          "bins must be <= %d but was %d".formatted(MOST_BINS, bins));
    }
    if (component < 0) {
      throw new IllegalArgumentException(
          "component must be >= 1, or 0 for auto, but was " + component);
    }
    if (cap < 1) {
      throw new IllegalArgumentException("cap must be >= 1 but was " + cap);
    }
    if (mode == Mode.FAITHFUL && cap != NO_CAP) {
      throw new IllegalArgumentException("the faithful mode has no cap but cap was " + cap);
    }
  }

  /** The cap of a mode where none is asked for: the faithful one has none. */
  public static int usualCap(Mode mode) {
    return mode == Mode.FAITHFUL ? NO_CAP : USUAL_CAP;
  }

  /** The author's routine with K bins and the component by rule. */
  public static PoseBalancingSettings faithful(int bins) {
    return new PoseBalancingSettings(Mode.FAITHFUL, bins, AUTO, NO_CAP);
  }

  /** The default mode with K bins, the component by rule and the usual cap. */
  public static PoseBalancingSettings standard(int bins) {
    return new PoseBalancingSettings(Mode.DEFAULT, bins, AUTO, USUAL_CAP);
  }

  /** The component for shapes of this model, counted from 1. */
  int componentFor(ShapeModel model) {
    if (component != AUTO) {
      return component;
    }
    int published = model.mean().count() == 19 ? 2 : 1;
    return mode == Mode.FAITHFUL ? published : YawMode.of(model).orElse(published);
  }
}
