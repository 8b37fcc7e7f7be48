package org.wingloss.cli.option;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.wingloss.data.io.FileName;
import org.wingloss.model.file.ModelFile;
import org.wingloss.model.file.StoredModel;
import org.wingloss.model.inference.Ensemble;
import org.wingloss.model.inference.TestTimeAugmentation;
import picocli.CommandLine.Option;

/** {@code --model}: one trained model. Without it it is the built-in one. */
public final class ModelOption {
  /** What {@code --model} takes, wherever it stands. */
  public static final String HELP = "A model folder or zip, or the folder of a training run.";

  /** What the built-in model is called. */
  public static final String BUILT_IN = "built-in";

  @Option(
      names = {"-m", "--model"},
      paramLabel = "M",
      description = HELP + " Without it the built-in model of 68 landmarks is taken.")
  private Path model;

  /** Where it lies; empty for the built-in one. */
  public Optional<Path> path() {
    return Optional.ofNullable(model);
  }

  /**
   * Refuses to write over the model, or over the ONNX file that is a part of its folder.
   *
   * @param option names what is to be written
   * @throws org.wingloss.cli.terminal.UsageException if {@code output} is one of them
   */
  public void requireOther(String option, Path output) {
    if (model != null) {
      Path whole = StoredModel.place(model);
      Arguments.requireOther(option, output, List.of(whole, whole.resolve("model.onnx")));
    }
  }

  /** What a model is called in tables: its folder or zip. */
  public static String name(Path model) {
    return FileName.last(model);
  }

  /** Its files. */
  public StoredModel stored() {
    return path().map(StoredModel::open).orElseGet(ModelFile::standard);
  }

  /** Opens it for inference: one view of a face, of the built-in model its own two. */
  public Ensemble ensemble() {
    return path().map(Ensemble::open).orElseGet(() -> Ensemble.standard(TestTimeAugmentation.PAIR));
  }
}
