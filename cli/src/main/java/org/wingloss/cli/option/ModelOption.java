package org.wingloss.cli.option;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** {@code --model}: one trained model. */
public final class ModelOption {
  /** What {@code --model} takes, wherever it stands. */
  public static final String HELP = "A model folder or zip, or the folder of a training run.";

  @Option(names = "--model", required = true, paramLabel = "M", description = HELP)
  private Path model;

  /** Where it lies. */
  public Path path() {
    return model;
  }
}
