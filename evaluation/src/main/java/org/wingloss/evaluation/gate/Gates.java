package org.wingloss.evaluation.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.NumberText;
import org.wingloss.data.format.StrictJson;
import org.wingloss.data.format.TextFile;
import org.wingloss.evaluation.statistic.Interval;

/**
 * The bounds of a YAML file, such as
 *
 * <pre>
 * faces: 689
 * faces_sha256: 1f3c…
 * gates:
 *   - {metric: nme, norm: inter-ocular, subset: all, bound: 5.5}
 *   - {metric: auc@8, norm: inter-ocular, bound: 40}
 *   - {metric: nme, norm: inter-ocular, baseline: baseline.json}
 * </pre>
 *
 * <p>{@code faces} and {@code faces_sha256}, which may be left out, are those of the metrics file:
 * a gate on other faces says nothing. {@code subset} is {@code all} where it is left out. AUC must
 * reach its bound, all other metrics must not exceed theirs. With {@code baseline}, a metrics file
 * named relative to the YAML file, the metric may not be worse than there by more than its
 * interval. A baseline must be of the same faces.
 */
public final class Gates {
  private static final ObjectMapper YAML = StrictJson.strict(new YAMLFactory());
  private static final String FACES = "faces";
  private static final String FINGERPRINT = MetricsFile.FINGERPRINT;
  private static final List<String> KEYS = List.of("metric", "norm", "subset", "bound", "baseline");

  private static final List<String> ROOT_KEYS = List.of(FACES, FINGERPRINT, "gates");

  private final List<Gate> gates;

  /** What must be so of the faces: name in the metrics file → value. */
  private final Map<String, Object> faces;

  private Gates(List<Gate> gates, Map<String, Object> faces) {
    this.gates = List.copyOf(gates);
    this.faces = faces;
  }

  /**
   * Reads a file.
   *
   * @throws InvalidDataException if it is absent, not YAML, or has an unknown or missing key
   */
  public static Gates read(Path file) {
    JsonNode root;
    try (InputStream in = TextFile.open(file)) {
      root = YAML.readTree(in);
    } catch (IOException e) {
      throw StrictJson.unreadable(file, e);
    }
    if (!root.isObject() || !root.path("gates").isArray()) {
      throw InvalidDataException.in(
          file,
          "must hold one key, 'gates', with a list of {metric, norm, subset, bound}; 'faces' and"
              + " 'faces_sha256' may stand beside it");
    }
    for (Iterator<String> keys = root.fieldNames(); keys.hasNext(); ) {
      String key = keys.next();
      if (!ROOT_KEYS.contains(key)) {
        throw InvalidDataException.in(
            file, "unknown key '%s'; known: %s".formatted(key, String.join(", ", ROOT_KEYS)));
      }
    }
    List<Gate> gates = new ArrayList<>();
    for (JsonNode node : root.path("gates")) {
      gates.add(gate(file, gates.size() + 1, node));
    }
    if (gates.isEmpty()) {
      throw InvalidDataException.in(file, "'gates' is empty: a check without bounds passes always");
    }
    return new Gates(gates, faces(file, root));
  }

  private static Map<String, Object> faces(Path file, JsonNode root) {
    Map<String, Object> faces = new LinkedHashMap<>();
    if (root.has(FACES)) {
      if (!root.get(FACES).isIntegralNumber()) {
        throw InvalidDataException.in(file, "'faces' must be a whole number");
      }
      faces.put(FACES, root.get(FACES).asLong());
    }
    if (root.has(FINGERPRINT)) {
      if (!root.get(FINGERPRINT).isTextual()) {
        throw InvalidDataException.in(file, "'" + FINGERPRINT + "' must be a text");
      }
      faces.put(FINGERPRINT, root.get(FINGERPRINT).asText());
    }
    return faces;
  }

  private static Gate gate(Path file, int number, JsonNode node) {
    try {
      for (Iterator<String> keys = node.fieldNames(); keys.hasNext(); ) {
        String key = keys.next();
        require(KEYS.contains(key), "unknown key '%s'; known: %s", key, String.join(", ", KEYS));
      }
      for (String key : List.of("metric", "norm")) {
        require(node.path(key).isTextual(), "needs '%s'", key);
      }
      JsonNode bound = node.path("bound");
      require(!node.has("bound") || bound.isNumber(), "'bound' must be a number but was %s", bound);
      for (String key : List.of("subset", "baseline")) {
        require(!node.has(key) || node.path(key).isTextual(), "'%s' must be a text", key);
      }
      return new Gate(
          node.path("metric").asText().toLowerCase(Locale.ROOT),
          node.path("norm").asText(),
          node.path("subset").asText("all"),
          bound.isNumber() ? OptionalDouble.of(bound.asDouble()) : OptionalDouble.empty(),
          node.has("baseline")
              ? Optional.of(file.resolveSibling(node.path("baseline").asText()))
              : Optional.empty());
    } catch (IllegalArgumentException e) {
      throw InvalidDataException.in(file, "gate " + number + ": " + e.getMessage());
    }
  }

  private static void require(boolean fits, String message, Object... values) {
    if (!fits) {
      throw new IllegalArgumentException(NumberText.format(message, values));
    }
  }

  /**
   * Checks a metrics file.
   *
   * @throws InvalidDataException if it, or a baseline, lacks a metric that a gate names, or if a
   *     baseline is of other faces
   */
  public GateResults check(Path metrics) {
    return check(MetricsFile.read(metrics));
  }

  /**
   * As {@link #check(Path)}, of a document from a stream.
   *
   * @param label what messages call it
   */
  public GateResults check(InputStream metrics, String label) {
    return check(MetricsFile.read(metrics, label));
  }

  private GateResults check(MetricsFile measured) {
    List<GateResult> results = new ArrayList<>();
    faces.forEach((what, bound) -> results.add(GateResult.ofFaces(what, measured.of(what), bound)));
    for (Gate gate : gates) {
      double bound;
      String source;
      if (gate.bound().isPresent()) {
        bound = gate.bound().getAsDouble();
        source = "bound";
      } else {
        MetricsFile baseline = MetricsFile.read(gate.baseline().orElseThrow());
        baseline.requireSameFaces(measured, gate);
        Interval interval = baseline.interval(gate);
        bound = gate.largerIsBetter() ? interval.low() : interval.high();
        source =
            NumberText.format(
                "%s: %.4f in [%.4f, %.4f]",
                gate.baseline().orElseThrow().getFileName(),
                baseline.value(gate),
                interval.low(),
                interval.high());
      }
      results.add(GateResult.of(gate, measured.value(gate), bound, source));
    }
    return new GateResults(results);
  }
}
