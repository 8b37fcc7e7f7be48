package org.wingloss.cli.shard;

import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.format.JsonLinesWriter;

/**
 * A model's prediction for a face of a data set, in a part.
 *
 * @param landmarks all x, then all y, pixels of the picture as stored
 * @param flaw what is wrong with the picture's file although all pixels are there; empty where it
 *     is whole
 */
public record EvaluatedFace(List<Double> landmarks, String flaw) {
  /** Checks and copies. */
  public EvaluatedFace {
    landmarks = List.copyOf(landmarks);
    prediction(landmarks);
  }

  /** The value for a prediction. */
  public static EvaluatedFace of(Landmarks prediction, Optional<String> flaw) {
    return new EvaluatedFace(
        DoubleStream.of(prediction.vector()).boxed().toList(), flaw.orElse(""));
  }

  /** The prediction. */
  public Landmarks prediction() {
    return prediction(landmarks);
  }

  /** {@link #flaw}, if there is one. */
  public Optional<String> flawOfPicture() {
    return Optional.of(flaw).filter(text -> !text.isEmpty());
  }

  /** Tells ground truth apart: ids, landmarks, boxes and subsets. */
  public static String content(List<Face> faces) {
    return "SHA-256 "
        + ShardedWork.sha256(
            faces.stream()
                .map(face -> JsonLinesWriter.text(face.withPicture(Optional.empty())))
                .toList());
  }

  private static Landmarks prediction(List<Double> landmarks) {
    return Landmarks.of(landmarks.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
