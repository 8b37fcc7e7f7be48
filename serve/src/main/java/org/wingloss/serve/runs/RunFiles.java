package org.wingloss.serve.runs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.format.StrictJson;
import org.wingloss.data.format.TextFile;
import org.wingloss.data.io.FolderLock;
import org.wingloss.data.io.RunLayout;

/** The files of a run folder that are shown. */
final class RunFiles {
  private RunFiles() {}

  /** Whether a file can be read: a pipe of its name would wait for a writer. */
  static boolean isThere(Path file) {
    return Files.isRegularFile(file);
  }

  /**
   * A line of a file of JSON lines.
   *
   * @param number of the line, from 1
   * @throws InvalidDataException if it is not JSON
   */
  static JsonNode line(Path file, long number, String text) {
    try {
      return StrictJson.mapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw InvalidDataException.at(
          file, number, "expected a JSON object but found '" + TextFile.shown(text) + "'");
    }
  }

  /** {@code finished}, {@code training} or {@code stopped}. */
  static String state(Path run) {
    if (RunLayout.isFinished(run)) {
      return "finished";
    }
    boolean atWork = isAtWork(run);
    // Once more: a training lets go of its folder when its result is there.
    return RunLayout.isFinished(run) ? "finished" : atWork ? "training" : "stopped";
  }

  /** Whether a training holds the folder; not where that cannot be seen. */
  private static boolean isAtWork(Path run) {
    try {
      return FolderLock.isHeld(run);
    } catch (InvalidDataException e) {
      return false;
    }
  }

  /** What changes when a line is logged: the length of the log; −1 before there is one. */
  static long length(Path run) {
    try {
      return Files.size(run.resolve(RunLayout.METRICS));
    } catch (IOException e) {
      return -1;
    }
  }

  /** When something was logged last, milliseconds since 1970; 0 before that. */
  static long updated(Path run) {
    try {
      return Files.getLastModifiedTime(run.resolve(RunLayout.METRICS)).toMillis();
    } catch (IOException e) {
      return 0;
    }
  }
}
