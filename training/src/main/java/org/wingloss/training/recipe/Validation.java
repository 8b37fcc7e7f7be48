package org.wingloss.training.recipe;

import java.util.List;
import org.wingloss.data.annotation.Annotation;
import org.wingloss.data.reader.Holdout;

/** Which faces are kept out of training and scored while it runs. */
public enum Validation {
  /** None: all faces train. */
  NONE("none"),
  /** Every tenth picture by id, see {@link Holdout#everyTenth}. */
  EVERY_TENTH("every-10th");

  private final String label;

  Validation(String label) {
    this.label = label;
  }

  /** The name in recipes. */
  public String label() {
    return label;
  }

  /**
   * Reads the name.
   *
   * @throws IllegalArgumentException if there is no such way
   */
  public static Validation of(String label) {
    for (Validation one : values()) {
      if (one.label.equals(label)) {
        return one;
      }
    }
    throw new IllegalArgumentException(
        "validation must be every-10th or none but was '" + label + "'");
  }

  /** Divides the faces of the training split. */
  public Holdout divide(List<Annotation> faces) {
    return this == NONE ? new Holdout(List.of(), faces) : Holdout.everyTenth(faces);
  }
}
