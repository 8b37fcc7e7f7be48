package org.wingloss.serve.runs;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.wingloss.data.format.StrictJson;
import org.wingloss.data.format.TextFile;
import org.wingloss.data.io.FileFailure;

/**
 * A run as it is sent.
 *
 * @param name below the folder of runs
 * @param state {@code finished}, {@code training} or {@code stopped}
 * @param updated when something was logged last, milliseconds since 1970
 * @param step the last that was logged
 * @param loss the last; null before the first
 * @param nme the lowest validation NME, percent; null where none was measured
 * @param facesPerSecond the last; null before the first
 * @param curves in a report of one run
 * @param errors of the validation faces, the largest first, in a report of one run
 * @param recipe the resolved recipe, YAML, in a report of one run
 * @param provenance where the run comes from, in a report of one run
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RunReport(
    String name,
    String state,
    long updated,
    double step,
    Double loss,
    Double nme,
    Double facesPerSecond,
    Map<String, List<double[]>> curves,
    List<FaceError> errors,
    String recipe,
    Map<String, String> provenance) {
  /** A run that has logged nothing for so long is taken to have stopped. */
  private static final long SILENCE_MILLIS = 10 * 60 * 1000;

  /** Without what only one run's report tells. */
  static RunReport summary(String name, Path run) {
    return of(name, run, RunCurves.read(run), null, null, null, null);
  }

  static RunReport whole(String name, Path run) {
    RunCurves curves = RunCurves.read(run);
    return of(
        name,
        run,
        curves,
        curves.curves(),
        FaceError.read(run),
        text(RunFiles.recipe(run)),
        provenance(run));
  }

  private static RunReport of(
      String name,
      Path run,
      RunCurves log,
      Map<String, List<double[]>> curves,
      List<FaceError> errors,
      String recipe,
      Map<String, String> provenance) {
    long updated = RunFiles.updated(run);
    boolean silent = System.currentTimeMillis() - updated > SILENCE_MILLIS;
    return new RunReport(
        name,
        RunFiles.isFinished(run) ? "finished" : silent ? "stopped" : "training",
        updated,
        log.lastStep(),
        log.last("loss"),
        log.lowest("nme"),
        log.last("faces-per-second"),
        curves,
        errors,
        recipe,
        provenance);
  }

  private static String text(Path file) {
    try {
      return TextFile.text(file);
    } catch (IOException e) {
      throw FileFailure.unreadable(file, e);
    }
  }

  private static Map<String, String> provenance(Path run) {
    Map<String, String> values = new TreeMap<>();
    if (Files.exists(RunFiles.provenance(run))) {
      StrictJson.read(RunFiles.provenance(run), JsonNode.class)
          .properties()
          .forEach(entry -> values.put(entry.getKey(), entry.getValue().asText()));
    }
    return values;
  }
}
