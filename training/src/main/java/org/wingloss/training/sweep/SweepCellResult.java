package org.wingloss.training.sweep;

import java.nio.file.Files;
import java.util.List;
import org.wingloss.training.checkpoint.RunLog;
import org.wingloss.training.run.RunFolder;

/**
 * How far a cell has come, read from its run folder.
 *
 * @param cell its name
 * @param state {@code waiting}, {@code begun}, {@code finished} or {@code failed}
 * @param step the steps logged, of the last stage that began
 * @param loss the last one logged; NaN before
 * @param nme the lowest validation NME of that stage, percent; NaN where none was measured
 */
public record SweepCellResult(String cell, String state, long step, double loss, double nme) {
  static SweepCellResult of(SweepCell cell, RunFolder run, boolean failed) {
    String state =
        run.isFinished() ? "finished" : failed ? "failed" : run.exists() ? "begun" : "waiting";
    List<RunLog.Point> points =
        Files.exists(run.metrics()) ? RunLog.read(run.metrics()).lastStage() : List.of();
    if (points.isEmpty()) {
      return new SweepCellResult(cell.name(), state, 0, Double.NaN, Double.NaN);
    }
    RunLog.Point last = points.get(points.size() - 1);
    return new SweepCellResult(
        cell.name(), state, last.stageStep(), last.loss(), RunLog.bestNme(points));
  }
}
