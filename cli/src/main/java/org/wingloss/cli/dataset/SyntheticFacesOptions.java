package org.wingloss.cli.dataset;

import org.wingloss.cli.option.Arguments;
import org.wingloss.cli.option.SeedOption;
import org.wingloss.cli.terminal.UsageException;
import org.wingloss.data.dataset.writer.DatasetWriter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code --faces}, {@code --seed} and {@code --size}: which synthetic faces. */
public final class SyntheticFacesOptions {
  private static final int LEAST_SIZE = 32;
  private static final int MOST_SIZE = 2048;

  @Option(
      names = "--faces",
      paramLabel = "N",
      defaultValue = "100",
      description = "How many, at least 20 (default: ${DEFAULT-VALUE}).")
  private int faces;

  @Mixin private SeedOption seed;

  @Option(
      names = "--size",
      paramLabel = "PIXELS",
      defaultValue = "256",
      description = "Width and height of the pictures, 32 to 2048 (default: ${DEFAULT-VALUE}).")
  private int size;

  /**
   * Checks what was typed.
   *
   * @throws UsageException if a number is out of range
   */
  public void check() {
    if (faces < DatasetWriter.FEWEST) {
      throw new UsageException(
          "--faces must be at least %d but is %d".formatted(DatasetWriter.FEWEST, faces));
    }
    Arguments.within(LEAST_SIZE, MOST_SIZE, "--size", size);
  }

  /** How many. */
  public int faces() {
    return faces;
  }

  /** The seed of the series. */
  public long seed() {
    return seed.seed();
  }

  /** Width and height of the pictures, pixels. */
  public int size() {
    return size;
  }
}
