package org.wingloss.cli.prediction;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.NumberText;
import org.wingloss.data.Plural;
import org.wingloss.data.format.StrictJson;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.geometry.PictureBounds;
import org.wingloss.data.image.RgbImage;
import org.wingloss.model.detector.FaceDetector;
import org.wingloss.model.inference.Ensemble;
import org.wingloss.model.inference.InputPicture;
import org.wingloss.model.track.FaceTracker;
import org.wingloss.model.track.Smoothing;

/**
 * One face, followed through frames.
 *
 * @param landmarks finds the landmarks, and verifies them and what the detector finds
 * @param box of the face in the first frame; where it is absent there is a detector
 * @param detector looks for the face in every frame until it finds it, and again after a loss
 * @param smoothing of the landmarks
 * @param say hears when the face is lost and when it is found
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
   * Follows the face to the end. Every frame is written, those too in which the face is not found.
   *
   * @param frames the next frame, empty after the last
   * @throws InvalidDataException if there is no frame, or no face in any
   */
  public Statistics follow(Supplier<Optional<Frame>> frames, TrackWriter writer) {
    Optional<Frame> frame = frames.get();
    if (frame.isEmpty()) {
      throw new InvalidDataException("there are no frames");
    }
    requireShown(frame.get());
    FollowedFace face = new FollowedFace(this);
    List<Double> latencies = new ArrayList<>();
    int lost = 0;
    boolean seen = true;
    boolean ever = box.isPresent();
    for (; frame.isPresent(); frame = frames.get()) {
      long begin = System.nanoTime();
      Optional<FaceTracker.Tracked> found = face.next(frame.get().image());
      latencies.add((System.nanoTime() - begin) / 1e6);
      lost += found.isPresent() ? 0 : 1;
      ever |= found.isPresent();
      if (found.isPresent() != seen) {
        seen = found.isPresent();
        String what = seen ? "found" : ever ? "lost" : "not found yet";
        say.accept(frame.get().picture().id() + ": the face was " + what);
      }
      writer.write(frame.get(), found);
    }
    if (!ever) {
      throw new InvalidDataException(
          Plural.of(lost, "no face was detected in [the only frame|any of %d frames]")
              .formatted(lost));
    }
    return new Statistics(latencies, lost, face.rawJitter(), face.jitter());
  }

  private void requireShown(Frame frame) {
    box.ifPresent(
        typed -> {
          PictureBounds bounds = new PictureBounds(frame.image().width(), frame.image().height());
          bounds.requireShown(typed, frame.picture().id());
          bounds.require(typed, frame.picture().id());
        });
  }

  /**
   * How fast and how steadily a face was followed.
   *
   * @param latencies milliseconds of each frame, the detector's among them; at least one
   * @param lost frames in which the face was not found
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
