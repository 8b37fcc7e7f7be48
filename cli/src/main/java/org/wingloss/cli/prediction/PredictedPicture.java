package org.wingloss.cli.prediction;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.format.JsonLinesWriter;
import org.wingloss.data.geometry.Box;
import org.wingloss.model.inference.FacePrediction;
import org.wingloss.model.inference.InputPicture;
import org.wingloss.model.inference.PicturePrediction;

/**
 * What {@code predict} has to say of a picture: what is written of it, and what is counted.
 *
 * @param id of the picture
 * @param image how lines name it
 * @param bad why the picture cannot be used; empty where it can
 * @param rotated whether its coordinates are not those of the picture as stored
 * @param flaw what is wrong with its file although all pixels are there; empty where it is whole
 * @param leftOut faces that are not written because their predictions spread too much
 * @param faces those that are written
 */
public record PredictedPicture(
    String id,
    String image,
    String bad,
    boolean rotated,
    String flaw,
    int leftOut,
    List<PredictedFace> faces) {
  /** Checks and copies. */
  public PredictedPicture {
    Objects.requireNonNull(Path.of(image));
    faces = List.copyOf(faces);
    if (leftOut < 0) {
      throw new IllegalArgumentException("left-out must be >= 0 but was " + leftOut);
    }
  }

  /**
   * A face that is written.
   *
   * @param id of the face
   * @param box left, top, right, bottom
   * @param landmarks all x, then all y
   * @param plausible whether they could be a face
   * @param spread per landmark, pixels; empty where it is not written
   */
  public record PredictedFace(
      String id,
      List<Double> box,
      List<Double> landmarks,
      Plausible plausible,
      List<Double> spread) {
    /** Checks that it can be written. */
    public PredictedFace {
      box = List.copyOf(box);
      landmarks = List.copyOf(landmarks);
      spread = List.copyOf(spread);
      if (!spread.isEmpty() && 2 * spread.size() != landmarks.size()) {
        throw new IllegalArgumentException(
            "expected a spread for each of %d coordinates' landmarks but found %d"
                .formatted(landmarks.size(), spread.size()));
      }
      face(id, landmarks, box);
    }

    static PredictedFace of(PicturePrediction.FoundFace face, boolean withSpread) {
      FacePrediction found = face.prediction();
      return new PredictedFace(
          face.id(),
          face.box().edges(),
          numbers(found.landmarks().vector()),
          Plausible.of(found.plausible()),
          withSpread ? found.spread() : List.of());
    }

    /** The face as a line has it. */
    Face line(String image) {
      return face(id, landmarks, box).withImage(Path.of(image));
    }

    JsonLinesWriter.Remarks remarks() {
      return new JsonLinesWriter.Remarks(plausible.known(), spread, Double.NaN);
    }

    private static Face face(String id, List<Double> landmarks, List<Double> box) {
      double[] vector = landmarks.stream().mapToDouble(Double::doubleValue).toArray();
      return Face.of(id, Landmarks.of(vector)).withBox(Box.of(box));
    }

    private static List<Double> numbers(double... values) {
      List<Double> numbers = new ArrayList<>(values.length);
      for (double value : values) {
        numbers.add(value);
      }
      return numbers;
    }
  }

  /** Whether landmarks could be a face, as far as the model knows. */
  public enum Plausible {
    YES,
    NO,
    UNKNOWN;

    static Plausible of(Optional<Boolean> known) {
      return known.map(yes -> yes ? YES : NO).orElse(UNKNOWN);
    }

    Optional<Boolean> known() {
      return this == UNKNOWN ? Optional.empty() : Optional.of(this == YES);
    }
  }

  /**
   * A picture that was looked at.
   *
   * @param found all its faces
   * @param kept those that are written
   * @param upright whether pictures are rotated as their EXIF tags say
   */
  static PredictedPicture of(
      PicturePrediction found,
      PicturePrediction kept,
      boolean upright,
      PredictionWriter.Target target) {
    return new PredictedPicture(
        found.picture().id(),
        target.name(found.picture().file()).toString(),
        "",
        upright && found.oriented(),
        found.flaw().orElse(""),
        found.faces().size() - kept.faces().size(),
        kept.faces().stream().map(face -> PredictedFace.of(face, target.spread())).toList());
  }

  /** A picture that cannot be used. */
  static PredictedPicture bad(InputPicture picture, String why, PredictionWriter.Target target) {
    return new PredictedPicture(
        picture.id(), target.name(picture.file()).toString(), why, false, "", 0, List.of());
  }

  /** Whether it could be used and no face was found in it, or no box of one is given. */
  boolean hasNoFace() {
    return bad.isEmpty() && faces.isEmpty() && leftOut == 0;
  }
}
