package org.wingloss.serve.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files of a run folder that are shown. */
final class RunFiles {
  static final String RECIPE = "recipe.yaml";
  static final String PROVENANCE = "provenance.json";
  static final String METRICS = "metrics.jsonl";

  /** Validation faces with the largest errors at the best validation. */
  static final String WORST_FACES = "validation-worst.png";

  /** Predictions of all validation faces at the best validation, with their errors. */
  static final String VALIDATION_PREDICTIONS = "validation-predictions.jsonl";

  private RunFiles() {}

  /** Whether the run has ended with a model. */
  static boolean isFinished(Path run) {
    return Files.isDirectory(run.resolve("model"));
  }

  /** What changes when a line is logged: the length of the log; −1 before there is one. */
  static long length(Path run) {
    try {
      return Files.size(run.resolve(METRICS));
    } catch (IOException e) {
      return -1;
    }
  }

  /** When something was logged last, milliseconds since 1970; 0 before that. */
  static long updated(Path run) {
    try {
      return Files.getLastModifiedTime(run.resolve(METRICS)).toMillis();
    } catch (IOException e) {
      return 0;
    }
  }
}
