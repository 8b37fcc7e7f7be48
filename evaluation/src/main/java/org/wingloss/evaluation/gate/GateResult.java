package org.wingloss.evaluation.gate;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import org.wingloss.evaluation.report.content.NumberText;

/**
 * What came of one gate.
 *
 * @param metric what was measured
 * @param norm the normaliser's name; empty where there is none
 * @param subset the faces
 * @param value measured: a number in percent, or as the metrics file says it
 * @param comparison {@code >=}, {@code <=} or {@code ==}: how the value must stand to the bound
 * @param bound to be kept
 * @param source {@code bound}, or the baseline with its interval
 * @param met whether it was
 */
public record GateResult(
    String metric,
    String norm,
    String subset,
    Object value,
    String comparison,
    Object bound,
    @JsonProperty("from") String source,
    boolean met) {
  /** A metric against its bound. */
  static GateResult of(Gate gate, double value, double bound, String source) {
    boolean larger = gate.largerIsBetter();
    return new GateResult(
        gate.metric(),
        gate.norm(),
        gate.subset(),
        value,
        larger ? ">=" : "<=",
        bound,
        source,
        larger ? value >= bound : value <= bound);
  }

  /** Something about the faces that must be as it was. */
  static GateResult ofFaces(String what, JsonNode value, Object bound) {
    Object measured = value.isNumber() ? (Object) value.asLong() : value.asText();
    boolean met = measured.toString().equals(bound.toString());
    return new GateResult(what, "", "all", measured, "==", bound, "bound", met);
  }

  String valueText() {
    return text(value);
  }

  String wanted() {
    return comparison + " " + text(bound);
  }

  /** Why it was not met. */
  String sentence() {
    return NumberText.format(
        "%s is %s but must be %s %s (%s)",
        String.join(" ", metric, norm, subset).replace("  ", " "),
        text(value),
        switch (comparison) {
          case ">=" -> "at least";
          case "<=" -> "at most";
          default -> "exactly";
        },
        text(bound),
        source);
  }

  private static String text(Object value) {
    return value instanceof Double number ? NumberText.fixed(number, 4) : value.toString();
  }
}
