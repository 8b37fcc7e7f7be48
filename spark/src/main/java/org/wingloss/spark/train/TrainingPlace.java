package org.wingloss.spark.train;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import org.wingloss.training.sweep.SweepCell;

/**
 * A cell on its way to an executor.
 *
 * @param number its place among the cells of the job
 * @param name see {@link SweepCell}
 * @param recipe see {@link SweepCell}
 * @param overrides see {@link SweepCell}
 * @param run its run folder, which all machines share
 * @param log receives what its process prints
 */
record TrainingPlace(
    int number, String name, String recipe, List<String> overrides, String run, String log)
    implements Serializable {
  static TrainingPlace of(int number, SweepCell cell, Path run, Path log) {
    return new TrainingPlace(
        number,
        cell.name(),
        cell.recipe(),
        cell.overrides(),
        run.toAbsolutePath().toString(),
        log.toAbsolutePath().toString());
  }

  SweepCell cell() {
    return new SweepCell(name, recipe, overrides);
  }
}
