package org.wingloss.cli.option;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.wingloss.cli.terminal.UsageException;
import org.wingloss.model.inference.Ensemble;
import org.wingloss.model.inference.TestTimeAugmentation;
import picocli.CommandLine.Option;

/** Models to compare on a split of a data set. */
public final class ModelsToCompareOptions extends EvaluatedSplitOptions {
  @Option(
      names = {"-m", "--model"},
      required = true,
      paramLabel = "M",
      description = ModelOption.HELP + " Two or more; 'built-in' is the built-in model.")
  private List<Path> models;

  @Option(
      names = "--refine-box",
      description = "Localise each face twice, the second time in the box around the landmarks.")
  private boolean refine;

  /**
   * What the models are called: their folders where these differ, else their paths.
   *
   * @throws UsageException if one is named twice
   */
  public List<String> names() {
    return Arguments.names(
        "--model names one model twice",
        models.stream().map(ModelOption::name).toList(),
        models.stream().map(Path::toString).toList());
  }

  /** Opens the k-th of them. */
  public Ensemble open(int k) {
    Path model = models.get(k);
    boolean builtIn = model.toString().equals(ModelOption.BUILT_IN) && !Files.exists(model);
    TestTimeAugmentation views = TestTimeAugmentation.of(augmented(), builtIn);
    return builtIn ? Ensemble.standard(views) : Ensemble.open(List.of(model), views, refine);
  }
}
