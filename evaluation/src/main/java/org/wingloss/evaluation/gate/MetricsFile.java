package org.wingloss.evaluation.gate;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.format.StrictJson;
import org.wingloss.evaluation.report.content.NumberText;
import org.wingloss.evaluation.statistic.Interval;

/** The metrics in a document of {@code score --json} or {@code evaluate --json}. */
final class MetricsFile {
  private final Path file;
  private final JsonNode metrics;

  private MetricsFile(Path file, JsonNode metrics) {
    this.file = file;
    this.metrics = metrics;
  }

  static MetricsFile read(Path file) {
    JsonNode root = StrictJson.read(file, JsonNode.class);
    JsonNode metrics = root.path("metrics");
    if (!metrics.isArray()) {
      throw InvalidDataException.in(
          file, "has no list 'metrics': expected the output of score --json or evaluate --json");
    }
    return new MetricsFile(file, metrics);
  }

  double value(Gate gate) {
    JsonNode row = row(gate);
    String[] parts = gate.metric().split("@", -1);
    JsonNode value =
        parts.length == 1 ? row.path(gate.metric()) : row.path(parts[0]).path(parts[1]);
    if (!value.isNumber()) {
      throw missing(gate, gate.metric());
    }
    return value.asDouble();
  }

  Interval interval(Gate gate) {
    String[] parts = gate.metric().split("@", -1);
    JsonNode ends = row(gate).path(parts[0] + "_interval");
    ends = parts.length == 1 ? ends : ends.path(parts[1]);
    if (!ends.isArray() || ends.size() != 2 || !ends.get(0).isNumber() || !ends.get(1).isNumber()) {
      throw missing(gate, "interval of " + gate.metric());
    }
    return new Interval(ends.get(0).asDouble(), ends.get(1).asDouble());
  }

  private JsonNode row(Gate gate) {
    for (JsonNode row : metrics) {
      if (row.path("norm").asText().equals(gate.norm())
          && row.path("subset").asText().equals(gate.subset())) {
        return row;
      }
    }
    throw missing(gate, gate.metric());
  }

  private InvalidDataException missing(Gate gate, String what) {
    return InvalidDataException.in(
        file,
        NumberText.format(
            "has no %s for the norm '%s' and the subset '%s'", what, gate.norm(), gate.subset()));
  }
}
