package org.wingloss.serve.runs;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.wingloss.data.format.StrictJson;
import org.wingloss.data.format.TextFile;
import org.wingloss.data.io.FileFailure;

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
    Path file = RunFiles.validationPredictions(run);
    if (!Files.exists(file)) {
      return List.of();
    }
    List<FaceError> errors = new ArrayList<>();
    try {
      for (String text : TextFile.lines(file, MOST_BYTES)) {
        JsonNode line = StrictJson.mapper().readTree(text);
        if (line.path("nme").isNumber()) {
          errors.add(new FaceError(line.path("id").asText(), line.path("nme").doubleValue()));
        }
      }
    } catch (IOException e) {
      throw FileFailure.unreadable(file, e);
    }
    return errors;
  }
}
