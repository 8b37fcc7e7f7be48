package org.wingloss.cli.shard;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.wingloss.data.dataset.writer.StoredFace;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.face.Visibility;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.io.Sha256;

/**
 * A synthetic face in a part, whose picture lies beside it.
 *
 * @param landmarks all x, then all y; 0 where a landmark is missing
 * @param states of the landmarks
 * @param box left, top, right, bottom
 * @param yaw see {@link StoredFace}
 * @param sha256 of the picture's file
 */
public record SynthesisedFace(
    List<Double> landmarks, List<Visibility> states, List<Double> box, double yaw, String sha256) {
  /** Checks that it can be written. */
  public SynthesisedFace {
    landmarks = List.copyOf(landmarks);
    states = List.copyOf(states);
    box = List.copyOf(box);
    face(landmarks, states, box, yaw);
  }

  /** The value for a face and its picture. */
  public static SynthesisedFace of(StoredFace face, Path picture) {
    Landmarks landmarks = face.landmarks();
    return new SynthesisedFace(
        DoubleStream.of(landmarks.vector()).map(x -> Double.isNaN(x) ? 0 : x).boxed().toList(),
        Arrays.asList(landmarks.states()),
        face.box().edges(),
        face.yaw(),
        Sha256.of(picture).hex());
  }

  /**
   * Copies the picture.
   *
   * @param from where it lies in the part
   * @param to where it is wanted
   * @throws org.wingloss.data.InvalidDataException if it is not the one that the shard wrote
   */
  public StoredFace copy(Path from, Path to) {
    PartFolder.copy(from, to, sha256);
    return face(landmarks, states, box, yaw);
  }

  private static StoredFace face(
      List<Double> landmarks, List<Visibility> states, List<Double> box, double yaw) {
    return new StoredFace(
        Landmarks.of(
            landmarks.stream().mapToDouble(Double::doubleValue).toArray(),
            states.toArray(Visibility[]::new)),
        Box.of(box),
        yaw);
  }
}
