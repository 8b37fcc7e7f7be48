package org.wingloss.model.track;

import java.util.Optional;
import org.wingloss.data.crop.BoxProtocol;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.RgbImage;
import org.wingloss.model.inference.Localiser;

/**
 * Follows one face: the box of a frame comes from the landmarks of the frame before. A model that
 * was trained on boxes of another kind than the landmarks' bounds keeps the first box's place
 * relative to them. Not for several threads.
 */
public final class FaceTracker {
  /** A face whose side changes by more than this factor within one frame is taken for lost. */
  private static final double LARGEST_CHANGE = 1.6;

  /**
   * Against the box that was pointed at, a face may grow or shrink by this factor. A weak model
   * makes its box a little smaller in every frame and would end in a dot with nothing lost.
   */
  private static final double LARGEST_DRIFT = 4;

  private final Localiser localiser;
  private final Optional<Smoothing> smoothing;
  private final Jitter rawJitter = new Jitter();
  private final Jitter smoothJitter = new Jitter();
  private OneEuroFilter[] filters;
  private Box pointedAt;
  private Box box;
  private BoxOffset offset;

  /**
   * Begins with a box.
   *
   * @param localiser the model; stays open
   * @param first the box of the face in the first frame
   * @param smoothing how to smooth, or empty for the raw predictions
   */
  public FaceTracker(Localiser localiser, Box first, Optional<Smoothing> smoothing) {
    this.localiser = localiser;
    this.smoothing = smoothing;
    this.pointedAt = first;
    this.box = first;
  }

  /**
   * The result for one frame.
   *
   * @param box the box that the model saw, frame pixels
   * @param raw the model's prediction, frame pixels
   * @param landmarks the smoothed prediction, or {@code raw} without smoothing
   * @param lost whether the prediction was rejected: the next frame begins with the same box, or,
   *     where the boxes have drifted out of the frame or to another size, with the one that was
   *     pointed at, and the filter starts anew
   */
  public record Tracked(Box box, Landmarks raw, Landmarks landmarks, boolean lost) {}

  /** Looks at the next frame. */
  public Tracked next(RgbImage frame) {
    Box seen = box;
    Landmarks raw = localiser.localise(frame, seen).landmarks();
    if (offset == null) {
      boolean bounds = localiser.description().box().kind() == BoxProtocol.Kind.TRUTH;
      offset = bounds ? BoxOffset.NONE : BoxOffset.of(seen, raw);
    }
    Optional<Box> next = offset.box(raw).filter(candidate -> believable(seen, candidate));
    if (next.isEmpty() || hasDrifted(next.get(), frame)) {
      restart(next.isEmpty() ? seen : pointedAt, pointedAt);
      return new Tracked(seen, raw, raw, true);
    }
    box = next.get();
    double side = side(box);
    Landmarks smooth = smoothing.isEmpty() ? raw : smoothed(raw, side, smoothing.get());
    rawJitter.add(raw, side);
    smoothJitter.add(smooth, side);
    return new Tracked(seen, raw, smooth, false);
  }

  /** Points the tracker to another box, after a face was lost, say. */
  public void restart(Box newBox) {
    restart(newBox, newBox);
  }

  private void restart(Box next, Box pointed) {
    pointedAt = pointed;
    box = next;
    filters = null;
    rawJitter.restart();
    smoothJitter.restart();
  }

  private boolean hasDrifted(Box after, RgbImage frame) {
    double change = side(after) / side(pointedAt);
    return change > LARGEST_DRIFT
        || change < 1 / LARGEST_DRIFT
        || after.centreX() < 0
        || after.centreY() < 0
        || after.centreX() > frame.width() - 1
        || after.centreY() > frame.height() - 1;
  }

  private static double side(Box box) {
    return Math.max(box.width(), box.height());
  }

  private static boolean believable(Box before, Box after) {
    double change = side(after) / side(before);
    return change < LARGEST_CHANGE
        && change > 1 / LARGEST_CHANGE
        && Math.abs(after.centreX() - before.centreX()) < before.width() / 2
        && Math.abs(after.centreY() - before.centreY()) < before.height() / 2;
  }

  private Landmarks smoothed(Landmarks raw, double side, Smoothing how) {
    double[] vector = raw.vector();
    if (filters == null) {
      filters = new OneEuroFilter[vector.length];
      for (int i = 0; i < vector.length; i++) {
        filters[i] = new OneEuroFilter(how.cutOff(), how.beta());
      }
    }
    for (int i = 0; i < vector.length; i++) {
      vector[i] = filters[i].next(vector[i], how.rate(), side);
    }
    return Landmarks.of(vector);
  }

  /** The jitter of the raw predictions so far, percent of the face side. */
  public double rawJitter() {
    return rawJitter.percent();
  }

  /** The jitter of the smoothed predictions so far, percent of the face side. */
  public double jitter() {
    return smoothJitter.percent();
  }
}
