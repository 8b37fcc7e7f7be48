package org.wingloss.training.loop;

/** Hears how a training goes; called in the training thread, so it must be quick. */
public interface TrainingListener {
  /** Hears nothing. */
  TrainingListener NONE = new TrainingListener() {};

  /** The loop begins at a step of so many. */
  default void started(long step, long steps) {}

  /**
   * A step was logged.
   *
   * @param step the number of steps done
   * @param loss the loss of the last of them
   * @param facesPerSecond over the steps since the last call
   */
  default void logged(long step, double loss, double facesPerSecond) {}

  /**
   * The validation faces were judged.
   *
   * @param step the number of steps done
   * @param nme percent
   * @param best whether it is the lowest so far
   */
  default void validated(long step, double nme, boolean best) {}

  /** The loop has ended, at its last step or because it was asked to; its checkpoint is written. */
  default void ended() {}
}
