package org.wingloss.training.recipe;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.wingloss.data.dataset.Holdout;
import org.wingloss.data.face.Face;
import org.wingloss.data.line.SettingLine;

/** Which faces are held out of training and scored while it runs: the validation set. */
public enum ValidationSplit {
  /** None: all faces train. */
  NONE("none"),
  /** Every tenth photograph by id, see {@link Holdout}. */
  EVERY_TENTH("every-10th"),
  /**
   * Those of the split {@code validation}, which may be a list that came with the data; all others
   * of {@code train} train.
   */
  LIST("list");

  private final String label;

  ValidationSplit(String label) {
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
  public static ValidationSplit of(String label) {
    String name = SettingLine.nameAlone(label, "every-10th");
    for (ValidationSplit one : values()) {
      if (one.label.equals(name)) {
        return one;
      }
    }
    throw new IllegalArgumentException(
        "validation must be every-10th, list or none but was '" + label + "'");
  }

  /**
   * Divides the faces.
   *
   * @param training the faces of the split {@code train}
   * @param everyTenth holds out every tenth photograph
   * @param list reads the split {@code validation}
   */
  public Holdout divide(
      List<Face> training, Function<List<Face>, Holdout> everyTenth, Supplier<List<Face>> list) {
    return switch (this) {
      case NONE -> new Holdout(List.of(), training);
      case EVERY_TENTH -> everyTenth.apply(training);
      case LIST -> without(list.get(), training);
    };
  }

  private static Holdout without(List<Face> validation, List<Face> training) {
    Set<String> kept = validation.stream().map(Face::id).collect(Collectors.toSet());
    return new Holdout(
        validation, training.stream().filter(face -> !kept.contains(face.id())).toList());
  }
}
