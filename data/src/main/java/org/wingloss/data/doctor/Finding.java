package org.wingloss.data.doctor;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import org.wingloss.data.Plural;

/**
 * The outcome of one check.
 *
 * @param check its name: {@code boxes}
 * @param severity how bad it is
 * @param count how many faces, pictures or points it concerns
 * @param message one sentence; of {@code [one|many]} the words that go with the count are kept
 * @param examples some of those concerned, at most {@value #MOST}
 */
public record Finding(
    String check, Severity severity, long count, String message, List<String> examples) {
  private static final int MOST = 5;

  /** How bad a finding is. */
  public enum Severity {
    /** As it should be. */
    OK,
    /** Worth knowing before trusting a number. */
    WARNING,
    /** The data cannot be used as they are. */
    ERROR;

    /** The name in lower case, as JSON has it. */
    @JsonValue
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Keeps the first examples. */
  public Finding {
    message = Plural.of(count, message);
    examples = List.copyOf(examples.subList(0, Math.min(MOST, examples.size())));
  }

  static Finding ok(String check, String message) {
    return new Finding(check, Severity.OK, 0, message, List.of());
  }

  /** A finding about those concerned; fine when there are none. */
  static Finding about(
      String check, Severity severity, List<String> concerned, String message, String fine) {
    return concerned.isEmpty()
        ? ok(check, fine)
        : new Finding(check, severity, concerned.size(), message, concerned);
  }
}
