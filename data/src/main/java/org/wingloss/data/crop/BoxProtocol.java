package org.wingloss.data.crop;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.Serializable;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Face;
import org.wingloss.data.geometry.Box;

/**
 * How a face box becomes the region that is cut out and resized to the network input (the paper:
 * "square crops resized to the input", A). It travels with a trained model, so that the localiser
 * cuts a user's box exactly as the trainer cut the data set's.
 *
 * @param kind where the box comes from
 * @param enlarge the factor on both sides about the box's centre, 0.01 to 10; 1 keeps the box. WFLW
 *     is trained at 1.25 because its boxes cut faces (A)
 * @param square whether the box is first made square with its longer side
 */
public record BoxProtocol(Kind kind, double enlarge, boolean square) implements Serializable {
  private static final double LEAST = 0.01;
  private static final double MOST = 10;

  /** Where a box comes from. */
  public enum Kind {
    /** The box around the annotated landmarks. */
    @JsonProperty("truth")
    TRUTH,
    /** The box that the data set supplies. */
    @JsonProperty("dataset")
    DATASET,
    /** A box from a file, put into the annotation by {@link Face#withBox}. */
    @JsonProperty("file")
    FILE
  }

  /** Checks the factor. */
  public BoxProtocol {
    if (kind == null) {
      throw new IllegalArgumentException("kind must be truth, dataset or file");
    }
    if (!(enlarge >= LEAST && enlarge <= MOST)) {
      throw new IllegalArgumentException(
          "enlarge must be from %s to %s but was %s".formatted(LEAST, MOST, enlarge));
    }
  }

  /**
   * The region to cut out for an annotated face.
   *
   * @throws InvalidDataException if the face lacks the box, or its landmarks span no area
   */
  public Box cropBox(Face annotation) {
    Box box =
        switch (kind) {
          case TRUTH -> bounds(annotation);
          case DATASET, FILE ->
              annotation
                  .box()
                  .orElseThrow(
                      () ->
                          new InvalidDataException(
                              "%s: expected a face box from the %s but there is none"
                                  .formatted(
                                      annotation.id(),
                                      kind == Kind.FILE ? "box file" : "data set")));
        };
    try {
      return cropBox(box);
    } catch (IllegalArgumentException e) {
      throw new InvalidDataException(
          "%s: the face box enlarged %s times: %s"
              .formatted(annotation.id(), enlarge, e.getMessage()),
          e);
    }
  }

  /** The region to cut out for a supplied face box, in the same pixels. */
  public Box cropBox(Box supplied) {
    return (square ? supplied.square() : supplied).scaled(enlarge);
  }

  private static Box bounds(Face annotation) {
    try {
      return annotation.landmarks().bounds();
    } catch (IllegalArgumentException e) {
      throw new InvalidDataException(
          annotation.id() + ": the landmarks have no face box around them: " + e.getMessage(), e);
    }
  }
}
