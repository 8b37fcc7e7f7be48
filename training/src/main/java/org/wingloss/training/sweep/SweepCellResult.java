package org.wingloss.training.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.format.StrictJson;
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
    boolean finished = Files.isDirectory(run.model());
    String state = finished ? "finished" : failed ? "failed" : run.exists() ? "begun" : "waiting";
    if (!Files.exists(run.metrics())) {
      return new SweepCellResult(cell.name(), state, 0, Double.NaN, Double.NaN);
    }
    try {
      List<String> lines = Files.readAllLines(run.metrics());
      int stage = 0;
      long step = 0;
      double loss = Double.NaN;
      double nme = Double.NaN;
      for (String text : lines) {
        JsonNode line = StrictJson.mapper().readTree(text);
        if (line.path("stage").asInt(1) != stage) {
          stage = line.path("stage").asInt(1);
          nme = Double.NaN;
        }
        step = line.path("step").asLong();
        loss = line.path("loss").asDouble();
        double measured = line.path("nme").asDouble(Double.NaN);
        nme = Double.isNaN(nme) || measured < nme ? measured : nme;
      }
      return new SweepCellResult(cell.name(), state, step, loss, nme);
    } catch (IOException e) {
      throw InvalidDataException.in(run.metrics(), "cannot be read: " + e.getMessage(), e);
    }
  }
}
