package org.wingloss.spark.session;

import org.apache.spark.SparkThrowable;
import org.wingloss.data.InvalidDataException;
import org.wingloss.training.InvalidRecipeException;

/** What made a job fail, out of what Spark has put around it. */
public final class SparkFailures {
  private static final String UNREADABLE = "FAILED_READ_FILE";

  private SparkFailures() {}

  /** The failure of bad data or of a bad recipe inside another one; else the failure itself. */
  public static Exception cause(Exception failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof InvalidDataException || at instanceof InvalidRecipeException) {
        return (RuntimeException) at;
      }
      if (at instanceof SparkThrowable told
          && told.getCondition() != null
          && told.getCondition().startsWith(UNREADABLE)) {
        return new InvalidDataException(at.getMessage().lines().findFirst().orElseThrow(), at);
      }
    }
    return failure;
  }

  /** As {@link #cause}, to be thrown on. */
  public static RuntimeException unchecked(Exception failure) {
    return cause(failure) instanceof RuntimeException cause
        ? cause
        : new IllegalStateException("the job failed: " + failure.getMessage(), failure);
  }
}
