package org.wingloss.model.track;

import java.util.Optional;
import java.util.function.Function;
import org.wingloss.data.crop.BoxProtocol;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.RgbImage;
import org.wingloss.model.inference.Ensemble;
import org.wingloss.model.inference.FaceInput;
import org.wingloss.model.inference.FacePrediction;

/**
 * Follows one face: the box of a frame comes from the landmarks of the frame before. A model that
 * was trained on boxes of another kind than the landmarks' bounds keeps the first box's place
 * relative to them. Not for several threads.
 *
 * <p>Only a box that was pointed at is refined: the others lie about landmarks already.
 */
public final class FaceTracker {
  /** A face whose side changes by more than this factor from frame to frame is taken for lost. */
  private static final double LARGEST_CHANGE = 1.6;

  /**
   * Against the box that was pointed at, a face may grow or shrink by this factor: that box may be
   * loose, and a weak model makes its box a little smaller in every frame and would end in a dot
   * with nothing lost.
   */
  private static final double LARGEST_DRIFT = 4;

  private final Ensemble landmarks;

  /** The same models, for boxes that need not be refined. */
  private final Ensemble following;

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
   * @param landmarks the models, and the views of each frame that are averaged; stay open
   * @param first the box of the face in the first frame
   * @param smoothing how to smooth, or empty for the raw predictions
   */
  public FaceTracker(Ensemble landmarks, Box first, Optional<Smoothing> smoothing) {
    this.landmarks = landmarks;
    this.following = new Ensemble(landmarks.localisers(), landmarks.augmentation(), false);
    this.smoothing = smoothing;
    this.pointedAt = first;
    this.box = first;
  }

  /**
   * The result for one frame.
   *
   * @param box the box that the model saw, frame pixels
   * @param raw the prediction, frame pixels
   * @param landmarks the smoothed prediction, or {@code raw} without smoothing
   * @param plausible whether the prediction could be a face, where the models know
   * @param lost whether the prediction was rejected: the next frame begins with the same box, or,
   *     where the boxes have drifted out of the frame or to another size, with the one that was
   *     pointed at, and the filter starts anew
   */
  public record Tracked(
      Box box, Landmarks raw, Landmarks landmarks, Optional<Boolean> plausible, boolean lost) {}

  /**
   * What the models see in a frame.
   *
   * @param box where they look, frame pixels
   * @param prediction what they find
   */
  public record Look(Box box, FacePrediction prediction) {}

  /**
   * Looks at the next frame. Where the models {@linkplain Ensemble#verifies verify}, an implausible
   * prediction is rejected: the face has gone.
   */
  public Tracked next(RgbImage frame) {
    boolean verified = landmarks.verifies();
    return next(
        frame,
        look ->
            Optional.of(look)
                .filter(one -> !verified || one.prediction().plausible().orElse(true)));
  }

  /**
   * Looks at the next frame.
   *
   * @param check gives what is taken: what it is handed, a better look at the same face, or none
   *     where there is no face
   */
  public Tracked next(RgbImage frame, Function<Look, Optional<Look>> check) {
    boolean pointed = box.equals(pointedAt);
    Look first =
        new Look(box, (pointed ? landmarks : following).predict(new FaceInput(frame, box)));
    Optional<Look> checked = check.apply(first);
    Box seen = checked.orElse(first).box();
    FacePrediction taken = checked.orElse(first).prediction();
    Landmarks raw = taken.landmarks();
    BoxOffset about = offset == null ? offset(seen, raw) : offset;
    double most = pointed ? LARGEST_DRIFT : LARGEST_CHANGE;
    Optional<Box> next =
        checked
            .flatMap(look -> about.box(look.prediction().landmarks()))
            .filter(candidate -> believable(seen, candidate, most));
    if (next.isEmpty() || hasDrifted(next.get(), frame)) {
      restart(next.isEmpty() ? seen : pointedAt, pointedAt);
      return new Tracked(seen, raw, raw, taken.plausible(), true);
    }
    offset = about;
    box = next.get();
    double side = side(box);
    Landmarks smooth = smoothing.isEmpty() ? raw : smoothed(raw, side, smoothing.get());
    rawJitter.add(raw, side);
    smoothJitter.add(smooth, side);
    return new Tracked(seen, raw, smooth, taken.plausible(), false);
  }

  private BoxOffset offset(Box seen, Landmarks raw) {
    boolean bounds = landmarks.description().box().kind() == BoxProtocol.Kind.TRUTH;
    return bounds ? BoxOffset.NONE : BoxOffset.of(seen, raw);
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

  private static boolean believable(Box before, Box after, double mostChange) {
    double change = side(after) / side(before);
    return change < mostChange
        && change > 1 / mostChange
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
