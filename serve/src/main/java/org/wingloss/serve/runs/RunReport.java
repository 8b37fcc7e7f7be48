package org.wingloss.serve.runs;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.wingloss.data.format.StrictJson;
import org.wingloss.data.format.TextFile;
import org.wingloss.data.io.FileFailure;
import org.wingloss.data.io.RunLayout;

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
  /**
   * The error of a validation face.
   *
   * @param id the face's
   * @param nme percent
   */
  record FaceError(String id, double nme) {
    private static final long MOST_BYTES = 64 << 20;

    /** Those of a run's best validation, the largest first; none before it. */
    static List<FaceError> read(Path run) {
      Path file = run.resolve(RunLayout.VALIDATION_PREDICTIONS);
      if (!RunFiles.isThere(file)) {
        return List.of();
      }
      List<FaceError> errors = new ArrayList<>();
      List<String> lines = TextFile.lines(file, MOST_BYTES);
      for (int i = 0; i < lines.size(); i++) {
        JsonNode line = RunFiles.line(file, i + 1L, lines.get(i));
        if (line.path("nme").isNumber()) {
          errors.add(new FaceError(line.path("id").asText(), line.path("nme").doubleValue()));
        }
      }
      return errors;
    }
  }

  /**
   * A run as it is now.
   *
   * @param whole whether with what only one run's report tells
   */
  static RunReport of(String name, Path run, boolean whole) {
    RunCurves log = RunCurves.read(run);
    return new RunReport(
        name,
        RunFiles.state(run),
        RunFiles.updated(run),
        log.lastStep(),
        log.last("loss"),
        log.lowest("nme"),
        log.last("faces-per-second"),
        whole ? log.curves() : null,
        whole ? FaceError.read(run) : null,
        whole ? text(run.resolve(RunLayout.RECIPE)) : null,
        whole ? provenance(run.resolve(RunLayout.PROVENANCE)) : null);
  }

  private static String text(Path file) {
    try {
      return TextFile.text(file);
    } catch (IOException e) {
      throw FileFailure.unreadable(file, e);
    }
  }

  private static Map<String, String> provenance(Path file) {
    Map<String, String> values = new TreeMap<>();
    if (RunFiles.isThere(file)) {
      StrictJson.read(file, JsonNode.class)
          .properties()
          .forEach(entry -> values.put(entry.getKey(), entry.getValue().asText()));
    }
    return values;
  }
}
