package org.wingloss.serve.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files of a run folder that are shown. */
final class RunFiles {
  private RunFiles() {}

  static Path recipe(Path run) {
    return run.resolve("recipe.yaml");
  }

  static Path provenance(Path run) {
    return run.resolve("provenance.json");
  }

  static Path metrics(Path run) {
    return run.resolve("metrics.jsonl");
  }

  /** Validation faces with the largest errors at the best validation. */
  static Path worstFaces(Path run) {
    return run.resolve("validation-worst.png");
  }

  /** Predictions of all validation faces at the best validation, with their errors. */
  static Path validationPredictions(Path run) {
    return run.resolve("validation-predictions.jsonl");
  }

  /** Whether the run has ended with a model. */
  static boolean isFinished(Path run) {
    return Files.isDirectory(run.resolve("model"));
  }

  /** What changes when a line is logged: the length of the log; −1 before there is one. */
  static long length(Path run) {
    try {
      return Files.size(metrics(run));
    } catch (IOException e) {
      return -1;
    }
  }

  /** When something was logged last, milliseconds since 1970; 0 before that. */
  static long updated(Path run) {
    try {
      return Files.getLastModifiedTime(metrics(run)).toMillis();
    } catch (IOException e) {
      return 0;
    }
  }
}
