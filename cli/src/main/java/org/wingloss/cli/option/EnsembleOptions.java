package org.wingloss.cli.option;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.wingloss.model.file.ModelFile;
import org.wingloss.model.file.StoredModel;
import org.wingloss.model.inference.Ensemble;
import org.wingloss.model.inference.TestTimeAugmentation;
import picocli.CommandLine.Option;

/**
 * {@code --model}, which may be repeated, and {@code --refine-box}. Without a model it is the
 * built-in one.
 */
public final class EnsembleOptions {
  @Option(
      names = {"-m", "--model"},
      paramLabel = "M",
      description =
          ModelOption.HELP + " May be repeated: the predictions of all models are then averaged.")
  private List<Path> models = List.of();

  @Option(
      names = "--refine-box",
      description =
          "Localise each face twice, the second time in the box around the landmarks of the first:"
              + " for boxes of another kind than those of the training, such as a detector's.")
  private boolean refine;

  /** Where the models lie; empty for the built-in one. */
  public List<Path> models() {
    return models;
  }

  /** What tells the models from all others, wherever they lie. */
  public String content() {
    return models.isEmpty()
        ? "%s %s".formatted(ModelOption.BUILT_IN, ModelFile.standard().id())
        : models.stream()
            .map(model -> "%s %s".formatted(ModelOption.name(model), StoredModel.open(model).id()))
            .collect(Collectors.joining(", "));
  }

  /** Whether boxes are refined. */
  public boolean refine() {
    return refine;
  }

  /**
   * Opens the models, or the built-in one with refined boxes and {@linkplain Ensemble#standard its
   * own} views.
   *
   * @param augmented whether predictions are averaged over test-time augmentation
   */
  public Ensemble open(boolean augmented) {
    TestTimeAugmentation views = TestTimeAugmentation.of(augmented, models.isEmpty());
    return models.isEmpty() ? Ensemble.standard(views) : Ensemble.open(models, views, refine);
  }
}
