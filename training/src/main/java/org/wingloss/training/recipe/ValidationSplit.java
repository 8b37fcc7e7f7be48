package org.wingloss.training.recipe;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.wingloss.data.dataset.DatasetReader;
import org.wingloss.data.dataset.Holdout;
import org.wingloss.data.face.Face;
import org.wingloss.data.line.Labels;
import org.wingloss.data.line.SettingLine;

/** Which faces are held out of training and scored while it runs: the validation set. */
public enum ValidationSplit {
  /** Every tenth photograph by id, see {@link Holdout}. */
  EVERY_TENTH("every-10th"),
  /**
   * Those of the split {@code validation}, which may be a list that came with the data; all others
   * of {@code train} train.
   */
  LIST("list"),
  /** None: all faces train. */
  NONE("none");

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
    return Labels.find("validation must be", values(), ValidationSplit::label, name);
  }

  /**
   * The way that a data set asks for: by its own list where it has one, else every tenth.
   *
   * @param data its folder
   */
  public static ValidationSplit ofData(DatasetReader reader, Path data) {
    return reader.listsValidation(data) ? LIST : EVERY_TENTH;
  }

  /**
   * Divides the faces of the split {@code train} of a data set.
   *
   * @param data its folder
   */
  public Holdout divide(DatasetReader reader, Path data) {
    return divide(
        reader.read(data, "train"),
        faces -> reader.everyTenth(data, faces),
        () -> reader.read(data, "validation"));
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
