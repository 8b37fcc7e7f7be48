package org.wingloss.training.loop;

import java.nio.file.Path;

/** A small training in the given folder, resumed where it stands: something to kill. */
public final class TrainingMain {
  private TrainingMain() {}

  /** One argument, the folder. */
  public static void main(String[] arguments) {
    SyntheticDrawer faces = new SyntheticDrawer(10, 32, 2);
    Trainings.trainer(
            Trainings.recipe("steps=400", "checkpoint-every=3"),
            faces,
            Path.of(arguments[0]),
            2,
            () -> false)
        .train();
  }
}
