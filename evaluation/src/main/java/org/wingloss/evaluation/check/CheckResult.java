package org.wingloss.evaluation.check;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.wingloss.data.NumberText;

/**
 * One finding about a set of scores.
 *
 * @param name of the check, {@code one-based}
 * @param status what it means
 * @param message one sentence
 */
public record CheckResult(@JsonProperty("check") String name, Status status, String message) {
  /** What a finding means. */
  public enum Status {
    /** Looked at and in order. */
    OK,
    /** Something to know when the number is used. */
    NOTE,
    /** The number is probably not what it seems. */
    WARNING;

    /** As reports say it. */
    @JsonValue
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static CheckResult ok(String name, String message, Object... values) {
    return of(name, Status.OK, message, values);
  }

  static CheckResult note(String name, String message, Object... values) {
    return of(name, Status.NOTE, message, values);
  }

  static CheckResult warning(String name, String message, Object... values) {
    return of(name, Status.WARNING, message, values);
  }

  private static CheckResult of(String name, Status status, String message, Object... values) {
    return new CheckResult(name, status, NumberText.format(message, values));
  }
}
