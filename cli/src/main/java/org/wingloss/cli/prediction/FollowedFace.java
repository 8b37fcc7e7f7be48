package org.wingloss.cli.prediction;

import java.util.Optional;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.RgbImage;
import org.wingloss.model.detector.FaceDetector;
import org.wingloss.model.inference.FaceInput;
import org.wingloss.model.inference.FacePlace;
import org.wingloss.model.track.FaceTracker;

/**
 * One face: followed while it is seen, and looked for by the detector, if there is one, in every
 * frame in which it is not. Where the models verify, implausible landmarks are a face only if the
 * detector sees one there.
 */
final class FollowedFace {
  private final TrackRun run;
  private Optional<FaceTracker> tracker = Optional.empty();
  private Optional<Box> last;
  private boolean seen;

  /** Begins at the typed box, or without a face. */
  FollowedFace(TrackRun run) {
    this.run = run;
    this.last = run.box();
    run.box().ifPresent(this::point);
    this.seen = tracker.isPresent();
  }

  /** What the detector sees in a frame; it is asked once at most. */
  private final class Detection {
    private final RgbImage frame;
    private boolean asked;
    private Optional<Box> face = Optional.empty();

    Detection(RgbImage frame) {
      this.frame = frame;
    }

    Optional<Box> face() {
      if (!asked) {
        asked = true;
        face =
            run.detector()
                .flatMap(finder -> FacePlace.best(finder, run.landmarks(), frame, last))
                .map(FacePlace::box);
      }
      return face;
    }
  }

  /** The face in the next frame; empty if it is not found there. */
  Optional<FaceTracker.Tracked> next(RgbImage frame) {
    Detection detection = new Detection(frame);
    Optional<FaceTracker.Tracked> found =
        tracker
            .filter(one -> seen || run.detector().isEmpty())
            .map(one -> one.next(frame, look -> checked(look, detection)))
            .filter(tracked -> !tracked.lost());
    if (found.isEmpty()) {
      found =
          detection
              .face()
              .map(face -> point(face).next(frame, Optional::of))
              .filter(tracked -> !tracked.lost());
    }
    seen = found.isPresent();
    last = found.map(FaceTracker.Tracked::box).or(() -> last);
    return found;
  }

  private Optional<FaceTracker.Look> checked(FaceTracker.Look look, Detection detection) {
    if (!run.landmarks().verifies() || look.prediction().plausible().orElse(true)) {
      return Optional.of(look);
    }
    Optional<Box> around = look.prediction().landmarks().span();
    return detection
        .face()
        .filter(face -> around.map(face::overlap).orElse(0.0) > FaceDetector.MOST_OVERLAP)
        .map(
            face ->
                new FaceTracker.Look(
                    face, run.landmarks().predict(new FaceInput(detection.frame, face))));
  }

  private FaceTracker point(Box box) {
    if (tracker.isPresent()) {
      tracker.get().restart(box);
    } else {
      tracker = Optional.of(new FaceTracker(run.landmarks(), box, run.smoothing()));
    }
    return tracker.get();
  }

  /** The jitter of the raw predictions so far, percent of the face. */
  double rawJitter() {
    return tracker.map(FaceTracker::rawJitter).orElse(0.0);
  }

  /** The jitter of the smoothed predictions so far, percent of the face. */
  double jitter() {
    return tracker.map(FaceTracker::jitter).orElse(0.0);
  }
}
