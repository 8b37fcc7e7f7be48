package org.wingloss.serve.runs;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wingloss.data.format.TextFile;
import org.wingloss.data.io.FileFailure;
import org.wingloss.data.io.RunLayout;

/**
 * The curves of a run's {@code metrics.jsonl}. A stage's steps follow those of the one before. A
 * last line that is still being written is left out.
 *
 * @param curves points [step, value] by name: loss, rate, nme, faces-per-second
 */
record RunCurves(Map<String, List<double[]>> curves) {
  private static final List<String> NAMES = List.of("loss", "rate", "nme", "faces-per-second");

  /** More points than a screen has columns; validation errors are kept all. */
  private static final int MOST_POINTS = 1500;

  RunCurves {
    curves = Collections.unmodifiableMap(new LinkedHashMap<>(curves));
  }

  /** Reads a log; empty curves before it is there. */
  static RunCurves read(Path run) {
    Map<String, List<double[]>> curves = new LinkedHashMap<>();
    NAMES.forEach(name -> curves.put(name, new ArrayList<>()));
    Path file = run.resolve(RunLayout.METRICS);
    if (!RunFiles.isThere(file)) {
      return new RunCurves(curves);
    }
    try {
      String text = TextFile.text(file);
      List<String> lines = text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
      add(file, lines, curves);
    } catch (IOException e) {
      throw FileFailure.unreadable(file, e);
    }
    return new RunCurves(curves);
  }

  private static void add(Path file, List<String> lines, Map<String, List<double[]>> curves) {
    int every = Math.max(1, lines.size() / MOST_POINTS);
    int stage = 1;
    double before = 0;
    double last = 0;
    for (int i = 0; i < lines.size(); i++) {
      JsonNode line = RunFiles.line(file, i + 1L, lines.get(i));
      if (line.path("stage").asInt(1) != stage) {
        stage = line.path("stage").asInt(1);
        before = last;
      }
      last = before + line.path("step").asDouble();
      for (Map.Entry<String, List<double[]>> curve : curves.entrySet()) {
        JsonNode value = line.path(curve.getKey());
        boolean kept = curve.getKey().equals("nme") || i % every == 0 || i == lines.size() - 1;
        if (kept && value.isNumber() && Double.isFinite(value.doubleValue())) {
          curve.getValue().add(new double[] {last, value.doubleValue()});
        }
      }
    }
  }

  /** The last value of a curve, or null. */
  Double last(String name) {
    List<double[]> points = curves.get(name);
    return points.isEmpty() ? null : points.get(points.size() - 1)[1];
  }

  /** The lowest value of a curve, or null. */
  Double lowest(String name) {
    return curves.get(name).stream().map(point -> point[1]).min(Double::compare).orElse(null);
  }

  /** The last step that was logged. */
  double lastStep() {
    List<double[]> points = curves.get("loss");
    return points.isEmpty() ? 0 : points.get(points.size() - 1)[0];
  }
}
