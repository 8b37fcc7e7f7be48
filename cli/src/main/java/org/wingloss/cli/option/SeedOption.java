package org.wingloss.cli.option;

import picocli.CommandLine.Option;

/** {@code --seed}: the same seed gives the same result. */
public final class SeedOption {
  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of the random number generator (default: ${DEFAULT-VALUE}).")
  private long seed;

  /** The seed. */
  public long seed() {
    return seed;
  }
}
