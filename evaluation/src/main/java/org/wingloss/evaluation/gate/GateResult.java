package org.wingloss.evaluation.gate;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import org.wingloss.data.NumberText;

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
    return text(value, bound);
  }

  String wanted() {
    return comparison + " " + text(bound, value);
  }

  /** Why it was not met. */
  String sentence() {
    return NumberText.format(
        "%s is %s but must be %s %s (%s)",
        String.join(" ", metric, norm, subset).replace("  ", " "),
        valueText(),
        switch (comparison) {
          case ">=" -> "at least";
          case "<=" -> "at most";
          default -> "exactly";
        },
        text(bound, value),
        source);
  }

  /** Four digits after the point; all digits where another number would look the same. */
  private static String text(Object shown, Object beside) {
    if (shown instanceof Double number && beside instanceof Double other) {
      String rounded = NumberText.fixed(number, 4);
      boolean alike = !number.equals(other) && rounded.equals(NumberText.fixed(other, 4));
      return alike ? NumberText.plain(number) : rounded;
    }
    return shown.toString();
  }
}
