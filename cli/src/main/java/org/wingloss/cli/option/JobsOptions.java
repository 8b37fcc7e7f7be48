package org.wingloss.cli.option;

import org.wingloss.training.device.Devices;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How many trainings run at once, and on what. */
public final class JobsOptions {
  @Mixin private DeviceOption device;

  @Option(
      names = {"-j", "--jobs"},
      paramLabel = "N",
      description = "Trainings at a time (default: one per core, at most the trainings).")
  private Integer jobs;

  /** The device of each training. */
  public String device() {
    return device.device();
  }

  /**
   * Refuses a device that no training could have. Only the engine knows which there are, and it is
   * not started for {@code auto} and {@code cpu}, which always are.
   *
   * @throws org.wingloss.training.InvalidRecipeException as a training would
   */
  public void requireDevice() {
    if (!device().equals("auto")) {
      Devices.of(device());
    }
  }

  /**
   * How many of {@code trainings} run at once.
   *
   * @throws org.wingloss.cli.terminal.UsageException if it is out of range
   */
  public int jobs(int trainings) {
    return jobs == null
        ? onePerCore(trainings)
        : Arguments.within(1, Arguments.MOST_THREADS, "--jobs", jobs);
  }

  /** How many of {@code trainings} run at once where nobody says. */
  public static int onePerCore(int trainings) {
    return Math.max(1, Math.min(Runtime.getRuntime().availableProcessors(), trainings));
  }
}
