package org.wingloss.data.io;

import java.nio.file.Files;
import java.nio.file.Path;

/** What the files of a run folder are called: a training writes them, others show them. */
public final class RunLayout {
  /** The resolved recipe: where it is, a run has begun. */
  public static final String RECIPE = "recipe.yaml";

  /** Where the run comes from. */
  public static final String PROVENANCE = "provenance.json";

  /** One line per logged step. */
  public static final String METRICS = "metrics.jsonl";

  /** The validation faces with the largest errors at the best validation, the worst first. */
  public static final String WORST_FACES = "validation-worst.png";

  /** The predictions of all validation faces at the best validation, with their errors. */
  public static final String VALIDATION_PREDICTIONS = "validation-predictions.jsonl";

  /** The folder of the finished model. */
  public static final String MODEL = "model";

  /** The finished detector. */
  public static final String DETECTOR = "detector.onnx";

  private RunLayout() {}

  /** Whether a run has come to its end: only then is its model, or its detector, written. */
  public static boolean isFinished(Path run) {
    return Files.isDirectory(run.resolve(MODEL)) || Files.isRegularFile(run.resolve(DETECTOR));
  }
}
