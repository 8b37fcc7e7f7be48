package org.wingloss.training.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.format.StrictJson;
import org.wingloss.data.format.TextFile;
import org.wingloss.data.io.FileFailure;

/**
 * The curves in a run's {@code metrics.jsonl}, which {@link MetricsLog} writes; a stage's steps
 * follow those of the one before.
 */
public record RunLog(List<Point> points) {
  /** Copies the list. */
  public RunLog {
    points = List.copyOf(points);
  }

  /**
   * One line of the log.
   *
   * @param stage 1 or 2
   * @param step counted over all stages
   * @param stageStep counted in its stage
   * @param nme percent; NaN where it was not measured
   */
  public record Point(
      int stage, long step, long stageStep, double loss, double nme, double facesPerSecond) {}

  /**
   * Reads the log; a last line that is still being written is left out.
   *
   * @throws InvalidDataException if it is absent or another line does not fit
   */
  public static RunLog read(Path file) {
    List<String> lines;
    try {
      String text = TextFile.text(file);
      lines = text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    } catch (IOException e) {
      throw FileFailure.unreadable(file, e);
    }
    List<Point> points = new ArrayList<>();
    int stage = 1;
    long before = 0;
    long last = 0;
    for (int i = 0; i < lines.size(); i++) {
      try {
        JsonNode line = StrictJson.mapper().readTree(lines.get(i));
        int now = count(line, "stage", 1);
        long step = count(line, "step", -1);
        if (now < 1 || step < 0 || !line.path("loss").isNumber()) {
          throw InvalidDataException.at(
              file, i + 1L, "expected a stage from 1, a step from 0 and a loss");
        }
        if (now != stage) {
          stage = now;
          before = last;
        }
        last = before + step;
        points.add(
            new Point(
                stage,
                last,
                step,
                line.get("loss").doubleValue(),
                line.path("nme").asDouble(Double.NaN),
                line.path("faces-per-second").asDouble(Double.NaN)));
      } catch (JsonProcessingException e) {
        throw InvalidDataException.at(file, i + 1L, "is not JSON");
      }
    }
    return new RunLog(points);
  }

  /** A whole number; the usual one where the line has none, and −1 where it is no such number. */
  private static int count(JsonNode line, String key, int usual) {
    JsonNode value = line.path(key);
    return value.isMissingNode() ? usual : value.isInt() ? value.intValue() : -1;
  }

  /** The points of the last stage that began; empty before the first. */
  public List<Point> lastStage() {
    int stage = points.isEmpty() ? 0 : points.get(points.size() - 1).stage();
    return points.stream().filter(point -> point.stage() == stage).toList();
  }

  /** The lowest NME of some points, percent; NaN where none was measured. */
  public static double bestNme(List<Point> points) {
    return points.stream()
        .mapToDouble(Point::nme)
        .filter(Double::isFinite)
        .min()
        .orElse(Double.NaN);
  }
}
