package org.wingloss.training.loop;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wingloss.training.DivergenceException;
import org.wingloss.training.checkpoint.Checkpoint;

/**
 * Goes on from the last checkpoint where a training has diverged, once for a step. A training is
 * deterministic: what comes again at the same step is a divergence, what does not was a fault of
 * the machine, and the hours before it are not lost.
 */
public final class Repetition {
  private static final Logger LOG = LoggerFactory.getLogger(Repetition.class);

  private Repetition() {}

  /**
   * Trains, and trains again where that may help.
   *
   * @param checkpoint from which {@code training} goes on if it is there
   * @throws DivergenceException if the training has diverged at the same step twice, or before its
   *     first checkpoint
   */
  public static <T> T of(Supplier<T> training, Path checkpoint) {
    Set<Long> failed = new HashSet<>();
    while (true) {
      try {
        return training.get();
      } catch (DivergenceException e) {
        if (!failed.add(e.step()) || !Checkpoint.exists(checkpoint)) {
          throw e;
        }
        LOG.warn(
            "{}. It goes on from the last checkpoint, once: a fault of the machine does not come"
                + " again",
            e.getMessage());
      }
    }
  }
}
