package org.wingloss.cli.option;

import picocli.CommandLine.Option;

/** {@code --device}: what trains. */
public final class DeviceOption {
  @Option(
      names = "--device",
      defaultValue = "auto",
      paramLabel = "D",
      description =
          "auto, cpu, gpu, gpu:N, or several that share every batch: gpu:0,1"
              + " (default: ${DEFAULT-VALUE}).")
  private String device;

  /** As typed; the training refuses what is not there. */
  public String device() {
    return device;
  }
}
