package org.wingloss.cli.option;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** {@code --data}: the folder of the data set. */
public final class DataOption {
  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "The folder of the data set.")
  private Path data;

  /** The folder. */
  public Path data() {
    return data;
  }
}
