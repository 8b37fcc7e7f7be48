package org.wingloss.evaluation.gate;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.NumberText;
import org.wingloss.data.format.StrictJson;
import org.wingloss.evaluation.statistic.Interval;

/**
 * The metrics of an evaluation: its {@code metrics.json}, or the same as it was printed.
 *
 * @param file for messages
 * @param root of the document
 */
record MetricsFile(Path file, JsonNode root) {
  static final String FINGERPRINT = "faces_sha256";

  private static final String EXPECTED =
      ": expected the metrics.json of a report, or what score and evaluate print as JSON";

  static MetricsFile read(Path file) {
    return checked(file, StrictJson.read(file, JsonNode.class));
  }

  static MetricsFile read(InputStream in, String label) {
    try {
      return checked(Path.of(label), StrictJson.read(in.readAllBytes(), label, JsonNode.class));
    } catch (IOException e) {
      throw new InvalidDataException(label + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** A value of the document, which must be there. */
  JsonNode of(String key) {
    if (!root.has(key)) {
      throw InvalidDataException.in(file, "does not say '%s'".formatted(key) + EXPECTED);
    }
    return root.get(key);
  }

  private static MetricsFile checked(Path file, JsonNode root) {
    if (!root.path("metrics").isArray()) {
      throw InvalidDataException.in(file, "has no list 'metrics'" + EXPECTED);
    }
    return new MetricsFile(file, root);
  }

  /**
   * Refuses a file of other faces, whose metrics are no measure of these.
   *
   * @throws InvalidDataException if the faces, or those of the gate's subset, differ
   */
  void requireSameFaces(MetricsFile measured, Gate gate) {
    requireSame("faces", measured, one -> one.root.path("faces"));
    requireSame(FINGERPRINT, measured, one -> one.root.path(FINGERPRINT));
    String subset = "faces of the subset '" + gate.subset() + "'";
    requireSame(subset, measured, one -> one.row(gate).path("faces"));
  }

  private void requireSame(
      String what, MetricsFile measured, Function<MetricsFile, JsonNode> value) {
    for (MetricsFile one : List.of(this, measured)) {
      if (value.apply(one).isMissingNode()) {
        throw InvalidDataException.in(
            one.file,
            "does not say '%s', so nobody knows whether baseline and metrics are of the same faces"
                    .formatted(what)
                + EXPECTED);
      }
    }
    JsonNode ours = value.apply(this);
    JsonNode theirs = value.apply(measured);
    if (!ours.equals(theirs)) {
      throw InvalidDataException.in(
          file,
          "is a baseline of other faces than those of %s: '%s' is %s but expected %s"
              .formatted(measured.file, what, ours.asText(), theirs.asText()));
    }
  }

  double value(Gate gate) {
    JsonNode row = row(gate);
    String[] parts = gate.metric().split("@", -1);
    JsonNode value =
        parts.length == 1 ? row.path(gate.metric()) : row.path(parts[0]).path(parts[1]);
    return number(value, gate, gate.metric());
  }

  Interval interval(Gate gate) {
    String[] parts = gate.metric().split("@", -1);
    JsonNode ends = row(gate).path(parts[0] + "_interval");
    ends = parts.length == 1 ? ends : ends.path(parts[1]);
    String what = "interval of " + gate.metric();
    if (!ends.isArray() || ends.size() != 2) {
      throw missing(gate, what);
    }
    try {
      return new Interval(number(ends.get(0), gate, what), number(ends.get(1), gate, what));
    } catch (IllegalArgumentException e) {
      throw InvalidDataException.in(file, what + ": " + e.getMessage(), e);
    }
  }

  private double number(JsonNode value, Gate gate, String what) {
    if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
      throw missing(gate, what);
    }
    return value.doubleValue();
  }

  private JsonNode row(Gate gate) {
    for (JsonNode row : root.path("metrics")) {
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
