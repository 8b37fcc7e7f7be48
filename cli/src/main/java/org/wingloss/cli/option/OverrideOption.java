package org.wingloss.cli.option;

import java.util.List;
import picocli.CommandLine.Option;

/** {@code --set}: keys of a recipe with other values. */
public final class OverrideOption {
  @Option(
      names = {"-s", "--set"},
      paramLabel = "key=value",
      description = "Change a key of the recipe; may be repeated.")
  private List<String> overrides = List.of();

  /** The changes in their order. */
  public List<String> list() {
    return overrides;
  }

  /** The keys that are changed, in their order. */
  public List<String> keys() {
    return overrides.stream().map(change -> change.split("=", 2)[0].strip()).toList();
  }
}
