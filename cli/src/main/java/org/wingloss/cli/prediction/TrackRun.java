package org.wingloss.cli.prediction;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.NumberText;
import org.wingloss.data.format.StrictJson;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.geometry.PictureBounds;
import org.wingloss.data.image.RgbImage;
import org.wingloss.model.detector.FaceDetector;
import org.wingloss.model.inference.Ensemble;
import org.wingloss.model.inference.FacePlace;
import org.wingloss.model.inference.InputPicture;
import org.wingloss.model.track.FaceTracker;
import org.wingloss.model.track.Smoothing;

/**
 * One face, followed through frames.
 *
 * @param landmarks one model: it finds the landmarks, in one view, and verifies what the detector
 *     finds
 * @param box of the face in the first frame; where it is absent there is a detector
 * @param detector finds the face in the first frame and after a loss
 * @param smoothing of the landmarks
 * @param say hears when the face is lost
 */
public record TrackRun(
    Ensemble landmarks,
    Optional<Box> box,
    Optional<FaceDetector> detector,
    Optional<Smoothing> smoothing,
    Consumer<String> say) {
  /** A frame and its pixels; one that is no file has the name that its file would have. */
  public record Frame(InputPicture picture, RgbImage image) {}

  /**
   * Follows the face to the end.
   *
   * @param frames the next frame, empty after the last
   * @throws InvalidDataException if there is no frame, or no face in the first
   */
  public Statistics follow(Supplier<Optional<Frame>> frames, TrackWriter writer) {
    Optional<Frame> frame = frames.get();
    if (frame.isEmpty()) {
      throw new InvalidDataException("there are no frames");
    }
    FaceTracker tracker =
        new FaceTracker(landmarks.localisers().get(0), first(frame.get()), smoothing);
    List<Double> latencies = new ArrayList<>();
    int lost = 0;
    for (; frame.isPresent(); frame = frames.get()) {
      long begin = System.nanoTime();
      FaceTracker.Tracked tracked = tracker.next(frame.get().image());
      latencies.add((System.nanoTime() - begin) / 1e6);
      if (tracked.lost()) {
        lost++;
        say.accept(frame.get().picture().id() + ": the face was lost");
        detected(frame.get()).ifPresent(tracker::restart);
      }
      writer.write(frame.get(), tracked);
    }
    return new Statistics(latencies, lost, tracker.rawJitter(), tracker.jitter());
  }

  private Box first(Frame frame) {
    RgbImage image = frame.image();
    box.ifPresent(
        typed -> {
          PictureBounds bounds = new PictureBounds(image.width(), image.height());
          bounds.requireShown(typed, frame.picture().id());
          bounds.require(typed, frame.picture().id());
        });
    return box.or(() -> detected(frame))
        .orElseThrow(
            () -> new InvalidDataException(frame.picture().id() + ": no face was detected"));
  }

  private Optional<Box> detected(Frame frame) {
    return detector
        .flatMap(finder -> FacePlace.best(finder, landmarks, frame.image()))
        .map(FacePlace::box);
  }

  /**
   * How fast and how steadily a face was followed.
   *
   * @param latencies milliseconds of each frame, at least one
   * @param lost frames in which the face was lost
   * @param rawJitter before the filter, percent of the face
   * @param jitter after it
   */
  public record Statistics(List<Double> latencies, int lost, double rawJitter, double jitter) {
    /** Sorts the latencies. */
    public Statistics {
      latencies = latencies.stream().sorted().toList();
    }

    private double framesPerSecond() {
      return 1000 * latencies.size() / latencies.stream().mapToDouble(d -> d).sum();
    }

    private double median() {
      return latencies.get(latencies.size() / 2);
    }

    /** By the nearest rank: 95 % of the frames, rounded up, took at most so long. */
    private double percentile95() {
      return latencies.get(latencies.size() - 1 - latencies.size() / 20);
    }

    /** As a JSON document. */
    public ObjectNode document() {
      ObjectNode root = StrictJson.mapper().createObjectNode();
      root.put("frames", latencies.size());
      root.put("lost", lost);
      root.put("frames-per-second", framesPerSecond());
      root.put("latency-median-ms", median());
      root.put("latency-p95-ms", percentile95());
      root.put("jitter-raw-percent", rawJitter);
      root.put("jitter-percent", jitter);
      return root;
    }

    /** As one line. */
    public String text() {
      return NumberText.format(
          "%d frames, %d lost, %.0f frames/s, latency %.2f ms (95 %%: %.2f ms),"
              + " jitter %.3f %% of the face, %.3f %% before the filter",
          latencies.size(), lost, framesPerSecond(), median(), percentile95(), jitter, rawJitter);
    }
  }
}
