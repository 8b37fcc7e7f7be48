package org.wingloss.evaluation.gate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.format.StrictJson;
import org.wingloss.evaluation.statistic.Interval;

/**
 * The bounds of a YAML file, such as
 *
 * <pre>
 * gates:
 *   - {metric: nme, norm: inter-ocular, subset: all, bound: 5.5}
 *   - {metric: auc@8, norm: inter-ocular, bound: 40}
 *   - {metric: nme, norm: inter-ocular, baseline: baseline.json}
 * </pre>
 *
 * <p>{@code subset} is {@code all} where it is left out. AUC must reach its bound, all other
 * metrics must not exceed theirs. With {@code baseline}, a metrics file named relative to the YAML
 * file, the metric may not be worse than there by more than its interval.
 */
public final class Gates {
  private static final ObjectMapper YAML = StrictJson.strict(new YAMLFactory());
  private static final Set<String> KEYS = Set.of("metric", "norm", "subset", "bound", "baseline");

  private final List<Gate> gates;

  private Gates(List<Gate> gates) {
    this.gates = List.copyOf(gates);
  }

  /**
   * Reads a file.
   *
   * @throws InvalidDataException if it is absent, not YAML, or has an unknown or missing key
   */
  public static Gates read(Path file) {
    JsonNode root;
    try (InputStream in = Files.newInputStream(file)) {
      root = YAML.readTree(in);
    } catch (NoSuchFileException e) {
      throw InvalidDataException.in(file, "there is no such file", e);
    } catch (JsonProcessingException e) {
      throw InvalidDataException.in(file, StrictJson.explain(e), e);
    } catch (IOException e) {
      throw InvalidDataException.in(file, "cannot be read: " + e.getMessage(), e);
    }
    if (!root.isObject() || root.size() != 1 || !root.path("gates").isArray()) {
      throw InvalidDataException.in(
          file, "must hold one key, 'gates', with a list of {metric, norm, subset, bound}");
    }
    List<Gate> gates = new ArrayList<>();
    for (JsonNode node : root.path("gates")) {
      gates.add(gate(file, gates.size() + 1, node));
    }
    if (gates.isEmpty()) {
      throw InvalidDataException.in(file, "'gates' is empty: a check without bounds passes always");
    }
    return new Gates(gates);
  }

  private static Gate gate(Path file, int number, JsonNode node) {
    String where = "gate " + number + ": ";
    for (Iterator<String> keys = node.fieldNames(); keys.hasNext(); ) {
      String key = keys.next();
      if (!KEYS.contains(key)) {
        throw InvalidDataException.in(
            file,
            where + "unknown key '" + key + "'; known: metric, norm, subset, bound, baseline");
      }
    }
    for (String key : List.of("metric", "norm")) {
      if (!node.path(key).isTextual()) {
        throw InvalidDataException.in(file, where + "needs '" + key + "'");
      }
    }
    JsonNode bound = node.path("bound");
    if (!bound.isMissingNode() && !bound.isNumber()) {
      throw InvalidDataException.in(file, where + "'bound' must be a number but was " + bound);
    }
    for (String key : List.of("subset", "baseline")) {
      if (!node.path(key).isMissingNode() && !node.path(key).isTextual()) {
        throw InvalidDataException.in(file, where + "'" + key + "' must be a text");
      }
    }
    try {
      return new Gate(
          node.path("metric").asText().toLowerCase(Locale.ROOT),
          node.path("norm").asText(),
          node.path("subset").asText("all"),
          bound.isNumber() ? OptionalDouble.of(bound.asDouble()) : OptionalDouble.empty(),
          node.has("baseline")
              ? Optional.of(file.resolveSibling(node.path("baseline").asText()))
              : Optional.empty());
    } catch (IllegalArgumentException e) {
      throw InvalidDataException.in(file, where + e.getMessage());
    }
  }

  /**
   * Checks a metrics file.
   *
   * @throws InvalidDataException if it, or a baseline, lacks a metric that a gate names
   */
  public GateResults check(Path metrics) {
    MetricsFile measured = MetricsFile.read(metrics);
    List<GateResults.Result> results = new ArrayList<>();
    for (Gate gate : gates) {
      double value = measured.value(gate);
      double bound;
      String source;
      if (gate.bound().isPresent()) {
        bound = gate.bound().getAsDouble();
        source = "bound";
      } else {
        MetricsFile baseline = MetricsFile.read(gate.baseline().orElseThrow());
        Interval interval = baseline.interval(gate);
        bound = gate.largerIsBetter() ? interval.low() : interval.high();
        source =
            String.format(
                Locale.ROOT,
                "%s: %.4f in [%.4f, %.4f]",
                gate.baseline().orElseThrow().getFileName(),
                baseline.value(gate),
                interval.low(),
                interval.high());
      }
      boolean met = gate.largerIsBetter() ? value >= bound : value <= bound;
      results.add(
          new GateResults.Result(
              gate.metric(),
              gate.norm(),
              gate.subset(),
              value,
              gate.largerIsBetter(),
              bound,
              source,
              met));
    }
    return new GateResults(results);
  }
}
