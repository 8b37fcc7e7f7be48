package org.wingloss.training.loop;

import java.util.Optional;
import org.wingloss.data.image.RgbImage;
import org.wingloss.model.inference.ForwardPass;

/** Measures the error on the validation set; the loop does not know by which metric. */
@FunctionalInterface
public interface Validation {
  /**
   * The error of the network as it stands.
   *
   * @param network its forward pass
   * @return the mean normalised error in percent; lower is better
   */
  double nme(ForwardPass network);

  /**
   * What tells it from others, whose measurements cannot be compared with its own: of other faces,
   * by another norm, or of a model that sees or predicts otherwise.
   */
  default String digest() {
    return "";
  }

  /** The last measurement is the lowest of the training so far. */
  default void best() {}

  /** Some of the faces as the last measurement saw them; none where nobody draws. */
  default Optional<RgbImage> picture() {
    return Optional.empty();
  }
}
